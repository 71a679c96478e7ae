"""Values that cross: a phone that shows codes."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class Phone(Struct, frozen=True, kw_only=True):
    """A phone of a member. `alias` stands for it in its codes; `secret` makes them, and is as good
    as the phone itself. `used_step` is the newest step that was accepted, `used_by` where."""

    program_id: UUID
    alias: str
    member_id: UUID
    secret: bytes
    made_at: datetime
    used_step: int = -1
    used_by: str = ""
