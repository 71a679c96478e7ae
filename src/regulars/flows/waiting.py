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
    apply_parked(conn, shop, events.parked(conn, keys))
    return len(keys)


def apply_parked(conn: Connection, shop: Shop, waiting: Sequence[Parked]) -> None:
    """Will apply refunds that waited for orders which are written down by now: one after another,
    each reading what the one before has left.
    """
    for parked in waiting:
        if not parked.refused:
            _apply(conn, shop, parked)


def again(conn: Connection, shop: Shop, order: OrderKey, key: str) -> Refused | None:
    """Will try a refund once more that its order had refused; gives why it still cannot be, None
    when it is done, or was done by somebody else meanwhile."""
    known = events.orders(conn, [order]).get(order)
    if known is None:
        return Refused(code="order_unknown", params={"order": order.external_id})
    books, (kept,) = with_books(conn, shop, [known])
    parked = _parked(conn, order, key)
    if parked is None:
        return None
    done = book(books, kept, _refund(parked))
    if done.outcome.refused is None:
        books.write()
        keeping.unpark(conn, parked)
    else:
        keeping.refuse(conn, parked, done.outcome.refused.code)
    return done.outcome.refused


def settle(conn: Connection, order: OrderKey, key: str) -> bool:
    """Will take a refused refund off the list: somebody has seen to it in another way."""
    parked = _parked(conn, order, key)
    if parked is not None:
        keeping.unpark(conn, parked)
    return parked is not None


def _parked(conn: Connection, order: OrderKey, key: str) -> Parked | None:
    found = events.parked(conn, [order])
    return next((one for one in found if one.key == key and one.refused), None)


def _refund(parked: Parked) -> NewRefund:
    said = msgspec.json.decode(parked.body, type=Waiting)
    return NewRefund(
        order=parked.order, key=said.key,
        occurred_at=said.occurred_at, lines=said.lines, amount_minor=said.amount_minor,
        cancel=said.cancel, fingerprint=parked.fingerprint,
    )  # fmt: skip


def _apply(conn: Connection, shop: Shop, parked: Parked) -> None:
    new = _refund(parked)
    found = events.orders(conn, [new.order])[new.order]
    books, (kept,) = with_books(conn, shop, [found])
    before = events.told(conn, [(kept, new.key)]).get(new.key)
    if before is not None:
        # It was sent again when its order was there, and neither call saw the other.
        if before.fingerprint == new.fingerprint:
            keeping.unpark(conn, parked)
        else:
            _refuse(conn, shop, parked, kept, Refused(code="exists_with_different_content"))
        return
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
