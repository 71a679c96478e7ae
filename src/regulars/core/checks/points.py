"""Points: when they lapse, and what waits."""

from calendar import monthrange

from regulars.core.checks.earning import pending
from regulars.core.checks.problems import Path, Problem, Problems
from regulars.core.program import Currency, Expires, Program

LEAP_YEAR = 2000


def points(program: Program) -> Problems:
    """Will complain about the currencies under `points`."""
    for name, word in program.points.items():
        path: Path = ("points", name)
        if word.expires is not None:
            yield from _expires(word.expires, (*path, "expires"))
        if word.pending is not None:
            yield from pending(word.pending, (*path, "pending"))
        if word.notice and not _has_dates(word):
            yield Problem(code="notice_needs_expiry", path=(*path, "notice"))


def _has_dates(word: Currency) -> bool:
    return word.expires is not None and word.expires.inactive is None


def _expires(word: Expires, path: Path) -> Problems:
    said = [one for one in (word.after, word.each_year, word.inactive) if one is not None]
    if len(said) != 1:
        params = {"words": "after, each_year, inactive"}
        yield Problem(code="exactly_one", path=path, params=params)
    if word.each_year is not None:
        yield from month_day(word.each_year, (*path, "each_year"))
    elif word.not_before is not None:
        params = {"word": "not_before", "needs": "each_year"}
        yield Problem(code="word_needs", path=(*path, "not_before"), params=params)


def month_day(text: str, path: Path) -> Problems:
    """Will complain about a day that no year has."""
    month, day = (int(part) for part in text.split("-"))
    if day > monthrange(LEAP_YEAR, month)[1]:
        yield Problem(code="date_impossible", path=path, params={"day": text})
