"""A month as a calendar shows it: whole weeks of days, each with what is on it."""

from collections.abc import Iterable
from datetime import date, timedelta

from babel import Locale
from msgspec import Struct

WEEK = 7


class Item(Struct, frozen=True, kw_only=True):
    """Something on a day: what kind of thing it is, its text, where it is told of. Of what goes on
    for days, all but the first are `again`; the first says until when.
    """

    day: date
    kind: str
    text: str
    address: str = ""
    hour: str = ""
    again: bool = False
    until: date | None = None


class Day(Struct, frozen=True, kw_only=True):
    """A day of the page. One outside the month fills up its week."""

    day: date
    inside: bool
    today: bool
    items: tuple[Item, ...]

    @property
    def begins(self) -> bool:
        """Whether something is on that did not begin before."""
        return any(not one.again for one in self.items)


def first_of(day: date) -> date:
    """Will give the first day of a month."""
    return day.replace(day=1)


def after(month: date) -> date:
    """Will give the first day of the month after."""
    return first_of(month + timedelta(days=31))


def before(month: date) -> date:
    """Will give the first day of the month before."""
    return first_of(month - timedelta(days=1))


def weeks(month: date, today: date, items: Iterable[Item], locale: Locale) -> list[tuple[Day, ...]]:
    """Will lay out the month that begins with a day, in weeks as the reader's country begins
    them."""
    by_day: dict[date, list[Item]] = {}
    for one in items:
        by_day.setdefault(one.day, []).append(one)
    end = after(month)
    begin = month - timedelta(days=(month.weekday() - locale.first_week_day) % WEEK)
    rows = []
    while begin < end:
        days = [begin + timedelta(days=n) for n in range(WEEK)]
        rows.append(tuple(
            Day(day=day, inside=month <= day < end, today=day == today,
                items=tuple(by_day.get(day, ())))
            for day in days
        ))  # fmt: skip
        begin += timedelta(days=WEEK)
    return rows
