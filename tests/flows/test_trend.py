"""What orders and members come to over time, counted from a shop's own history."""

from datetime import UTC, date, datetime

from msgspec import structs
from psycopg import Connection
from tests.builders.counter import Counter

from regulars.domains.events.trends import Sales
from regulars.domains.goals import operations as goals
from regulars.domains.goals.contracts import Goal
from regulars.domains.reports import operations as reports
from regulars.flows import trend
from regulars.flows.trend import Month, Moved, Trend
from regulars.kit import ids

ANN, BEN = "email:ann@example.com", "email:ben@example.com"
PROGRAM = """
program: corner
title: Corner
currency: EUR
time_zone: Europe/Helsinki
points: {point: {name: [point, points]}}
earn: [{id: base, on: order.paid, give: {point: 1}, per: 1.00}]
rewards: {five: {title: Five off, kind: amount-off, value: 5.00, price: {point: 10}}}
"""


def counted(counter: Counter) -> Trend:
    trend.count(counter.conn, counter.shop)
    found = trend.read(counter.conn, counter.program_id)
    assert found is not None
    return found[0]


def opened(conn: Connection) -> Counter:
    counter = Counter(conn, PROGRAM, now=datetime(2026, 1, 31, 9, tzinfo=UTC))
    counter.join("ann@example.com")
    return counter


def test_months_are_those_of_the_shop_and_none_is_left_out(conn: Connection) -> None:
    counter = opened(conn)
    counter.order("A1", 1_000, ANN)
    counter.order("A2", 500, "external_id:guest")
    counter.later(hours=13)  # 22:00 in UTC is February in Helsinki
    counter.order("A3", 2_000, ANN)
    counter.later(days=40)
    counter.join("ben@example.com")
    counter.order("B1", 3_000, BEN)
    counter.refund("B1", 1_000)
    counter.order("B2", 700, BEN)
    counter.refund("B2", None)
    counter.commit(counter.reserve("five", ANN).id)
    assert counted(counter).months == (
        Month(month=date(2026, 1, 1), sales=Sales(2, 1_500, 2, 0, 2), joined=2,
              points={"point": Moved(15, 0)}),
        Month(month=date(2026, 2, 1), sales=Sales(1, 2_000, 1, 0, 0), joined=0,
              points={"point": Moved(20, 0)}),
        Month(month=date(2026, 3, 1), sales=Sales(1, 2_000, 1, 0, 1), joined=1,
              points={"point": Moved(37, 10)}),
    )  # fmt: skip


def test_today_is_held_against_the_same_hours_a_week_ago(conn: Connection) -> None:
    counter = opened(conn)
    counter.order("A1", 1_000, ANN)
    counter.later(hours=3)
    counter.order("A2", 9_000, ANN)
    counter.later(days=7, hours=-2)
    counter.order("A3", 400, ANN)
    counter.later(minutes=1)
    today = counted(counter).today
    assert (today.now.sales, today.before.sales) == (
        Sales(1, 400, 1, 0, 0), Sales(1, 1_000, 1, 0, 1),
    )  # fmt: skip
    assert (today.now.joined, today.before.joined) == (0, 1)
    weeks = counted(counter).weeks
    assert (weeks.now.sales, weeks.before.sales) == (Sales(3, 10_400, 1, 1, 1), Sales())


def test_a_goal_is_counted_with_its_baseline(conn: Connection) -> None:
    counter = opened(conn)
    counter.order("A1", 1_000, ANN)
    counter.later(days=2)
    counter.order("A2", 3_000, ANN)
    counter.later(hours=1)
    goal = Goal(
        program_id=counter.program_id, goal_id=ids.new(), measure="revenue", target=6_000,
        first_day=date(2026, 2, 1), last_day=date(2026, 2, 4), set_at=counter.shop.now,
        actor="staff:1",
    )  # fmt: skip
    assert goals.put(conn, goal)
    assert not goals.put(conn, goal)
    found = counted(counter).goals[goal.goal_id]
    assert (found.baseline, found.before, found.now, found.year_before) == (
        1_000,
        None,
        3_000,
        None,
    )
    assert (found.passed, found.verdict) == (5_000, "on_way")


def test_it_is_due_when_something_is_new_and_it_rested(conn: Connection) -> None:
    counter = opened(conn)
    assert trend.due(conn, counter.shop)
    trend.count(conn, counter.shop)
    assert not trend.due(conn, counter.shop)
    counter.later(days=1)
    found = trend.read(conn, counter.program_id)
    assert found is not None
    report = found[1]
    reports.keep(conn, structs.replace(report, took_ms=0))
    assert trend.due(conn, counter.shop)
    reports.keep(conn, structs.replace(report, took_ms=1_000_000))
    assert not trend.due(conn, counter.shop)


def test_a_shop_without_orders_has_no_months(conn: Connection) -> None:
    counter = Counter(conn, PROGRAM)
    assert counted(counter).months == ()


def test_weeks_of_a_year_ago_count_only_where_the_shop_was_open_before_them(
    conn: Connection,
) -> None:
    counter = opened(conn)
    counter.order("A1", 1_000, ANN)
    counter.later(days=364)
    counter.order("A2", 2_000, ANN)
    assert counted(counter).weeks.year_before is None
    counter.later(days=60)
    counter.order("A3", 3_000, ANN)
    year_before = counted(counter).weeks.year_before
    assert year_before is not None
    assert year_before.sales.orders == 0
