"""Which days a goal is held against, and how it stands."""

from datetime import UTC, date, datetime

import pytest

from regulars.domains.events.trends import Sales
from regulars.domains.goals.contracts import Goal, Measure
from regulars.flows import goal_standing
from regulars.flows.goal_standing import Counted, Days, Verdict
from regulars.kit import ids

NOTHING = Counted(Sales(), 0)


def goal(measure: Measure, target: int, first: str, last: str) -> Goal:
    return Goal(
        program_id=ids.new(), goal_id=ids.new(), measure=measure, target=target,
        first_day=date.fromisoformat(first), last_day=date.fromisoformat(last),
        set_at=datetime(2026, 1, 1, tzinfo=UTC), actor="staff:1",
    )  # fmt: skip


def days(first: str, last: str) -> Days:
    return date.fromisoformat(first), date.fromisoformat(last)


def test_a_goal_s_days_are_held_against_as_many_before_and_a_year_ago() -> None:
    spans = goal_standing.spans(goal("revenue", 1, "2026-03-01", "2026-03-31"), date(2026, 3, 10))
    assert spans.baseline == days("2026-01-29", "2026-02-28")
    assert spans.now == days("2026-03-01", "2026-03-10")
    assert spans.before == days("2026-01-29", "2026-02-07")
    assert spans.year_before == days("2025-03-01", "2025-03-10")


def test_a_goal_that_begins_on_a_leap_day_has_a_day_a_year_ago() -> None:
    spans = goal_standing.spans(goal("orders", 1, "2028-02-29", "2028-03-01"), date(2028, 3, 9))
    assert spans.now == days("2028-02-29", "2028-03-01")
    assert spans.year_before == days("2027-02-28", "2027-03-01")


def test_before_it_begins_there_is_its_baseline_only() -> None:
    one = goal("revenue", 100, "2026-03-01", "2026-03-31")
    spans = goal_standing.spans(one, date(2026, 2, 28))
    assert spans.all() == [spans.baseline]
    found = goal_standing.standing(one, {spans.baseline: NOTHING}, date(2026, 2, 28))
    assert (found.verdict, found.now, found.passed) == ("not_begun", None, 0)


def test_instants_end_with_the_last_day_of_the_shop_or_now() -> None:
    now = datetime(2026, 3, 10, 12, tzinfo=UTC)
    since, until = goal_standing.instants(days("2026-03-09", "2026-03-09"), "Europe/Helsinki", now)
    assert since == datetime(2026, 3, 8, 22, tzinfo=UTC)
    assert until == datetime(2026, 3, 9, 22, tzinfo=UTC)
    _, until = goal_standing.instants(days("2026-03-09", "2026-03-10"), "Europe/Helsinki", now)
    assert until == now


@pytest.mark.parametrize(
    ("measure", "sales", "joined", "figure"),
    [
        ("revenue", Sales(4, 1000, 3, 1, 2), 0, 1000),
        ("orders", Sales(4, 1000, 3, 1, 2), 0, 4),
        ("new_members", Sales(), 7, 7),
        ("repeat_rate", Sales(4, 1000, 3, 1, 2), 0, 3333),
        ("repeat_rate", Sales(), 0, None),
        ("average_order", Sales(4, 1002, 3, 1, 2), 0, 251),
        ("average_order", Sales(), 0, None),
        ("spend_per_buyer", Sales(4, 1000, 3, 1, 2), 0, 333),
        ("spend_per_buyer", Sales(), 0, None),
    ],
)
def test_figures(measure: Measure, sales: Sales, joined: int, figure: int | None) -> None:
    assert goal_standing.figure(measure, Counted(sales, joined)) == figure


@pytest.mark.parametrize(
    ("measure", "target", "orders", "today", "verdict"),
    [
        # Ten days, of which five have passed: half of a sum is due.
        ("orders", 10, 5, "2026-03-05", "on_way"),
        ("orders", 10, 4, "2026-03-05", "behind"),
        ("orders", 10, 10, "2026-03-05", "reached"),
        ("orders", 10, 9, "2026-03-11", "missed"),
        ("orders", 10, 10, "2026-03-11", "reached"),
        # A ratio is had at once and can be lost again: it is reached when the days are over.
        ("average_order", 100, 5, "2026-03-05", "on_way"),
        ("average_order", 101, 5, "2026-03-05", "behind"),
        ("average_order", 100, 5, "2026-03-11", "reached"),
        ("average_order", 100, 0, "2026-03-05", "unknown"),
        ("average_order", 100, 0, "2026-03-11", "missed"),
    ],
)
def test_verdicts(measure: Measure, target: int, orders: int, today: str, verdict: Verdict) -> None:
    one, day = goal(measure, target, "2026-03-01", "2026-03-10"), date.fromisoformat(today)
    spans = goal_standing.spans(one, day)
    found = Counted(Sales(orders, 100 * orders, orders, 0, 0), 0)
    counted = dict.fromkeys(spans.all(), NOTHING) | {spans.now or spans.baseline: found}
    assert goal_standing.standing(one, counted, day).verdict == verdict
