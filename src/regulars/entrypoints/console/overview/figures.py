"""The figures of the first page: set-based, stamped with their time, each with its definition.

What took long is kept for twenty times as long as it took, so that no figure is ever a load on the
counter.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar, cast

from django.core.cache import cache
from django.utils.translation import gettext as _
from msgspec import Struct

from regulars.domains.events import queries as events
from regulars.domains.ledger import queries as ledger
from regulars.domains.members import queries as members
from regulars.domains.rewards import queries as rewards
from regulars.entrypoints.console import words
from regulars.entrypoints.console.access import Visit
from regulars.kit import clock

NEW_DAYS = 30
KEPT_TIMES = 20
Result = TypeVar("Result")


class Figure(Struct, frozen=True, kw_only=True):
    """One number, what it is called, and what exactly it counts."""

    name: str
    value: int
    definition: str
    more: str = ""


class Currency(Struct, frozen=True):
    """The figures of one currency."""

    name: str
    figures: tuple[Figure, ...]


class Figures(Struct, frozen=True, kw_only=True):
    """All of the first page, as of one moment."""

    members: int
    new: int
    simulated: int
    orders: int
    last_order_at: datetime | None
    currencies: tuple[Currency, ...]
    vouchers: tuple[tuple[str, str, int], ...]
    at: datetime

    @property
    def mark(self) -> str:
        """Changes when anything was counted since."""
        return f"{self.members}-{self.orders}"


def figures(visit: Visit) -> Figures:
    """Will count, or give what was counted a moment ago."""
    return kept(f"figures:{visit.program_id}", lambda: _counted(visit))


def _counted(visit: Visit) -> Figures:
    conn, program_id = visit.conn, visit.program_id
    since = visit.shop.now - timedelta(days=NEW_DAYS)
    everybody, new, simulated = members.count(conn, program_id, since)
    orders, last = events.counted(conn, program_id)
    pots: dict[str, dict[str, int]] = {}
    for total in ledger.totals(conn, program_id):
        pots.setdefault(total.currency, {})[total.pot] = total.amount
    statuses = rewards.counts(conn, program_id)
    return Figures(
        members=everybody,
        new=new,
        simulated=simulated,
        orders=orders,
        last_order_at=last,
        currencies=tuple(
            Currency(visit.names(one)[1], _figures(pots.get(one, {})))
            for one in visit.shop.program.document.points
        ),
        vouchers=tuple(
            (status, words.word(words.STATUSES, status), statuses.get(status, 0))
            for status in words.STATUSES
            if status != "moved" or statuses.get(status)
        ),
        at=clock.now(),
    )


def _figures(pots: dict[str, int]) -> tuple[Figure, ...]:
    held = [pots.get(one, 0) for one in ("available", "pending", "reserved")]
    return (
        Figure(
            name=_("Issued"), value=-pots.get("issued", 0),
            definition=_(
                "All that rules ever gave, from the first entry on. What was taken back because "
                "an order came back is counted apart, as reversed."
            ),
        ),
        Figure(
            name=_("Redeemed"), value=pots.get("redeemed", 0),
            definition=_("Spent for rewards, less what was given back when an order came back."),
        ),
        Figure(
            name=_("Lapsed"), value=pots.get("expired", 0),
            definition=_("Ended unspent because its time was over (breakage)."),
        ),
        Figure(
            name=_("Outstanding"), value=sum(held),
            definition=_(
                "What members hold now: available, waiting and set aside. This is what the shop "
                "still owes them."
            ),
        ),
    )  # fmt: skip


def kept(key: str, count: Callable[[], Result]) -> Result:
    """Will count, or give what was counted a moment ago: the longer it took, the longer."""
    found = cache.get(key)
    if found is not None:
        return cast("Result", found)
    began = time.perf_counter()
    made = count()
    seconds = int((time.perf_counter() - began) * KEPT_TIMES)
    if seconds:
        cache.set(key, made, seconds)
    return made
