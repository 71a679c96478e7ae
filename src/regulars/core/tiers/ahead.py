"""What lies ahead in a tier set: the next level, and what keeps the present one or loses it."""

from datetime import date

from msgspec import Struct

from regulars.core import calendar
from regulars.core.account import Account
from regulars.core.compiled import Compiled, Ladder
from regulars.core.state import TierStanding
from regulars.core.tiers.changes import current_index, place_of, standing_of
from regulars.core.tiers.credit import (
    between,
    counting,
    leaving,
    missing,
    reach,
    year_around,
)
from regulars.core.tiers.entitled import Place


class Ahead(Struct, frozen=True, kw_only=True):
    """Where a member stands in one set. `keep_missing`: what must still be earned until `until`
    for the level to stay; None where nothing ends, or nothing earned until then could keep it.
    """

    set: str
    level: str
    credit: int
    until: int | None
    next: str = ""
    missing: int = 0
    keep_missing: int | None = None
    falls_to: str = ""
    lost_perks: tuple[str, ...] = ()
    lost_benefits: tuple[str, ...] = ()
    candidate: str = ""
    invited: tuple[str, ...] = ()
    held_by: str = ""


def ahead(account: Account, program: Compiled, ladder: Ladder, at: int) -> Ahead:
    """Will tell where a member stands in a set and what lies ahead."""
    standing, place = standing_of(account, ladder), place_of(account, program, at)
    index, levels = current_index(account, ladder), ladder.word.levels
    credit = counting(ladder, standing, place.joined, place.today)
    above = next((i for i in range(index + 1, len(levels)) if ladder.lines[i] is not None), None)
    kept = _kept(ladder, standing, place)
    lower = _lower(ladder, standing, index, kept) if standing.until is not None else index
    floor = standing.floor
    return Ahead(
        set=ladder.id,
        level=levels[index].id,
        credit=credit,
        until=standing.until,
        next=levels[above].id if above is not None else "",
        missing=missing(ladder, credit, above) if above is not None else 0,
        keep_missing=_keeps(ladder, index, kept) if standing.until is not None else None,
        falls_to=levels[lower].id if lower < index else "",
        lost_perks=_lost_perks(ladder, index, lower),
        lost_benefits=_lost_benefits(program, levels[index].id, levels[lower].id),
        candidate=standing.candidate,
        invited=tuple(level for level, end in standing.invited.items() if end is None or end > at),
        held_by=floor.kind if floor and (floor.until is None or floor.until > at) else "",
    )


def distance(
    account: Account, program: Compiled, ladder: Ladder, index: int, at: int
) -> int | None:
    """Will give the credit that is still missing for a level; None where no credit opens it."""
    if ladder.lines[index] is None:
        return None
    place = place_of(account, program, at)
    credit = counting(ladder, standing_of(account, ladder), place.joined, place.today)
    return missing(ladder, credit, index)


def _kept(ladder: Ladder, standing: TierStanding, place: Place) -> int | None:
    """The credit of today that will still count when the kept time is over."""
    until = standing.until
    if until is None or ladder.word.window == "lifetime":
        return None
    day = calendar.local(until, place.zone).date()
    if ladder.word.window == "rolling":
        return sum(credit for _, credit in leaving(ladder, standing.buckets, day))
    return _of_years(ladder, standing.buckets, place.joined, day)


def _of_years(
    ladder: Ladder, buckets: dict[str, int], joined: date | None, day: date
) -> int | None:
    """That of the year of the day, or of the year before it where that counts as well."""
    around = year_around(ladder, joined, day)
    if around is None:
        return None
    credit = between(ladder, buckets, *around)
    if ladder.word.keep == "end-of-next-year":
        before = year_around(ladder, joined, calendar.add_period(around[0], "1 day", -1))
        return max(credit, between(ladder, buckets, *(before or around)))
    return credit if around[0] < day else None


def _keeps(ladder: Ladder, index: int, kept: int | None) -> int | None:
    if kept is None or ladder.lines[index] is None:
        return None
    return missing(ladder, kept, index)


def _lower(ladder: Ladder, standing: TierStanding, index: int, kept: int | None) -> int:
    """The level that is left when the kept time is over and nothing more is earned."""
    right = reach(ladder, kept or 0, standing.approved)
    if ladder.word.fall == "one-level" and right < index - 1:
        levels = ladder.word.levels
        return next((one for one in range(index - 1, right, -1) if levels[one].by == "credit"),
                    right)  # fmt: skip
    return min(right, index)


def _lost_perks(ladder: Ladder, index: int, lower: int) -> tuple[str, ...]:
    levels = ladder.word.levels
    return tuple(one for one in levels[index].perks if one not in levels[lower].perks)


def _lost_benefits(program: Compiled, level: str, lower: str) -> tuple[str, ...]:
    return tuple(
        name
        for name, word in program.document.benefits.items()
        if level in word.when.tier and lower not in word.when.tier
    )
