"""How a goal stands: its figure now, before, and where it should be by today."""

from datetime import date, datetime, timedelta
from typing import Literal

from msgspec import Struct

from regulars.core import calendar
from regulars.domains.events.trends import Sales
from regulars.domains.goals.contracts import SUMS, Goal, Measure

Verdict = Literal["reached", "on_way", "behind", "missed", "not_begun", "unknown"]
Days = tuple[date, date]
"""Two days of the shop's calendar, both counted."""


class Counted(Struct, frozen=True):
    """What a span came to: sales, and how many joined."""

    sales: Sales
    joined: int


class Spans(Struct, frozen=True, kw_only=True):
    """What is counted for a goal: the part of its days that has passed, the same number of days
    right before the goal (its baseline), as much of those as of the goal has passed, and the days
    that have passed a year earlier. None of it where the goal has not begun, but for the baseline.
    """

    baseline: Days
    now: Days | None
    before: Days | None
    year_before: Days | None

    def all(self) -> list[Days]:
        """Will list those that there are."""
        return [
            one
            for one in (self.baseline, self.now, self.before, self.year_before)
            if one is not None
        ]


class GoalStanding(Struct, frozen=True, kw_only=True):
    """The figures of a goal and how far its days are, in hundredths of a percent.

    Before a shop told its first order there is no 0, but nothing known: None.
    """

    baseline: int | None
    now: int | None
    before: int | None
    year_before: int | None
    passed: int
    verdict: Verdict


def spans(goal: Goal, today: date) -> Spans:
    """Will say which days are counted for a goal."""
    length = goal.last_day - goal.first_day
    baseline_first = goal.first_day - length - timedelta(days=1)
    baseline = (baseline_first, goal.first_day - timedelta(days=1))
    if today < goal.first_day:
        return Spans(baseline=baseline, now=None, before=None, year_before=None)
    last = min(today, goal.last_day)
    gone = last - goal.first_day
    a_year_ago = calendar.add_months(goal.first_day, -12)
    return Spans(
        baseline=baseline,
        now=(goal.first_day, last),
        before=(baseline_first, baseline_first + gone),
        year_before=(a_year_ago, a_year_ago + gone),
    )


def instants(days: Days, zone: str, now: datetime) -> tuple[datetime, datetime]:
    """Will give when days begin and when they are over, which is not after now."""
    since = calendar.moment(calendar.day_start(days[0], zone))
    until = calendar.moment(calendar.day_end(days[1], zone))
    return since, max(since, min(until, now))


def standing(
    goal: Goal, counted: dict[Days, Counted], today: date, opened: date | None = None
) -> GoalStanding:
    """Will say how a goal stands, from what its spans came to. A year ago counts only where the
    shop's first orders, in the month of `opened`, had come before."""
    wanted = spans(goal, today)
    of = {
        days: figure(goal.measure, one)
        for days, one in counted.items()
        if days == wanted.now or one.sales.orders or one.joined
    }
    now, then = of[wanted.now] if wanted.now else None, wanted.year_before
    length = (goal.last_day - goal.first_day).days + 1
    gone = (wanted.now[1] - wanted.now[0]).days + 1 if wanted.now else 0
    return GoalStanding(
        baseline=of.get(wanted.baseline),
        now=now,
        before=of.get(wanted.before) if wanted.before else None,
        year_before=of.get(then) if then and opened and opened < then[0].replace(day=1) else None,
        passed=10_000 * gone // length,
        verdict=_verdict(goal, now, gone, length, over=today > goal.last_day),
    )


def figure(measure: Measure, one: Counted) -> int | None:
    """Will give what a span came to in a goal's measure; None where nobody bought, so that there is
    no ratio."""
    sales = one.sales
    if measure == "revenue":
        return sales.net
    if measure == "orders":
        return sales.orders
    if measure == "new_members":
        return one.joined
    if measure == "repeat_rate":
        return _ratio(10_000 * sales.again, sales.buyers)
    if measure == "average_order":
        return _ratio(sales.net, sales.orders)
    return _ratio(sales.net, sales.buyers)


def _ratio(part: int, whole: int) -> int | None:
    return None if not whole else (2 * part + whole) // (2 * whole)


def _verdict(goal: Goal, now: int | None, gone: int, length: int, *, over: bool) -> Verdict:
    if not gone:
        return "not_begun"
    if now is None:
        return "missed" if over else "unknown"
    if now >= goal.target and (over or goal.measure in SUMS):
        return "reached"
    if over:
        return "missed"
    due = goal.target * gone / length if goal.measure in SUMS else goal.target
    return "on_way" if now >= due else "behind"
