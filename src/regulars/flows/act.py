"""Whatever else happened: activities that may earn, one-time codes, goods handed over."""

import hashlib
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.facts import Activity, Fulfilled
from regulars.domains.events import queries as events
from regulars.domains.events.contracts import OrderKey
from regulars.domains.rewards import operations as rewards
from regulars.domains.rewards import queries as found_rewards
from regulars.flows import shelves
from regulars.flows.answers import Answer, first, refusal, repeated
from regulars.flows.books import Books
from regulars.flows.describing import places_of
from regulars.flows.shops import Shop
from regulars.flows.steps import Step

CODE = "code.redeemed"


def act(
    conn: Connection, shop: Shop, account_id: UUID, fact: Activity, *, key: str, fingerprint: bytes
) -> Answer:
    """Will award for an activity, once for its key. For a code that a member types in: refusals
    code_unknown and code_used; of many devices at once exactly one gets it."""
    books = Books(conn, shop, shelves.of_events(shop, fact.type))
    books.lock([account_id])
    kept = events.events(conn, [(account_id, key)]).get((account_id, key))
    if kept is not None:
        return repeated(conn, kept, fingerprint)
    if fact.type == CODE:
        claimed = _claim(conn, shop, account_id, fact)
        if isinstance(claimed, Answer):
            return claimed
        fact = claimed
    location = str(fact.data.get("location", ""))
    place = places_of(conn, shop, [location]).get(location)
    if place:
        fact = msgspec.structs.replace(fact, place=place)
    done = books.evaluate(Step(account_id=account_id, fact=fact, key=key, fingerprint=fingerprint))
    books.write()
    return first(done)


def _claim(conn: Connection, shop: Shop, account_id: UUID, fact: Activity) -> Activity | Answer:
    """Will claim the code for the account; its pool takes the code's place in what is kept."""
    code = str(fact.data.get("code", ""))
    pool = rewards.claim_code(conn, shop.program_id, code, account_id, shop.now)
    if pool is None:
        known = found_rewards.once(conn, shop.program_id, code)
        return refusal("code_used" if known else "code_unknown")
    data = {name: value for name, value in fact.data.items() if name != "code"}
    return msgspec.structs.replace(fact, data=data | {"pool": pool})


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
    before = events.told(conn, kept, key)
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
