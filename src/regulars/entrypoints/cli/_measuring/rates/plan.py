"""What the load generator is told, and what it tells."""

from msgspec import Struct


class Plan(Struct, frozen=True, kw_only=True):
    """So many clients for so many seconds. Without a `rate` each sends when it was answered
    (closed loop); with one, requests are due at a steady rate whoever is free, and each one's time
    counts from when it was due (open loop, corrected for coordinated omission).

    Each request is the next of `texts`, with `#` replaced by a number of its own.
    """

    host: str
    port: int
    clients: int
    seconds: float
    run: str
    key: str
    path: str
    texts: list[str]
    rate: float = 0.0
    warm: float = 1.0


class Told(Struct, frozen=True, kw_only=True):
    """What came of it: answers after the warming-up, their times in milliseconds, and the share of
    one core that the generator took."""

    answers: int
    errors: int
    seconds: float
    p50: float
    p95: float
    p99: float
    most: float
    share: float
    first_error: str = ""

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds
