"""Values that cross: changes of level, what is open, decisions, advisers."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class Change(Struct, frozen=True, kw_only=True):
    """One member moved from one level to another. `why` is the reason's code."""

    account_id: UUID
    change_id: UUID
    program_id: UUID
    set_id: str
    before: str
    after: str
    at: datetime
    until: datetime | None
    why: str
    actor: str


class Decision(Struct, frozen=True, kw_only=True):
    """Something that people decided about a level, or that they are asked to. `reason` can be
    erased.
    """

    account_id: UUID
    decision_id: UUID
    program_id: UUID
    set_id: str
    level: str
    status: str
    at: datetime
    until: datetime | None
    actor: str
    reason: str | None


class Open(Struct, frozen=True, kw_only=True):
    """A candidate who waits for staff, or an invitation that waits for its member."""

    account_id: UUID
    set_id: str
    level: str
    program_id: UUID
    status: str
    since: datetime
    until: datetime | None


class Adviser(Struct, frozen=True, kw_only=True):
    """Who advises a member."""

    account_id: UUID
    program_id: UUID
    name: str
    actor: str
    named_at: datetime
