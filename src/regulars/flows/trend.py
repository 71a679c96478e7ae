"""What the first page says of sales and members over time, and of goals: counted by a job.

It reads every order, so it is kept as a report; the longer counting took, the later it is done
again, so that no figure is ever a load on the counter.
"""

import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg import Connection

from regulars.core import calendar
from regulars.domains.events import trends as sales
from regulars.domains.events.trends import Sales
from regulars.domains.goals import queries as goals
from regulars.domains.goals.contracts import Goal
from regulars.domains.ledger import queries as ledger
from regulars.domains.members import joining_figures as joining
from regulars.domains.outbox import queries as outbox
from regulars.domains.reports import operations, queries
from regulars.domains.reports.contracts import Report
from regulars.flows import goal_standing
from regulars.flows.goal_standing import Counted, Days, GoalStanding
from regulars.flows.shops import Shop
from regulars.kit import clock

NAME = "trend"
WEEKS = timedelta(weeks=4)
WEEK = timedelta(weeks=1)
SHARE = 20
"""Counting again may take a twentieth of the time that passes."""


class Compared(Struct, frozen=True, kw_only=True):
    """A span, and those that it is held against."""

    now: Counted
    before: Counted
    year_before: Counted | None = None


class Moved(Struct, frozen=True):
    """Points of a month: what members were given and what they spent."""

    issued: int
    redeemed: int


class Month(Struct, frozen=True, kw_only=True):
    """One month of the shop's calendar. The last one has not ended."""

    month: date
    sales: Sales
    joined: int
    points: dict[str, Moved]


class Trend(Struct, frozen=True, kw_only=True):
    """All of it, as of one moment of the shop's clock.

    `today` is held against the same hours a week ago, `weeks` are the last four of them against the
    four before and against the same ones a year (52 weeks) ago.
    """

    at: datetime
    today: Compared
    weeks: Compared
    months: tuple[Month, ...]
    goals: dict[UUID, GoalStanding]


def read(conn: Connection, program_id: UUID) -> tuple[Trend, Report] | None:
    """Will give what was counted last; None while nothing was."""
    found = queries.named(conn, program_id, NAME)
    return (msgspec.json.decode(found.body, type=Trend), found) if found else None


def due(conn: Connection, shop: Shop) -> bool:
    """Will say whether there is something new to count, and counting it is no load."""
    last = queries.named(conn, shop.program_id, NAME)
    if last is None:
        return True
    rest = timedelta(milliseconds=SHARE * last.took_ms)
    return last.mark != _mark(conn, shop) and clock.now() >= last.counted_at + rest


def count(conn: Connection, shop: Shop) -> None:
    """Will count everything anew, and keep it."""
    mark, began = _mark(conn, shop), time.perf_counter()
    body = msgspec.json.encode(_counted(conn, shop))
    took = time.perf_counter() - began
    report = Report(
        program_id=shop.program_id, name=NAME, body=body, counted_at=clock.now(),
        took_ms=int(1000 * took), mark=mark,
    )  # fmt: skip
    operations.keep(conn, report)


def _mark(conn: Connection, shop: Shop) -> str:
    """What counting depends on: what happened, which day it is, which goals there are."""
    today = calendar.local(shop.instant, shop.program.zone).date()
    ids = ",".join(str(one.goal_id) for one in goals.all_of(conn, shop.program_id))
    return f"{outbox.cursor(conn, '@feed')} {today} {ids}"


def _counted(conn: Connection, shop: Shop) -> Trend:
    zone, now = shop.program.zone, shop.now
    today = calendar.local(shop.instant, zone).date()
    midnight = calendar.moment(calendar.day_start(today, zone))
    year = 52 * WEEK
    wanted = goals.all_of(conn, shop.program_id)
    days = _days(wanted, today)
    spans = [
        (midnight, now), (midnight - WEEK, now - WEEK),
        (now - WEEKS, now), (now - 2 * WEEKS, now - WEEKS), (now - WEEKS - year, now - year),
        *(goal_standing.instants(one, zone, now) for one in days),
    ]  # fmt: skip
    found = [
        Counted(one, joined)
        for one, joined in zip(
            sales.spans(conn, shop.program_id, spans),
            joining.spans(conn, shop.program_id, spans),
            strict=True,
        )
    ]
    by_days = dict(zip(days, found[5:], strict=True))
    months = _months(conn, shop)
    opened = _opened(months)
    then = calendar.local(calendar.instant(now - WEEKS - year), zone).date().replace(day=1)
    year_before = found[4] if opened and opened < then else None
    return Trend(
        at=now,
        today=Compared(now=found[0], before=found[1]),
        weeks=Compared(now=found[2], before=found[3], year_before=year_before),
        months=months,
        goals={one.goal_id: goal_standing.standing(one, by_days, today, opened) for one in wanted},
    )


def _opened(months: tuple[Month, ...]) -> date | None:
    """The month of the first orders that are known. What is held against days before it would
    seem to grow beyond all measure."""
    return next((one.month for one in months if one.sales.orders), None)


def _days(wanted: list[Goal], today: date) -> list[Days]:
    return list(
        dict.fromkeys(one for goal in wanted for one in goal_standing.spans(goal, today).all())
    )


def _months(conn: Connection, shop: Shop) -> tuple[Month, ...]:
    """Every month from the first in which something happened; one without anything is there."""
    program_id, zone = shop.program_id, shop.program.zone
    sold = sales.months(conn, program_id, zone)
    joined = joining.months(conn, program_id, zone)
    points: dict[date, dict[str, Moved]] = {}
    for month, currency, issued, redeemed in ledger.moved_by_month(conn, program_id, zone):
        points.setdefault(month, {})[currency] = Moved(issued, redeemed)
    happened = sorted({*sold, *joined, *points})
    return tuple(
        Month(
            month=one, sales=sold.get(one, Sales()), joined=joined.get(one, 0),
            points=points.get(one, {}),
        )
        for one in _every_month(happened)
    )  # fmt: skip


def _every_month(happened: list[date]) -> Iterator[date]:
    month = happened[0] if happened else date.max
    while happened and month <= happened[-1]:
        yield month
        month = calendar.add_months(month, 1)
