"""What a campaign would have cost on the shop's own orders, before anybody publishes it.

The orders of the last days that match the campaign's, weekday by weekday, are put into its days and
evaluated with it and without it. Nothing is stored.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import msgspec
from msgspec import Struct, structs
from psycopg import Connection

from regulars.core import audiences, calendar
from regulars.core.compiled import Compiled, Timeline, compile_program
from regulars.core.effects import Posted, VoucherIssued
from regulars.core.evaluate import evaluate
from regulars.core.facts import Inputs, Order
from regulars.core.program import Program
from regulars.core.state import AccountState
from regulars.domains.events import queries as events
from regulars.domains.events.contracts import KeptOrder
from regulars.domains.ledger import queries as ledger
from regulars.domains.members import queries as members
from regulars.domains.segments import queries as segments
from regulars.flows.shops import Shop, lot_of

ORDERS_MAX = 2000
WEEK = 7 * 86_400


class Preview(Struct, frozen=True, kw_only=True):
    """Who a campaign is for, and what it would have given on past orders. `orders` were looked at,
    of `orders_in_window`; `touched` is how many of them it would have changed."""

    audience: int
    orders: int
    orders_in_window: int
    touched: int
    points: dict[str, int]
    issued: dict[str, int]


def preview(conn: Connection, shop: Shop, document: Program, name: str) -> Preview:
    """Will preview a campaign of a program that need not be published."""
    word = document.campaigns[name]
    without = {key: one for key, one in document.campaigns.items() if key != name}
    program = compile_program(document, 1)
    bare = compile_program(structs.replace(document, campaigns=without), 1)
    since, until, shift = _window(shop, program, name)
    kept = events.between(conn, shop.program_id, since, until, ORDERS_MAX)
    total = events.count_between(conn, shop.program_id, since, until)
    points: Counter[str] = Counter()
    issued: Counter[str] = Counter()
    touched = 0
    for order, state, lot in _lived(conn, kept, shift):
        more, gifts = _given(program, order, state, lot)
        less, fewer = _given(bare, order, state, lot)
        extra = Counter(more)
        extra.subtract(less)
        found = Counter(gifts)
        found.subtract(fewer)
        touched += any(extra.values()) or any(found.values())
        points.update(extra)
        issued.update(found)
    return Preview(
        audience=_audience(conn, shop, word.audience),
        orders=len(kept),
        orders_in_window=total,
        touched=touched,
        points={key: amount for key, amount in points.items() if amount},
        issued={key: count for key, count in issued.items() if count},
    )


def _window(shop: Shop, program: Compiled, name: str) -> tuple[datetime, datetime, int]:
    """The newest days in the past that are whole weeks before the campaign's, and how many seconds
    lie between."""
    word = program.document.campaigns[name]
    begins, ends = audiences.begins(program, word), audiences.ends(program, word)
    assert begins is not None, "a campaign has dates"
    assert ends is not None, "a campaign has dates"
    shift = max(0, -(-(ends - shop.instant) // WEEK)) * WEEK
    since, until = (calendar.moment(max(0, at - shift)) for at in (begins, ends))
    return since, until, shift


def _lived(
    conn: Connection, kept: list[KeptOrder], shift: int
) -> Iterator[tuple[Order, AccountState, int]]:
    holders = sorted({one.holder_id for one in kept})
    states = ledger.states(conn, holders)
    for one in kept:
        state = states.get(one.holder_id)
        if state is not None and not state.moved_into:
            fact = one.fact()
            at = calendar.moment(max(calendar.instant(fact.occurred_at) + shift, 0))
            moved = msgspec.structs.replace(fact, occurred_at=at)
            yield moved, state, lot_of(one.holder_id)


def _given(
    program: Compiled, order: Order, state: AccountState, lot: int
) -> tuple[Counter[str], Counter[str]]:
    """Points earned and rewards issued for one order, by name."""
    inputs = Inputs(draw=10**9 - 1, lot=lot)
    outcome, _ = evaluate(
        Timeline([(0, program)]), order, state, inputs, calendar.instant(order.occurred_at)
    )
    points: Counter[str] = Counter()
    issued: Counter[str] = Counter()
    for effect in outcome.effects[outcome.elapsed :]:
        if isinstance(effect, Posted) and effect.kind == "earn":
            for move in effect.moves:
                points[move.currency] += move.amount
        elif isinstance(effect, VoucherIssued):
            issued[effect.reward] += 1
    return points, issued


def _audience(conn: Connection, shop: Shop, names: tuple[str, ...]) -> int:
    if not names:
        count, _, _ = members.count(conn, shop.program_id, shop.now)
        return count
    return segments.count_any(conn, shop.program_id, names)
