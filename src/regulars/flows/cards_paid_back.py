"""The sale of a gift card comes back with the order, or the line of it, that it was bought with.

What is left on the card cannot be spent any more, and the shop is told what was spent before.
Programs that sell no gift cards are not asked.
"""

import msgspec
from msgspec import Struct, structs
from psycopg import Connection
from psycopg.errors import SerializationFailure

from regulars.core import refunds
from regulars.core.facts import Order, PayBackCard, Standing
from regulars.core.returning import parts
from regulars.domains.events import queries as events
from regulars.domains.giftcards import operations as keeping
from regulars.domains.giftcards import queries as giftcards
from regulars.domains.giftcards.contracts import GiftCard
from regulars.domains.ledger import queries as ledger
from regulars.flows.books import Books
from regulars.flows.shops import Shop, sells_cards
from regulars.flows.steps import Step

KEY = "paid-back"
SPENT = ("redeemed", "reserved", "transferred")


class PaidBack(Struct, frozen=True, kw_only=True):
    """A card whose sale was undone, and what had been spent of it by then."""

    card: GiftCard
    spent_minor: int


def bought_with(conn: Connection, shop: Shop, order: Order) -> list[GiftCard]:
    """Will give the gift cards that an order bought."""
    if not sells_cards(shop):
        return []
    refs = [order.order_id, f"{order.source}/{order.external_id}"]
    return giftcards.bought_with(conn, shop.program_id, refs)


def pay_back(books: Books, order: Order, standing: Standing, refund_key: str) -> None:
    """Will end the cards whose sale has come back by now, each once; all of them are locked."""
    bought = [
        one
        for one in bought_with(books.conn, books.shop, order)
        if _came_back(one, order, standing)
    ]
    known = events.events(books.conn, [(one.account_id, KEY) for one in bought]) if bought else {}
    held = ledger.balances(books.conn, [one.account_id for one in bought]) if bought else {}
    for card in bought:
        if (card.account_id, KEY) in known:
            continue
        if not books.locked(card.account_id):
            raise SerializationFailure("a gift card was bought with the order meanwhile")
        pots = held.get(card.account_id, {}).get(card.wallet, {})
        fact = PayBackCard(
            occurred_at=books.shop.now, refund=refund_key,
            spent_minor=sum(pots.get(pot, 0) for pot in SPENT),
        )  # fmt: skip
        step = Step(account_id=card.account_id, fact=fact, key=KEY, fingerprint=KEY.encode())
        done = books.evaluate(step)
        assert done.outcome.refused is None, "any card can be ended"
        keeping.change(books.conn, structs.replace(card, blocked=True, changed_at=books.shop.now))


def told(conn: Connection, shop: Shop, order: Order, refund_key: str) -> list[PaidBack]:
    """Will give the cards that this refund ended, whenever it is asked."""
    bought = {one.account_id: one for one in bought_with(conn, shop, order)}
    known = events.events(conn, [(one, KEY) for one in bought]) if bought else {}
    found = []
    for (account_id, _), kept in sorted(known.items()):
        fact = msgspec.json.decode(kept.body, type=PayBackCard)
        if fact.refund == refund_key:
            found.append(PaidBack(card=bought[account_id], spent_minor=fact.spent_minor))
    return found


def _came_back(card: GiftCard, order: Order, standing: Standing) -> bool:
    whole = refunds.come_back(order, standing) == 1
    line = parts(order, standing, whole=whole).get(card.line_id)
    return whole if line is None else line == 1
