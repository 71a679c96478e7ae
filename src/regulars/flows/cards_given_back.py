"""What gift cards paid for an order returns to them with the order, in proportion.

A card is an account of its own: whoever holds the order does not hold what the card spent on it.
Programs that sell no gift cards are not asked.
"""

from uuid import UUID

from psycopg.errors import SerializationFailure

from regulars.core import refunds, restoring
from regulars.core.facts import Order, Rollback, Standing
from regulars.domains.giftcards import queries as giftcards
from regulars.domains.rewards import queries as rewards
from regulars.domains.rewards.contracts import Redemption
from regulars.flows import cards_paid_back
from regulars.flows.books import Books
from regulars.flows.shops import sells_cards
from regulars.flows.steps import Step
from regulars.kit import ids


def paying(books: Books, order: Order) -> list[UUID]:
    """Will give the gift cards that paid for an order or were bought with it, to be locked with
    whoever holds it."""
    bought = cards_paid_back.bought_with(books.conn, books.shop, order)
    paid = [one.account_id for one in _paid(books, order)]
    return paid + [one.account_id for one in bought]


def give_back(books: Books, order: Order, standing: Standing, refund_key: str) -> None:
    """Will give the cards, all of them locked, what has come back of the order by now."""
    part = refunds.come_back(order, standing)
    for one in _paid(books, order):
        if not books.locked(one.account_id):
            raise SerializationFailure("a gift card paid for the order meanwhile")
        spent = one.spent()
        amount = restoring.in_proportion(spent, part)[0] - spent.restored
        if amount <= 0:
            continue
        fact = Rollback(occurred_at=books.shop.now, spent=spent, amount=amount)
        key = f"{refund_key}:{ids.encode('red', one.redemption_id)}"
        step = Step(account_id=one.account_id, fact=fact, key=key, fingerprint=key.encode())
        done = books.evaluate(step)
        assert done.outcome.refused is None, "what a card spent can return to it"


def _paid(books: Books, order: Order) -> list[Redemption]:
    if not sells_cards(books.shop):
        return []
    refs = [order.order_id, f"{order.source}/{order.external_id}"]
    found = rewards.redemptions_for(books.conn, books.shop.program_id, refs)
    cards = giftcards.cards(books.conn, books.shop.program_id, [one.account_id for one in found])
    return [one for one in found if one.account_id in cards]
