"""Lanes: threads that book what waits, each on a connection of its own.

There is no timer: a lane takes whatever came in while its last commit was under way, so that one
caller waits for one commit and a hundred callers share one.
"""

import asyncio
import queue
import threading
from collections.abc import Callable, Sequence
from itertools import islice

import psycopg
from msgspec import Struct

from regulars.entrypoints.fastlane.transactions import Line
from regulars.kit.errors import SetupError
from regulars.kit.speech import ENGLISH, spoken
from regulars.kit.tallies import TALLIES
from regulars.wire.groups import GROUP_MAX, Outcome, settle
from regulars.wire.problems import problem
from regulars.wire.requests import Wanted


class Waiting(Struct, eq=False):
    """Calls of one asker, in their order, and what will hold their outcomes."""

    wanted: Sequence[Wanted]
    future: "asyncio.Future[list[Outcome | Exception]]"


Delivery = list[tuple[Waiting, list[Outcome | Exception]]]


class Lane(threading.Thread):
    """One writer: takes what waits, books it in one transaction, hands the outcomes back."""

    def __init__(self, number: int, deliver: Callable[[Delivery], None], line: Line) -> None:
        """Will book on this line, and hand each group's outcomes to `deliver` on this thread."""
        super().__init__(name=f"lane-{number}", daemon=True)
        self._deliver = deliver
        self._queue: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._line = line

    def put(self, waiting: Waiting) -> None:
        """Will book it as soon as what came before it is booked."""
        self._queue.put(waiting)

    def end(self) -> None:
        """Will end once all that waits is booked."""
        self._queue.put(None)

    def run(self) -> None:
        with spoken(ENGLISH):
            ended = False
            while not ended:
                taken, ended = self._taken()
                if taken:
                    self._book(taken)
        self._line.hang_up()

    def _taken(self) -> tuple[list[Waiting], bool]:
        """All that waits, up to a group's size; whether it was the last."""
        taken: list[Waiting] = []
        size = 0
        first = self._queue.get()
        while first is not None:
            taken.append(first)
            size += len(first.wanted)
            if size >= GROUP_MAX:
                return taken, False
            try:
                first = self._queue.get_nowait()
            except queue.Empty:
                return taken, False
        return taken, True

    def _book(self, taken: list[Waiting]) -> None:
        wanted = [one for waiting in taken for one in waiting.wanted]
        TALLIES.group(len(wanted))
        outcomes: Sequence[Outcome | Exception]
        try:
            outcomes = settle(self._line.transact, wanted)
        except (psycopg.OperationalError, SetupError):
            # Whether the last commit was kept nobody knows: who sends again learns it.
            self._line.hang_up()
            outcomes = [problem("database_away")] * len(wanted)
        except Exception as error:  # noqa: BLE001 - a lane that ends would leave all others waiting
            self._line.hang_up()
            outcomes = [error] * len(wanted)
        left = iter(outcomes)
        self._deliver([(one, list(islice(left, len(one.wanted)))) for one in taken])
