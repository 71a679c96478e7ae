"""Whatever else happened: activities that may earn, one-time codes, goods handed over."""

import hashlib
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.core.facts import Activity, Fulfilled
from regulars.domains.events import queries as events
from regulars.domains.events.contracts import OrderKey
from regulars.flows import shelves, typing_in
from regulars.flows.answers import Answer, first, refusal, repeated
from regulars.flows.books import Books
from regulars.flows.describing import places_of
from regulars.flows.guessing import Asker
from regulars.flows.shops import Shop
from regulars.flows.steps import Step

CODE = "code.redeemed"


def act(
    conn: Connection, shop: Shop, account_id: UUID, fact: Activity, *, key: str, fingerprint: bytes,
    asker: Asker | None = None,
) -> Answer:  # fmt: skip
    """Will award for an activity, once for its key. Refusals: those of `typing_in.claim`, where
    an `asker` types a code in; of many devices at once as many get it as it has uses."""
    books = Books(conn, shop, shelves.of_events(shop, fact.type))
    books.lock([account_id])
    kept = events.events(conn, [(account_id, key)]).get((account_id, key))
    if kept is not None:
        return repeated(conn, kept, fingerprint)
    if fact.type == CODE:
        claimed = typing_in.claim(conn, shop, account_id, fact, asker)
        if isinstance(claimed, Refused):
            return Answer(status="refused", refused=claimed)
        fact = claimed
    location = str(fact.data.get("location", ""))
    place = places_of(conn, shop, [location]).get(location)
    if place:
        fact = msgspec.structs.replace(fact, place=place)
    done = books.evaluate(Step(account_id=account_id, fact=fact, key=key, fingerprint=fingerprint))
    books.write()
    return first(done)


def fulfil(conn: Connection, shop: Shop, order: OrderKey, *, key: str) -> Answer:
    """Will release what waited for an order's goods. Refusals: order_unknown,
    exists_with_different_content."""
    kept = events.orders(conn, [order]).get(order)
    if kept is None:
        return refusal("order_unknown", order=order.external_id)
    books = Books(conn, shop, ())
    books.lock([kept.holder_id])
    found = kept.holder_id
    kept = events.orders(conn, [order])[order]
    if kept.holder_id != found:
        # A claim moved it meanwhile.
        books.lock([kept.holder_id])
    before = events.told(conn, [(kept, key)]).get(key)
    # The order and the key are the whole content: the time may differ in a retry.
    said = msgspec.json.encode([key, order.source, order.external_id])
    fingerprint = hashlib.sha256(said).digest()
    if before is not None:
        return repeated(conn, before, fingerprint)
    fact = Fulfilled(occurred_at=shop.now, order_id=kept.fact().order_id, standing=kept.stands())
    done = books.evaluate(
        Step(account_id=kept.holder_id, fact=fact, key=key, fingerprint=fingerprint)
    )
    books.write()
    return first(done)
