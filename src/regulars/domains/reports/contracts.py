"""Values that cross: a report."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class Report(Struct, frozen=True, kw_only=True):
    """What was counted last under a name, when, and what that took.

    `mark` is how far the program's feed had come by then: nothing new, nothing to count.
    """

    program_id: UUID
    name: str
    body: bytes
    counted_at: datetime
    took_ms: int
    mark: str
