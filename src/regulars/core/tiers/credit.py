"""The credit that qualifies for levels, in buckets: by year, by day, or one for life.

Days serve a rolling window and membership years alike, so that accounts of different join dates
can become one.
"""

from datetime import date
from functools import cache

from regulars.core import calendar
from regulars.core.compiled import Ladder
from regulars.core.state import TierStanding

DAY_KEY = len("2026-01-01")


def bucket_of(ladder: Ladder, day: date) -> str:
    """Will name the bucket that a day's credit goes to."""
    if ladder.word.window == "year":
        return f"{day.year:04d}"
    return "all" if ladder.word.window == "lifetime" else day.isoformat()


def year_around(ladder: Ladder, joined: date | None, day: date) -> tuple[date, date] | None:
    """Will give the year in which a day lies, and where the next one starts: of the calendar, or
    since the member joined (29 February is kept on the 28th); nobody's year has not begun.
    """
    if ladder.word.window == "year":
        return _calendar_year(day.year)
    if joined is None:
        return None
    start = calendar.anniversary(joined, day.year)
    if start > day:
        start = calendar.anniversary(joined, day.year - 1)
    return start, calendar.anniversary(joined, start.year + 1)


@cache
def _calendar_year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year + 1, 1, 1)


def between(ladder: Ladder, buckets: dict[str, int], start: date, end: date) -> int:
    """Will sum a year's credit. Days of it count too: an earlier version may have had a rolling
    window.
    """
    total = 0
    for key, credit in buckets.items():
        if len(key) == DAY_KEY:
            inside = start <= date.fromisoformat(key) < end
        else:
            inside = ladder.word.window == "year" and key == f"{start.year:04d}"
        total += credit if inside else 0
    return total


def leaving(ladder: Ladder, buckets: dict[str, int], today: date) -> list[tuple[date, int]]:
    """Will list the credit in a rolling window with the day on which each leaves it, all after
    today: month ends are clamped, so that counting back from today would find other days.
    """
    found = (
        (calendar.add_months(date.fromisoformat(key), ladder.word.months), credit)
        for key, credit in buckets.items()
        if len(key) == DAY_KEY
    )
    return sorted(one for one in found if one[0] > today)


def oldest_kept(ladder: Ladder, joined: date | None, today: date) -> str:
    """Will name the bucket before which nothing can count any more."""
    match ladder.word.window:
        case "year":
            return f"{today.year - 1:04d}"
        case "rolling":
            return calendar.add_months(today, -ladder.word.months - 1).isoformat()
        case "membership-year":
            around = year_around(ladder, joined, today)
            start = around[0] if around else today
            return calendar.add_months(start, -13).isoformat()
    return ""


def counting(ladder: Ladder, standing: TierStanding, joined: date | None, today: date) -> int:
    """Will sum the credit that counts towards the next level on a day."""
    buckets = standing.buckets
    if ladder.word.window == "lifetime":
        return sum(buckets.values())
    if ladder.word.window == "rolling":
        return sum(credit for _, credit in leaving(ladder, buckets, today))
    around = year_around(ladder, joined, today)
    return between(ladder, buckets, *around) if around else 0


def reach(ladder: Ladder, credit: int, approved: tuple[str, ...] | None) -> int:
    """Will give the highest level whose line the credit reaches; one that takes approval only if
    it is among those approved. None: as if all were.
    """
    return max(
        (
            index
            for index, (least, level) in enumerate(
                zip(ladder.lines, ladder.word.levels, strict=True)
            )
            if least is not None and credit >= least
            and (level.by == "credit" or approved is None or level.id in approved)
        ),
        default=0,
    )  # fmt: skip


def missing(ladder: Ladder, credit: int, index: int) -> int:
    """Will give the credit still missing for a level, in the smallest unit."""
    return max(0, (ladder.lines[index] or 0) - credit)
