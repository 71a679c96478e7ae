"""Values that cross: a change of what there is in all."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class Change(Struct, frozen=True, kw_only=True):
    """More (or fewer, where negative) of something, with the reason that staff gave."""

    program_id: UUID
    change_key: str
    limit_key: str
    amount: int
    actor: str
    reason: str
    at: datetime
