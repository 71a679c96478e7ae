"""How many calls a key may make: a fixed window for each key, counted in this process alone."""

import math
import threading
import time
from collections.abc import Callable
from functools import cache
from uuid import UUID

from msgspec import Struct

from regulars.kit import environment
from regulars.kit.errors import SetupError

WINDOW_SECONDS = 60
RATE = environment.declare(
    "REGULARS_API_RATE", "Calls that a key may make in a minute, in each web process.", "60000"
)


class Left(Struct, frozen=True):
    """How many calls are left, and in how many seconds the window ends."""

    calls: int
    seconds: int
    most: int

    @property
    def headers(self) -> dict[str, str]:
        """The two headers that every answer to a key carries."""
        return {
            "RateLimit-Policy": f'"key";q={self.most};w={WINDOW_SECONDS}',
            "RateLimit": f'"key";r={max(0, self.calls)};t={self.seconds}',
        }


class Pace:
    """The counts of one process."""

    def __init__(self, most: int, ticks: Callable[[], float] = time.monotonic) -> None:
        """Will allow so many calls a window; `ticks` counts seconds."""
        self._most, self._ticks = most, ticks
        self._lock = threading.Lock()
        self._counts: dict[UUID, int] = {}
        self._started = ticks()

    def take(self, key_id: UUID) -> Left:
        """Will count a call; negative `calls` mean that it was one too many."""
        with self._lock:
            now = self._ticks()
            if now - self._started >= WINDOW_SECONDS:
                self._counts.clear()
                self._started = now
            count = self._counts.get(key_id, 0) + 1
            self._counts[key_id] = count
        seconds = math.ceil(self._started + WINDOW_SECONDS - now)
        return Left(calls=self._most - count, seconds=seconds, most=self._most)


@cache
def pace() -> Pace:
    """The counts of this process, whichever doors it has. Raises SetupError for a bad rate."""
    rate = RATE.text() or ""
    if not rate.isdecimal() or int(rate) < 1:
        raise SetupError(f"REGULARS_API_RATE is {rate!r}; say a whole number of calls.")
    return Pace(int(rate))
