"""The load generator: a process of its own, one thread, plain sockets.

It reads a `Plan` from standard input and writes a `Told` to standard output. It calls this machine
alone and ends by itself.
"""

import random
import re
import select
import socket
import sys
import time
from collections import deque

import msgspec
from msgspec import Struct

from regulars.entrypoints.cli._measuring.rates.plan import Plan, Step, Told

_CHUNK = 65_536
_GIVE_UP_SECONDS = 30
_MARK = re.compile("([#~@])")


class _Request:
    """A step, taken apart once."""

    def __init__(self, step: Step, key: str) -> None:
        self._line = [one.encode() for one in _MARK.split(step.path)]
        self._text = [one.encode() for one in _MARK.split(step.text)]
        self._begin = step.method.encode() + b" "
        self._head = b" HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key.encode()
        self._once = step.once
        self.finds = re.compile(step.finds.encode()) if step.finds else None
        self.ends = step.ends

    def filled(self, marks: dict[bytes, bytes]) -> bytes:
        """The bytes to send."""
        line = b"".join([marks.get(one, one) for one in self._line])
        text = b"".join([marks.get(one, one) for one in self._text])
        head = self._begin + line + self._head
        if self._once:
            head += b"\r\nIdempotency-Key: " + marks[b"#"]
        if not text:
            return head + b"\r\n\r\n"
        return b"%b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (
            head, len(text), text,
        )  # fmt: skip


class _Client(Struct):
    """One connection: the script that it is at, and since when its operation is due."""

    socket: socket.socket
    script: list[_Request] = []
    at: int = 0
    due: float = 0.0
    marks: dict[bytes, bytes] = {}
    got: bytes = b""


class _Caller:
    """One run."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._epoll = select.epoll()
        self._clients: dict[int, _Client] = {}
        self._busy = 0
        self._free: deque[_Client] = deque()
        self._number = 0
        self._chance = random.Random(plan.run)  # noqa: S311 - who buys next is no secret
        self._times: list[float] = []
        self._errors = 0
        self._first_error = ""
        self._scripts = [[_Request(step, plan.key) for step in one] for one in plan.scripts]

    def run(self) -> Told:
        """Will call until the time is over, then wait for the last answers."""
        for _ in range(self._plan.clients):
            found = socket.create_connection((self._plan.host, self._plan.port))
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            client = self._clients[found.fileno()] = _Client(found)
            self._free.append(client)
            self._epoll.register(found.fileno(), select.EPOLLIN)
        began = time.perf_counter()
        self._counts_from = began + self._plan.warm
        until = self._counts_from + self._plan.seconds
        used = time.process_time()
        (self._open if self._plan.rate else self._closed)(began, until)
        used = time.process_time() - used
        while self._busy and time.perf_counter() < until + _GIVE_UP_SECONDS:
            self._answers(0.1, until)
        taken = sorted(self._times)
        return Told(
            answers=len(taken), errors=self._errors + self._busy, seconds=self._plan.seconds,
            p50=_at(taken, 0.5), p95=_at(taken, 0.95), p99=_at(taken, 0.99), most=_at(taken, 1.0),
            share=used / (self._plan.seconds + self._plan.warm), first_error=self._first_error,
        )  # fmt: skip

    def _closed(self, began: float, until: float) -> None:
        now = began
        while now < until:
            while self._free:
                self._next(now)
                now = time.perf_counter()
            self._answers(0.1, until)
            now = time.perf_counter()

    def _open(self, began: float, until: float) -> None:
        step = 1 / self._plan.rate
        due, now = began, began
        while now < until:
            while due <= now and self._free:
                self._next(due)
                due += step
            self._answers(max(0.0, min(due - time.perf_counter(), 0.1)), until)
            now = time.perf_counter()

    def _next(self, due: float) -> None:
        client = self._free.popleft()
        self._busy += 1
        client.due = due
        if client.at == len(client.script):
            client.script, client.at = self._scripts[self._number % len(self._scripts)], 0
            self._number += 1
            member = self._chance.randrange(self._plan.members)
            client.marks = {b"#": f"{self._plan.run}-{self._number}".encode(), b"~": b"%d" % member}
        self._send(client)

    def _send(self, client: _Client) -> None:
        client.socket.sendall(client.script[client.at].filled(client.marks))

    def _answers(self, wait: float, until: float) -> None:
        for number, _ in self._epoll.poll(wait):
            client = self._clients[number]
            got = client.socket.recv(_CHUNK)
            if not got:
                raise SystemExit("the server hung up")
            client.got += got
            if _whole(client.got):
                text, client.got = client.got, b""
                self._answered(client, text, until)

    def _answered(self, client: _Client, text: bytes, until: float) -> None:
        asked = client.script[client.at]
        client.at += 1
        found = asked.finds.search(text) if asked.finds else None
        if found:
            client.marks[b"@"] = found[1]
        fine = text.startswith(b"HTTP/1.1 20") and bool(found or not asked.finds)
        if fine and not asked.ends:
            self._send(client)
            return
        now = time.perf_counter()
        if not fine:
            client.at = len(client.script)
            self._errors += 1
            self._first_error = self._first_error or text[:2000].decode(errors="replace")
        elif self._counts_from <= now <= until:
            self._times.append((now - client.due) * 1000)
        self._busy -= 1
        self._free.append(client)


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
