"""What one process counts of its own work, written to a file every few seconds for whoever adds the
processes up. Counting is cheap, and off unless the operator wants it.

Nothing here names a person, a program or an address: routes are templates.
"""

import os
import socket
import threading
import time
from bisect import bisect_left
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from regulars.kit import environment
from regulars.kit.pg import home

WANTED = environment.declare(
    "REGULARS_METRICS", "Yes counts requests and groups for `regulars serve --metrics`.", "no"
)
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
SIZES = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0)
WRITE_EVERY_SECONDS = 5


class Tally(Struct):
    """How many fell between the bounds, the last ones beyond all of them, and their sum."""

    counts: list[int]
    total: float = 0.0

    def see(self, value: float, bounds: Sequence[float]) -> None:
        """Will count a value."""
        self.counts[bisect_left(bounds, value)] += 1
        self.total += value

    def add(self, other: "Tally") -> None:
        """Will count all that another one has."""
        self.counts = [a + b for a, b in zip(self.counts, other.counts, strict=True)]
        self.total += other.total


class Request(Struct, frozen=True):
    """Which requests are counted together."""

    route: str
    method: str
    status: int


class Written(Struct):
    """What a process has counted since it began, and what stands at the moment."""

    requests: list[tuple[Request, Tally]]
    groups: Tally
    waiting: int


def empty(bounds: Sequence[float]) -> Tally:
    """A tally of nothing."""
    return Tally([0] * (len(bounds) + 1))


class Tallies:
    """The counts of one process."""

    def __init__(self, file: Callable[[], Path], *, by_itself: bool = False) -> None:
        """Will write to this file; every few seconds by itself, from the first count on."""
        self._file = file
        self._lock = threading.Lock()
        self._requests: dict[Request, Tally] = {}
        self._groups = empty(SIZES)
        self._by_itself = by_itself
        self.waiting: Callable[[], int] = int
        """How many calls wait to be booked now."""

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Will count a request that was answered."""
        which = Request(route, method, status)
        with self._lock:
            tally = self._requests.get(which)
            if tally is None:
                tally = self._requests[which] = empty(SECONDS)
            tally.see(seconds, SECONDS)
        self._begin()

    def group(self, size: int) -> None:
        """Will count calls that were booked in one transaction."""
        with self._lock:
            self._groups.see(size, SIZES)

    def written(self) -> Written:
        """What is counted by now."""
        with self._lock:
            return Written(
                [(which, Tally(list(tally.counts), tally.total))
                 for which, tally in self._requests.items()],
                Tally(list(self._groups.counts), self._groups.total), self.waiting(),
            )  # fmt: skip

    def write(self) -> None:
        """Will write the file, whole or not at all."""
        path = self._file()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(msgspec.json.encode(self.written()))
        part.replace(path)

    def _begin(self) -> None:
        if self._by_itself:
            self._by_itself = False
            threading.Thread(target=self._go_on, name="tallies", daemon=True).start()

    def _go_on(self) -> None:
        while True:
            time.sleep(WRITE_EVERY_SECONDS)
            self.write()


def folder() -> Path:
    """Where the processes of an installation leave their counts."""
    return home.folder() / "metrics"


def _file() -> Path:
    """Processes in containers may share the folder and have the same number."""
    return folder() / f"{socket.gethostname()}-{os.getpid()}.json"


TALLIES = Tallies(_file, by_itself=True)
