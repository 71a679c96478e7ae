"""The check-up of a program with the shop's own figures."""

from datetime import timedelta
from typing import cast

from psycopg import Connection

from regulars.core.program import Program
from regulars.domains.events import figures as events
from regulars.domains.members import queries as members
from regulars.domains.programs.checkup import DAYS, CheckUp, Figures, check_up
from regulars.domains.rewards import figures as rewards
from regulars.flows import reported
from regulars.flows.reported import Counting
from regulars.flows.shops import Shop

YEAR = timedelta(days=365)


def figures(conn: Connection, shop: Shop) -> Figures:
    """Will give what the check-up asks of the shop's history."""
    return cast("Figures", reported.read(conn, shop, COUNTING))


def _count(conn: Connection, shop: Shop) -> Figures:
    since = shop.now - timedelta(days=DAYS)
    median, orders = events.median_order(conn, shop.program_id, shop.now - YEAR, shop.now)
    count, _new, _simulated = members.count(conn, shop.program_id, since)
    return Figures(
        median_order_minor=median, orders=orders, members=count,
        redeemers=rewards.redeemers(conn, shop.program_id, since, shop.now),
    )  # fmt: skip


def checked(conn: Connection, shop: Shop, document: Program) -> CheckUp:
    """Will check a program, published or not, against the shop's history."""
    return check_up(document, figures(conn, shop))


COUNTING = Counting(name="check-up", type=Figures, count=_count)
