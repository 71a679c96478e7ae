"""Values that cross: a run over many members, and one of them in it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

Action = Literal["adjust", "tag", "untag", "tier"]
UNDOABLE: tuple[Action, ...] = ("adjust", "tag", "untag")


class What(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is done to each."""

    action: Action
    currency: str = ""
    amount: int = 0
    reason: str = ""
    tag: str = ""
    level: str = ""
    until: datetime | None = None


class Run(Struct, frozen=True, kw_only=True):
    """An act on many. `what` is `What` in JSON; `undoes` is the run whose opposite this is."""

    run_id: UUID
    program_id: UUID
    key: str
    what: str
    actor: str
    created_at: datetime
    finished_at: datetime | None
    undoes: UUID | None
    total: int


class Item(Struct, frozen=True, kw_only=True):
    """One member of a run. `status`: waiting, done, same (nothing to do) or failed, with `why`."""

    run_id: UUID
    member_id: UUID
    status: str
    why: str
