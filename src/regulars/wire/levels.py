"""Where a member stands in a tier set, on the wire."""

from datetime import datetime

from regulars.core.calendar import moment
from regulars.core.tiers import Ahead
from regulars.wire.calls import Closed


class TierProgress(Closed, frozen=True):
    """One tier set: the level, until when it is safe, and what lies ahead.

    Credit is in the smallest unit: cents of money spent, or hundredths of a credit. `keep_missing`
    must still be earned until `until` for the level to stay; null where nothing could keep it.
    """

    set: str
    level: str
    credit_minor: int
    until: datetime | None
    next: str
    missing_minor: int
    keep_missing_minor: int | None
    falls_to: str
    lost_perks: tuple[str, ...]
    lost_benefits: tuple[str, ...]
    candidate: str
    invited: tuple[str, ...]
    held_by: str


def progress_of(one: Ahead) -> TierProgress:
    """Will say where a member stands in a set."""
    return TierProgress(
        set=one.set, level=one.level, credit_minor=one.credit,
        until=moment(one.until) if one.until is not None else None, next=one.next,
        missing_minor=one.missing, keep_missing_minor=one.keep_missing, falls_to=one.falls_to,
        lost_perks=one.lost_perks, lost_benefits=one.lost_benefits, candidate=one.candidate,
        invited=one.invited, held_by=one.held_by,
    )  # fmt: skip
