"""Refunds that came before their orders: applied as soon as the order is there.

One that its order refuses stays where it is, with the code of why, and is told of: nothing that was
told is lost in silence.
"""

from collections.abc import Sequence

import msgspec
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.domains import outbox
from regulars.domains.events import operations as keeping
from regulars.domains.events import queries as events
from regulars.domains.events.contracts import KeptOrder, OrderKey, Parked
from regulars.flows import envelopes
from regulars.flows.books import Books
from regulars.flows.refund import NewRefund, Waiting, book, with_books
from regulars.flows.shops import Shop

SWEEP = 100


def sweep(conn: Connection, shop: Shop) -> int:
    """Will apply refunds that still wait although their orders are there: the two came at the same
    moment, and neither saw the other. Answers how many there were.
    """
    keys = events.arrived(conn, shop.program_id, SWEEP)
    held = events.orders(conn, keys)
    Books(conn, shop, ()).lock(one.holder_id for one in held.values())
    apply_parked(conn, shop, keys)
    return len(keys)


def apply_parked(conn: Connection, shop: Shop, orders: Sequence[OrderKey]) -> None:
    """Will apply the refunds that waited for these orders, which are written down by now: one after
    another, each reading what the one before has left.
    """
    for parked in events.parked(conn, orders):
        if not parked.refused:
            _apply(conn, shop, parked)


def _apply(conn: Connection, shop: Shop, parked: Parked) -> None:
    said = msgspec.json.decode(parked.body, type=Waiting)
    key = OrderKey(parked.program_id, parked.source, parked.order_external_id)
    found = events.orders(conn, [key])[key]
    books, kept = with_books(conn, shop, found)
    new = NewRefund(
        order=key, key=said.key, occurred_at=said.occurred_at, lines=said.lines,
        amount_minor=said.amount_minor, cancel=said.cancel, fingerprint=parked.fingerprint,
    )  # fmt: skip
    done = book(books, kept, new)
    books.write()
    if done.outcome.refused is None:
        keeping.unpark(conn, parked)
    else:
        _refuse(conn, shop, parked, kept, done.outcome.refused)


def _refuse(
    conn: Connection, shop: Shop, parked: Parked, kept: KeptOrder, refused: Refused
) -> None:
    keeping.refuse(conn, parked, refused.code)
    told = {
        "source": parked.source,
        "order": parked.order_external_id,
        "key": parked.key,
        "code": refused.code,
        "params": refused.params,
    }
    waiting = envelopes.single(shop, kept.holder_id, "refund.refused", told)
    outbox.operations.put(conn, [waiting])
