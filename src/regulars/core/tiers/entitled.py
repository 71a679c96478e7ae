"""What level a member is entitled to at an instant, and until when: by credit, or by a floor under
it that people set or that the program grants.
"""

from datetime import date, timedelta

from msgspec import Struct

from regulars.core import calendar
from regulars.core.compiled import Ladder
from regulars.core.state import TierStanding
from regulars.core.tiers.credit import between, leaving, reach, year_around

Approved = tuple[str, ...] | None
_DAY = timedelta(days=1)


class Entitled(Struct, frozen=True):
    """A level by its place, and until when it is safe."""

    index: int
    until: int | None


class Place(Struct, frozen=True):
    """Where and when levels are asked about: the shop's zone, the instant, the member's day."""

    zone: str
    at: int
    joined: date | None

    @property
    def today(self) -> date:
        """The shop's calendar day."""
        return calendar.local(self.at, self.zone).date()


def by_credit(
    ladder: Ladder, buckets: dict[str, int], place: Place, approved: Approved
) -> Entitled:
    """Will give what the buckets entitle to; `approved` None: as if every level were approved."""
    if ladder.word.window == "lifetime":
        return Entitled(reach(ladder, sum(buckets.values()), approved), None)
    if ladder.word.window == "rolling":
        return _rolling(ladder, buckets, place, approved)
    return _yearly(ladder, buckets, place, approved)


def _yearly(ladder: Ladder, buckets: dict[str, int], place: Place, approved: Approved) -> Entitled:
    around = year_around(ladder, place.joined, place.today)
    if around is None:
        return Entitled(0, None)
    start, end = around
    kept = ladder.word.keep == "end-of-next-year"
    following = year_around(ladder, place.joined, end) or around
    this = reach(ladder, between(ladder, buckets, start, end), approved)
    last = 0
    if kept:
        before = year_around(ladder, place.joined, start - _DAY)
        last = reach(ladder, between(ladder, buckets, *(before or around)), approved)
    if last > this:
        return Entitled(last, calendar.day_start(end, place.zone))
    until = calendar.day_start(following[1] if kept else end, place.zone)
    return Entitled(this, until if this else None)


def _rolling(ladder: Ladder, buckets: dict[str, int], place: Place, approved: Approved) -> Entitled:
    inside = leaving(ladder, buckets, place.today)
    total = sum(credit for _, credit in inside)
    index = reach(ladder, total, approved)
    if not index:
        return Entitled(0, None)
    for leaves, credit in inside:
        total -= credit
        if reach(ladder, total, approved) < index:
            return Entitled(index, calendar.day_start(leaves, place.zone))
    return Entitled(index, None)


def entitled(ladder: Ladder, standing: TierStanding, place: Place) -> Entitled:
    """Will give the higher one of what is earned and of the floor under it."""
    right = by_credit(ladder, standing.buckets, place, standing.approved)
    floor = standing.floor
    if floor is None or (floor.until is not None and floor.until <= place.at):
        return right
    index = ladder.index(floor.level)
    if index > right.index:
        return Entitled(index, floor.until)
    if index == right.index and index and right.until is not None:
        later = None if floor.until is None else max(right.until, floor.until)
        return Entitled(index, later)
    return right


def landing(ladder: Ladder, place: Place) -> int | None:
    """Will give until when a level lasts that is not earned: to the end of the running window."""
    if ladder.word.window == "lifetime":
        return None
    end = calendar.add_months(place.today, ladder.word.months)
    if ladder.word.window != "rolling":
        around = year_around(ladder, place.joined, place.today)
        end = around[1] if around else end
    return calendar.day_start(end, place.zone)
