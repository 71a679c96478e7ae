"""Mail through a real SMTP server on this machine."""

import os
import socket
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from regulars.connectors.smtp.sender import Mail, NotSentError, configured, send


class Box(Message):
    """Keeps what it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.mails: list = []

    def handle_message(self, message) -> None:
        self.mails.append(message)


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Box]:
    kept = Box()
    controller = Controller(kept, hostname="127.0.0.1", port=_free_port())
    controller.start()
    monkeypatch.setenv("REGULARS_SMTP_URL", f"smtp://127.0.0.1:{controller.port}")
    monkeypatch.setenv("REGULARS_MAIL_FROM", "club@shop.example")
    yield kept
    controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_message_arrives_as_it_was_written(box: Box) -> None:
    send(Mail(to="ann@example.com", subject="Kirjautumiskoodi", text="Koodisi on 123456. Ä"))
    (mail,) = box.mails
    assert mail["To"] == "ann@example.com"
    assert mail["From"] == "club@shop.example"
    assert mail["Subject"] == "Kirjautumiskoodi"
    assert "Koodisi on 123456. Ä" in mail.get_payload(decode=True).decode()


def test_nobody_writes_headers_through_a_subject(box: Box) -> None:
    send(Mail(to="ann@example.com", subject="Hi\r\nBcc: eve@example.com", text="x"))
    (mail,) = box.mails
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Hi Bcc: eve@example.com"


def test_a_password_is_never_sent_without_tls(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    url = os.environ["REGULARS_SMTP_URL"].replace("smtp://", "smtp://ann:secret@")
    monkeypatch.setenv("REGULARS_SMTP_URL", url)
    with pytest.raises(NotSentError, match="SMTPNotSupportedError"):
        send(Mail(to="ann@example.com", subject="x", text="x"))
    assert box.mails == []


def test_without_a_server_it_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REGULARS_SMTP_URL", raising=False)
    assert not configured()
    with pytest.raises(NotSentError, match="REGULARS_SMTP_URL"):
        send(Mail(to="ann@example.com", subject="x", text="x"))
