"""Values that cross: a card, and the call that changed one."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

KINDS = ("plastic", "virtual")
ACTIVE, BLOCKED, REPLACED = STATUSES = ("active", "blocked", "replaced")
BARRED = {ACTIVE: "", BLOCKED: "card_blocked", REPLACED: "card_replaced"}
"""What somebody is told who comes by a card of a status."""


class Card(Struct, frozen=True, kw_only=True):
    """A card of a member. `reason` says why it is blocked or was replaced; `replaced_by` is the
    card that took over.
    """

    card_id: UUID
    program_id: UUID
    member_id: UUID
    number: str
    kind: str
    status: str
    reason: str
    issued_at: datetime
    changed_at: datetime
    changed_by: str = ""
    replaced_by: UUID | None = None


class Asked(Struct, frozen=True, kw_only=True):
    """What was asked for under a key, and the card that it was done to."""

    card_id: UUID
    fingerprint: bytes
