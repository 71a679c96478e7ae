"""A mail server that keeps what it is handed, for tests that read their mail."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from socket import socket
from threading import Event, Thread

import pytest
from aiosmtpd.controller import Controller


class Mailbox:
    """A mail server that keeps what it is handed."""

    def __init__(self) -> None:
        self.mails: list[Message] = []
        self.came = Event()

    async def handle_DATA(  # noqa: N802 - the name that the server calls
        self, _server: object, _session: object, envelope: object
    ) -> str:
        self.mails.append(message_from_bytes(envelope.content))  # type: ignore[attr-defined]
        self.came.set()
        return "250 OK"

    def code(self) -> str:
        """The six digits of the newest mail; the first one is waited for."""
        assert self.came.wait(30)
        found = re.search(r"\b\d{6}\b", self.mails[-1].get_payload())
        assert found is not None
        return found.group()


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """A mail server of this test's own."""
    box = Mailbox()
    with socket() as held:  # a port of the system's choice, free a moment ago
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    monkeypatch.setenv("REGULARS_SMTP_URL", f"smtp://127.0.0.1:{port}")
    yield box
    server.stop()


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """The thread that sends is waited for, so that a test sees what it did."""
    begin = Thread.start

    def start(thread: Thread) -> None:
        begin(thread)
        if thread.name in ("sign-in code", "invitation of staff"):
            thread.join()

    monkeypatch.setattr(Thread, "start", start)
