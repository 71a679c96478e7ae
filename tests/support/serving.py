"""The API's server as a process of its own, and callers who never lose count."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Self

from tests.support.api import START

from regulars.entrypoints.cli._site import Site, hot

WAIT_SECONDS = 60


class Serving:
    """`regulars serve --hot` without its supervisor, so that it can be killed as a whole."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.site = Site("127.0.0.1", free.getsockname()[1])
        self._variables = dict(variables)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Will serve, and wait until it answers."""
        self._process = subprocess.Popen(
            [sys.executable, *hot(self.site)], env=self._variables, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + WAIT_SECONDS
        while not self.site.answers():
            assert self._process.poll() is None, "the server ended by itself"
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.05)

    def end_by(self, number: signal.Signals) -> int:
        """Will send a signal to all of it; the exit code."""
        assert self._process is not None, "it was started"
        os.killpg(self._process.pid, number)
        return self._process.wait()

    def stop(self) -> None:
        """Will end it, if it still runs."""
        if self._process is not None and self._process.poll() is None:
            self.end_by(signal.SIGTERM)


@contextmanager
def serving(variables: Mapping[str, str]) -> Iterator[Serving]:
    """Run a server until the end of the block."""
    made = Serving(variables)
    made.start()
    try:
        yield made
    finally:
        made.stop()


def ask(
    site: Site, key: str, path: str, body: Any = None, *, method: str = "POST", timeout: float = 60
) -> tuple[int, Any]:
    """Make one call on a connection of its own. OSError and HTTPException: nobody knows."""
    connection = http.client.HTTPConnection(site.host, site.port, timeout=timeout)
    try:
        raw = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        connection.request(method, path, raw, headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read() or b"null")
    finally:
        connection.close()


def order(number: str, member: str) -> dict[str, Any]:
    """An order of ten."""
    return {"source": "shop", "external_id": number, "occurred_at": START.isoformat(),
            "currency": "EUR", "total_minor": 1000, "member": f"external_id:{member}"}  # fmt: skip


class Callers:
    """Tills that send one order after another, each under a number of its own, until they are told
    to stop. What was acknowledged is written down, and what was not."""

    def __init__(self, sites: list[Site], key: str, many: int = 8) -> None:
        self._sites, self._key = sites, key
        self.acknowledged: set[str] = set()
        self.unknown: set[str] = set()
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._enough = threading.Condition(self._lock)
        self._threads = [threading.Thread(target=self._call, args=[n]) for n in range(many)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *failed: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def wait_for(self, more: int) -> None:
        """Wait until so many more were acknowledged."""
        with self._enough:
            wanted = len(self.acknowledged) + more
            came = self._enough.wait_for(lambda: len(self.acknowledged) >= wanted, WAIT_SECONDS)
            assert came, "orders are acknowledged"

    def _call(self, caller: int) -> None:
        count = 0
        while not self._stop.is_set():
            number = f"{caller}-{count}"
            count += 1
            status = 0
            with contextlib.suppress(OSError, http.client.HTTPException):
                site = self._sites[count % len(self._sites)]
                status, _ = ask(site, self._key, "/v1/orders", order(number, f"m{caller % 3}"))
            with self._enough:
                (self.acknowledged if status == http.HTTPStatus.CREATED else self.unknown).add(
                    number
                )
                self._enough.notify_all()
            if status == 0:
                self._stop.wait(0.05)

    def send_again(self) -> None:
        """Send all again whose outcome nobody knows, until it is taken: each is there once
        afterwards."""
        until = time.monotonic() + WAIT_SECONDS
        for number in sorted(self.unknown):
            body = order(number, f"m{int(number.partition('-')[0]) % 3}")
            status, said = ask(self._sites[0], self._key, "/v1/orders", body)
            while status == http.HTTPStatus.SERVICE_UNAVAILABLE and time.monotonic() < until:
                status, said = ask(self._sites[0], self._key, "/v1/orders", body)
            assert status in (200, 201), said
