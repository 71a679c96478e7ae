"""Gift cards are blocked, let be good again and replaced by staff, with a reason that is kept."""

from msgspec import Struct, structs
from psycopg import Connection

from regulars.core.facts import BlockCard, ReplaceCard
from regulars.domains.events import queries as events
from regulars.domains.giftcards import operations as keeping
from regulars.domains.giftcards import queries as giftcards
from regulars.domains.giftcards.contracts import CardChange, GiftCard
from regulars.flows.answers import first, refusal, repeated
from regulars.flows.books import Books
from regulars.flows.once import book_once
from regulars.flows.sell_card import Sold, told
from regulars.flows.shops import Shop
from regulars.flows.steps import Step
from regulars.kit import ids


class By(Struct, frozen=True, kw_only=True):
    """Who changes a card and why. `key` makes it happen once."""

    key: str
    actor: str
    reason: str


def block(conn: Connection, shop: Shop, card: GiftCard, by: By, *, blocked: bool) -> Sold:
    """Will block a card, or let it be good again. Refusal: gift_card_as_before."""
    fact = BlockCard(occurred_at=shop.now, blocked=blocked, actor=by.actor)
    step = Step(
        account_id=card.account_id, fact=fact, key=f"block:{by.key}",
        fingerprint=f"{blocked}\0{by.reason}".encode(), actor=by.actor,
    )  # fmt: skip
    card = _locked(Books(conn, shop, ()), card)
    answer = book_once(conn, shop, step)
    if answer.status == "created":
        keeping.change(conn, structs.replace(card, blocked=blocked, changed_at=shop.now))
        _note(conn, shop, card, by, "blocked" if blocked else "unblocked")
    return told(conn, shop, answer, card.account_id)


def replace(conn: Connection, shop: Shop, card: GiftCard, by: By, *, hint: str) -> Sold:
    """Will give a card another code: what it holds stays, its old code is good no more, and a
    block ends. `hint` is the end of the code that is to be replaced.

    Refusals: gift_card_replaced where it was replaced before, exists_with_different_content.
    """
    fact = ReplaceCard(occurred_at=shop.now, actor=by.actor)
    step = Step(
        account_id=card.account_id, fact=fact, key=f"replace:{by.key}",
        fingerprint=f"{hint}\0{by.reason}".encode(), actor=by.actor,
    )  # fmt: skip
    books = Books(conn, shop, ())
    card = _locked(books, card)
    known = events.events(conn, [(card.account_id, step.key)]).get((card.account_id, step.key))
    if known is not None:
        return told(conn, shop, repeated(conn, known, step.fingerprint), card.account_id)
    if card.hint != hint.strip().upper():
        return Sold(answer=refusal("gift_card_replaced", hint=card.hint))
    done = books.evaluate(step)
    if done.outcome.refused is not None:
        return Sold(answer=first(done))
    books.write()
    code = keeping.recode(conn, structs.replace(card, blocked=False, changed_at=shop.now))
    _note(conn, shop, card, by, "replaced")
    return structs.replace(told(conn, shop, first(done), card.account_id), code=code)


def _locked(books: Books, card: GiftCard) -> GiftCard:
    """The card as it stands once nobody else can change it."""
    books.lock([card.account_id])
    return giftcards.cards(books.conn, books.shop.program_id, [card.account_id])[card.account_id]


def _note(conn: Connection, shop: Shop, card: GiftCard, by: By, what: str) -> None:
    keeping.note(
        conn,
        CardChange(
            account_id=card.account_id, change_id=ids.new(), program_id=shop.program_id,
            what=what, actor=by.actor, reason=by.reason, at=shop.now,
        ),
    )  # fmt: skip
