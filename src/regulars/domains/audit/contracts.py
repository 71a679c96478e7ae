"""Values that cross: an act as it is kept, and what one looks for."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from msgspec import Struct

Small = Mapping[str, str | int]


class Act(Struct, frozen=True, kw_only=True):
    """Something that was done. `actor` is 'staff:ID', 'key:ID' or 'till:ID'; `target` names what it
    was done to by ids, `address` is cut short, `details` are few and name nobody."""

    act_id: UUID
    merchant_id: UUID
    program_id: UUID | None
    at: datetime
    actor: str
    kind: str
    member_id: UUID | None
    target: str
    address: str
    details: str = "{}"


class Wanted(Struct, frozen=True, kw_only=True):
    """What one looks for; what is empty does not matter."""

    actor: str = ""
    kind: str = ""
    member_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    without: tuple[str, ...] = ()
