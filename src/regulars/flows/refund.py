"""Take back for refunds and cancellations; a refund that comes before its order waits for it."""

import hashlib
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg import Connection

from regulars.core.effects import Outcome
from regulars.core.facts import Refund, RefundLine, Standing
from regulars.domains.events import operations as keeping
from regulars.domains.events import queries as events
from regulars.domains.events.contracts import KeptOrder, OrderKey
from regulars.domains.ledger import queries as ledger
from regulars.flows import cards_given_back, cards_paid_back, former_accounts, merging, paid_with
from regulars.flows.answers import Answer, first, refusal, repeated
from regulars.flows.books import Books
from regulars.flows.shops import Shop, sells_cards
from regulars.flows.steps import Done, Step
from regulars.kit import paths


class NewRefund(Struct, frozen=True, kw_only=True):
    """A refund at the door. Neither lines nor an amount: all that is left. `key` makes it happen
    once.
    """

    order: OrderKey
    key: str
    occurred_at: datetime
    fingerprint: bytes
    lines: tuple[RefundLine, ...] = ()
    amount_minor: int | None = None
    cancel: bool = False
    actor: str = ""


class Waiting(Struct, frozen=True, kw_only=True):
    """What a parked refund says, without what only its order can tell."""

    key: str
    occurred_at: datetime
    lines: tuple[RefundLine, ...] = ()
    amount_minor: int | None = None
    cancel: bool = False


def refund(conn: Connection, shop: Shop, new: NewRefund) -> Answer:
    """Will reverse what the refunded part had earned, or park the refund until its order is known.

    Refusals: exists_with_different_content and those of `core.refunds`.
    """
    found = events.orders(conn, [new.order]).get(new.order)
    if found is None:
        return _park(conn, shop, new)
    books, kept = with_books(conn, shop, found)
    before = events.told(conn, kept, new.key)
    if before is not None:
        return msgspec.structs.replace(
            repeated(conn, before, new.fingerprint), order_id=kept.order_id
        )
    done = book(books, kept, new)
    books.write()
    return msgspec.structs.replace(first(done), order_id=kept.order_id)


def with_books(conn: Connection, shop: Shop, found: KeptOrder) -> tuple[Books, KeptOrder]:
    """Will lock all whom a refund of an order touches, and give the order as it stands then."""
    books = Books(conn, shop, ())
    former = former_accounts.of(conn, found)
    books.lock([found.holder_id, *former, *cards_given_back.paying(books, found.fact())])
    # Read again under the lock: another refund may have changed how the order stands.
    kept = events.orders(conn, [found.key])[found.key]
    if kept.holder_id != found.holder_id:
        books.lock([kept.holder_id])  # a claim moved it meanwhile
    return books, kept


def book(books: Books, kept: KeptOrder, new: NewRefund) -> Done:
    """Will evaluate a refund of an order whose accounts are all locked."""
    order, standing, holder = kept.fact(), kept.stands(), kept.holder_id
    paid = paid_with.with_what(books, holder, order)
    fact = Refund(
        occurred_at=new.occurred_at,
        external_id=new.key,
        order=order,
        standing=standing,
        lines=new.lines,
        amount_minor=new.amount_minor,
        cancel=new.cancel,
        spent=paid.spent,
        used=paid.used,
        benefits=paid.benefits,
        lapsed=_lapsed(books, holder, standing),
    )
    step = Step(
        account_id=holder, fact=fact, key=new.key, fingerprint=new.fingerprint, actor=new.actor
    )  # fmt: skip
    done = books.evaluate(step)
    if done.outcome.standing is not None:
        books.restand(new.order, done.outcome.standing, holder)
        cards_given_back.give_back(books, order, done.outcome.standing, new.key)
        cards_paid_back.pay_back(books, order, done.outcome.standing, new.key)
        former_accounts.give_back(books, kept, done.outcome.standing, new.key)
    return done


def _lapsed(books: Books, holder: UUID, standing: Standing) -> dict[int, int]:
    """Will give how much of an order's lots lapsed up to now: what is due happens first, so that
    nobody's answer depends on when a job ran. Lots that are whole are not asked about.
    """
    due = books.state(holder).due
    overdue = due is not None and due <= books.shop.instant
    passed = books.pass_time(holder) if overdue else Outcome()
    left = {lot.number: lot.left for lot in books.state(holder).lots}
    numbers = {one.lot for one in standing.shares if one.lot and left.get(one.lot) != one.amount}
    found = ledger.lapsed(books.conn, holder, sorted(numbers))
    return merging.with_lapses(found, passed)


def _park(conn: Connection, shop: Shop, new: NewRefund) -> Answer:
    body = Waiting(
        key=new.key, occurred_at=new.occurred_at, lines=new.lines,
        amount_minor=new.amount_minor, cancel=new.cancel,
    )  # fmt: skip
    for waiting in events.parked(conn, [new.order]):
        if waiting.key == new.key and waiting.fingerprint != new.fingerprint:
            return refusal("exists_with_different_content")
    keeping.park(conn, new.order, new.key, new.fingerprint, msgspec.json.encode(body), shop.now)
    return Answer(status="parked")


def ended_cards(conn: Connection, shop: Shop, new: NewRefund) -> list[cards_paid_back.PaidBack]:
    """Will give the gift cards that a refund ended, because it undid their sale."""
    if not sells_cards(shop):
        return []
    found = events.orders(conn, [new.order]).get(new.order)
    return cards_paid_back.told(conn, shop, found.fact(), new.key) if found else []


def cancellation(order: OrderKey, occurred_at: datetime, *, actor: str = "") -> NewRefund:
    """Will make the refund that a cancellation is: an order is cancelled once, whoever says so."""
    key = f"cancel:{paths.joined(order.source, order.external_id)}"
    fingerprint = hashlib.sha256(key.encode()).digest()
    return NewRefund(
        order=order, key=key, occurred_at=occurred_at, fingerprint=fingerprint, cancel=True,
        actor=actor,
    )  # fmt: skip
