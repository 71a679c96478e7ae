"""What the load generator is told, and what it tells."""

from msgspec import Struct


class Step(Struct, frozen=True, kw_only=True):
    """One request. In `path` and `text`, `#` stands for a number that the script's steps share,
    `~` for a member by chance, the same in all of them, and `@` for what `finds` (a pattern with
    one group) found in the answer before. An operation ends with a step that `ends` it; what is to
    happen once, whoever sends it again, goes under a key (`once`)."""

    path: str
    text: str = ""
    method: str = "POST"
    finds: str = ""
    ends: bool = True
    once: bool = False


Script = tuple[Step, ...]


class Plan(Struct, frozen=True, kw_only=True):
    """So many clients for so many seconds. Without a `rate` each sends when it was answered
    (closed loop); with one, operations are due at a steady rate whoever is free, and each one's
    time counts from when it was due (open loop, corrected for coordinated omission).

    Each client takes the next of `scripts` when it has ended one; members are numbered from 0.
    """

    host: str
    port: int
    clients: int
    seconds: float
    run: str
    key: str
    scripts: list[Script]
    members: int
    rate: float = 0.0
    warm: float = 1.0


class Told(Struct, frozen=True, kw_only=True):
    """What came of it: operations that ended after the warming-up, their times in milliseconds, and
    the share of one core that the generator took."""

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
        """Operations a second."""
        return self.answers / self.seconds
