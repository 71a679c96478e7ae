"""The load generator: a process of its own, one thread, plain sockets.

It reads a `Plan` from standard input and writes a `Told` to standard output. It calls this machine
alone and ends by itself.
"""

import select
import socket
import sys
import time
from collections import deque

import msgspec

from regulars.entrypoints.cli._measuring.rates.plan import Plan, Told

_CHUNK = 65_536
_GIVE_UP_SECONDS = 30


class _Caller:
    """One run."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._epoll = select.epoll()
        self._sockets: dict[int, socket.socket] = {}
        self._due: dict[int, float] = {}
        self._buffers: dict[int, bytes] = {}
        self._free: deque[int] = deque()
        self._number = 0
        self._times: list[float] = []
        self._errors = 0
        self._first_error = ""
        self._parts = [self._split(text) for text in plan.texts]

    def _split(self, text: str) -> tuple[bytes, bytes]:
        head, _, tail = text.partition("#")
        return head.encode(), tail.encode()

    def run(self) -> Told:
        """Will call until the time is over, then wait for the last answers."""
        for _ in range(self._plan.clients):
            found = socket.create_connection((self._plan.host, self._plan.port))
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            number = found.fileno()
            self._sockets[number] = found
            self._free.append(number)
            self._epoll.register(number, select.EPOLLIN)
        began = time.perf_counter()
        self._counts_from = began + self._plan.warm
        until = self._counts_from + self._plan.seconds
        used = time.process_time()
        (self._open if self._plan.rate else self._closed)(began, until)
        used = time.process_time() - used
        while self._due and time.perf_counter() < until + _GIVE_UP_SECONDS:
            self._answers(0.1, until)
        taken = sorted(self._times)
        return Told(
            answers=len(taken), errors=self._errors + len(self._due), seconds=self._plan.seconds,
            p50=_at(taken, 0.5), p95=_at(taken, 0.95), p99=_at(taken, 0.99), most=_at(taken, 1.0),
            share=used / (self._plan.seconds + self._plan.warm), first_error=self._first_error,
        )  # fmt: skip

    def _closed(self, began: float, until: float) -> None:
        now = began
        while now < until:
            while self._free:
                self._send(now)
                now = time.perf_counter()
            self._answers(0.1, until)
            now = time.perf_counter()

    def _open(self, began: float, until: float) -> None:
        step = 1 / self._plan.rate
        due, now = began, began
        while now < until:
            while due <= now and self._free:
                self._send(due)
                due += step
            self._answers(max(0.0, min(due - time.perf_counter(), 0.1)), until)
            now = time.perf_counter()

    def _send(self, due: float) -> None:
        head, tail = self._parts[self._number % len(self._parts)]
        self._number += 1
        body = b"%b%b-%d%b" % (head, self._plan.run.encode(), self._number, tail)
        number = self._free.popleft()
        self._due[number] = due
        self._sockets[number].sendall(
            b"POST %b HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %b\r\n"
            b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
            % (self._plan.path.encode(), self._plan.key.encode(), len(body), body)
        )

    def _answers(self, wait: float, until: float) -> None:
        for number, _ in self._epoll.poll(wait):
            got = self._sockets[number].recv(_CHUNK)
            if not got:
                raise SystemExit("the server hung up")
            text = self._buffers.pop(number, b"") + got
            if not _whole(text):
                self._buffers[number] = text
                continue
            now = time.perf_counter()
            due = self._due.pop(number)
            self._free.append(number)
            if not text.startswith(b"HTTP/1.1 20"):
                self._errors += 1
                self._first_error = self._first_error or text[:2000].decode(errors="replace")
            elif self._counts_from <= now <= until:
                self._times.append((now - due) * 1000)


def _whole(text: bytes) -> bool:
    head, gap, body = text.partition(b"\r\n\r\n")
    if not gap:
        return False
    at = head.lower().find(b"content-length:")
    length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
    return len(body) >= length


def _at(taken: list[float], share: float) -> float:
    return taken[min(len(taken) - 1, int(share * len(taken)))] if taken else 0.0


def main() -> None:
    """Run the plan that is read."""
    plan = msgspec.json.decode(sys.stdin.buffer.read(), type=Plan)
    sys.stdout.buffer.write(msgspec.json.encode(_Caller(plan).run()))


if __name__ == "__main__":
    main()
