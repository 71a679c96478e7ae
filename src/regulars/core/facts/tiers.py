"""What people decide about levels, and what of a member's levels moves with an account."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from regulars.core.facts.fact import Fact

Decision = Literal["approve", "decline", "invite", "accept", "withdraw", "hold", "release"]


class Floor(Struct, frozen=True, array_like=True):
    """A level that is held whatever the credit says, until when, and why: held (by staff),
    approved, invited, grace or landing.
    """

    level: str
    until: int | None
    kind: str


class TierPassage(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an account knows of one tier set besides the level, on its way to another account."""

    buckets: dict[str, int] = {}
    floor: Floor | None = None
    approved: tuple[str, ...] = ()
    invited: dict[str, int | None] = {}
    declined: dict[str, int] = {}


class TierDecided(Fact, frozen=True, tag="tier.decided"):
    """Somebody decided about a member's level. The reason's text is kept where it can be erased.

    `until`: for a decline, when the member may be asked about again; else, how long it is held.
    """

    decision: Decision
    level: str
    actor: str
    until: datetime | None = None
