"""Campaigns proposed from the shop's own figures: for weekdays and categories that are slow."""

from datetime import timedelta
from typing import cast

from msgspec import Struct
from psycopg import Connection

from regulars.core import calendar
from regulars.core.rules.row import WEEKDAYS
from regulars.domains.events import figures
from regulars.flows import reported
from regulars.flows.reported import Counting
from regulars.flows.shops import Shop

WEEKS = 8
ORDERS_MIN = 30  # below that, a difference says nothing
SLOW = 0.7  # of what is usual


class Proposal(Struct, frozen=True, kw_only=True):
    """What is slow, by how much, and a campaign to try, as the program file says it.

    `found` is this weekday's or window's orders, `usual` what they are compared with.
    """

    kind: str
    name: str
    found: int
    usual: float
    text: str


def proposals(conn: Connection, shop: Shop) -> list[Proposal]:
    """Will propose campaigns, the slowest first; none where there are too few orders to tell."""
    return cast("list[Proposal]", reported.read(conn, shop, COUNTING))


def _count(conn: Connection, shop: Shop) -> list[Proposal]:
    found = [*_weekdays(conn, shop), *_categories(conn, shop)]
    return sorted(found, key=lambda one: one.found / one.usual)


def _weekdays(conn: Connection, shop: Shop) -> list[Proposal]:
    zone = shop.program.zone
    today = calendar.local(shop.instant, zone).date()
    monday = calendar.period_start(today, "week")
    until = calendar.moment(calendar.day_start(monday, zone))
    since = calendar.moment(calendar.day_start(monday - timedelta(weeks=WEEKS), zone))
    counts = figures.weekdays(conn, shop.program_id, zone, since, until)
    total = sum(counts.values())
    usual = total / max(len(counts), 1)  # closed days are no slow days
    return [
        Proposal(
            kind="weekday", name=WEEKDAYS[day - 1], found=count, usual=usual,
            text=_text(f"slow-{WEEKDAYS[day - 1]}", f"weekday: [{WEEKDAYS[day - 1]}]", shop),
        )
        for day, count in counts.items()
        if total >= ORDERS_MIN and count < SLOW * usual
    ]  # fmt: skip


def _categories(conn: Connection, shop: Shop) -> list[Proposal]:
    until = shop.now
    middle = until - timedelta(weeks=WEEKS // 2)
    since = middle - timedelta(weeks=WEEKS // 2)
    return [
        Proposal(
            kind="category", name=name, found=after, usual=float(before),
            text=_text(f"more-{_word(name)}", "", shop, f"{{category: [{_quoted(name)}]}}"),
        )
        for name, before, after in figures.categories(
            conn, shop.program_id, since, middle, until
        )
        if before >= ORDERS_MIN and after < SLOW * before
    ]  # fmt: skip


def _text(name: str, when: str, shop: Shop, products: str = "") -> str:
    """A campaign of four weeks from next Monday on, as lines of a program file."""
    today = calendar.local(shop.instant, shop.program.zone).date()
    first = calendar.next_period(today, "week")
    last = first + timedelta(days=27)
    conditions = f"dates: {{from: {first}, to: {last}}}" + (f", {when}" if when else "")
    lines = f", products: {products}" if products else ""
    return (
        f"campaigns:\n  {name}:\n    when: {{{conditions}}}\n    holdout: 10\n"
        f"    rules:\n      - {{id: double, on: order.paid, multiply: 2{lines}}}\n"
    )


def _word(name: str) -> str:
    kept = "".join(one if one.isascii() and one.isalnum() else "-" for one in name.lower())
    return kept.strip("-")[:40] or "products"


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


COUNTING = Counting(name="proposals", type=list[Proposal], count=_count)
