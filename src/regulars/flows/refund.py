"""Take back for refunds and cancellations; a refund that comes before its order waits for it."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg import Connection
from psycopg.errors import SerializationFailure

from regulars.core.effects import Outcome
from regulars.core.facts import Order, Refund, RefundLine
from regulars.domains.events import operations as keeping
from regulars.domains.events import queries as events
from regulars.domains.events.contracts import KeptEvent, KeptOrder, OrderKey
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
    return refund_each(conn, shop, [new])[0]


def refund_each(conn: Connection, shop: Shop, wanted: Sequence[NewRefund]) -> list[Answer]:
    """Will do so for many, as if they came one after another."""
    answers: dict[int, Answer] = {}
    left = list(range(len(wanted)))
    while left:
        found = events.orders(conn, list({wanted[place].order for place in left}))
        now, left = _together(shop, wanted, left, found)
        known = [place for place in now if wanted[place].order in found]
        for place in now:
            if wanted[place].order not in found:
                answers[place] = _park(conn, shop, wanted[place])
        if known:
            some = [(found[wanted[place].order], wanted[place]) for place in known]
            answers |= zip(known, _refund(conn, shop, some), strict=True)
    return [answers[place] for place in range(len(wanted))]


def _together(
    shop: Shop,
    wanted: Sequence[NewRefund],
    left: Sequence[int],
    found: Mapping[OrderKey, KeptOrder],
) -> tuple[list[int], list[int]]:
    """Part what is left into refunds that can be looked at before any of them is written, and those
    that come after: of an account one, and by itself one that may touch others than its holder."""
    now: list[int] = []
    later: list[int] = []
    taken: set[OrderKey | UUID] = set()
    for at, place in enumerate(left):
        key = wanted[place].order
        kept = found.get(key)
        if kept is not None and (sells_cards(shop) or kept.account_id != kept.holder_id):
            return (now, [*later, *left[at:]]) if now else ([place], list(left[at + 1 :]))
        whose = kept.holder_id if kept else key
        (later if whose in taken else now).append(place)
        taken.add(whose)
    return now, later


def _refund(
    conn: Connection, shop: Shop, found: Sequence[tuple[KeptOrder, NewRefund]]
) -> list[Answer]:
    books, kept = with_books(conn, shop, [one for one, _ in found])
    asked = [(now, new) for now, (_, new) in zip(kept, found, strict=True)]
    before = events.told(conn, [(one, new.key) for one, new in asked])
    fresh = [(one, new) for one, new in asked if new.key not in before]
    # One that came before its order, and neither saw the other: it still waits.
    waits = {
        one.key: one for one in events.parked(conn, [new.order for _, new in fresh])
        if not one.refused
    }  # fmt: skip
    fresh = [
        (one, new) for one, new in fresh
        if new.key not in waits or waits[new.key].fingerprint == new.fingerprint
    ]  # fmt: skip
    done = {
        new.key: one for (_, new), one in zip(fresh, book_each(books, fresh), strict=True)
    }  # fmt: skip
    if done:
        books.write()
    for key in waits.keys() & done.keys():
        if done[key].outcome.refused is None:
            keeping.unpark(conn, waits[key])
    return [_answer(conn, one, new, done, before) for one, new in asked]


def _answer(
    conn: Connection,
    kept: KeptOrder,
    new: NewRefund,
    done: Mapping[str, Done],
    before: Mapping[str, KeptEvent],
) -> Answer:
    if new.key in done:
        answer = first(done[new.key])
    elif new.key in before:
        answer = repeated(conn, before[new.key], new.fingerprint)
    else:
        answer = refusal("exists_with_different_content")
    return msgspec.structs.replace(answer, order_id=kept.order_id)


def with_books(
    conn: Connection, shop: Shop, found: Sequence[KeptOrder]
) -> tuple[Books, list[KeptOrder]]:
    """Will lock all whom refunds of orders touch, and give the orders as they stand then."""
    books = Books(conn, shop, ())
    touched = [one.holder_id for one in found]
    for one in found:
        touched += former_accounts.of(conn, one)
        if sells_cards(shop):
            touched += cards_given_back.paying(books, one.fact())
    books.lock(touched)
    # Read again under the lock: another refund may have changed how the order stands.
    now = events.orders(conn, [one.key for one in found])
    kept = [now[one.key] for one in found]
    # A claim moved it meanwhile: alone that account may still be waited for, in order it cannot.
    moved = [one.holder_id for one in kept if not books.locked(one.holder_id)]
    if moved and len(found) > 1:
        raise SerializationFailure("an order was moved meanwhile")
    books.lock(moved)
    return books, kept


def book(books: Books, kept: KeptOrder, new: NewRefund) -> Done:
    """Will evaluate a refund of an order whose accounts are all locked."""
    return book_each(books, [(kept, new)])[0]


def book_each(books: Books, wanted: Sequence[tuple[KeptOrder, NewRefund]]) -> list[Done]:
    """Will evaluate refunds of orders of different accounts, which are all locked."""
    orders = [kept.fact() for kept, _ in wanted]
    paid = paid_with.with_what(
        books, [(kept.holder_id, order) for (kept, _), order in zip(wanted, orders, strict=True)]
    )
    lapsed = _lapsed(books, [kept for kept, _ in wanted])
    return [
        _book(books, kept, new, order, paid[kept.holder_id], lapsed[kept.holder_id])
        for (kept, new), order in zip(wanted, orders, strict=True)
    ]


def _book(
    books: Books, kept: KeptOrder, new: NewRefund, order: Order, paid: paid_with.Paid,
    lapsed: dict[int, int],
) -> Done:  # fmt: skip
    holder = kept.holder_id
    fact = Refund(
        occurred_at=new.occurred_at,
        external_id=new.key,
        order=order,
        standing=kept.stands(),
        lines=new.lines,
        amount_minor=new.amount_minor,
        cancel=new.cancel,
        spent=paid.spent,
        used=paid.used,
        benefits=paid.benefits,
        lapsed=lapsed,
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


def _lapsed(books: Books, orders: Sequence[KeptOrder]) -> dict[UUID, dict[int, int]]:
    """Will give how much of each order's lots lapsed up to now, by its holder: what is due happens
    first, so that nobody's answer depends on when a job ran. Lots that are whole are not asked
    about.
    """
    passed: dict[UUID, Outcome] = {}
    asked: list[tuple[UUID, int]] = []
    for one in orders:
        holder = one.holder_id
        due = books.state(holder).due
        overdue = due is not None and due <= books.shop.instant
        passed[holder] = books.pass_time(holder) if overdue else Outcome()
        left = {lot.number: lot.left for lot in books.state(holder).lots}
        shares = one.stands().shares
        asked += sorted({
            (holder, part.lot) for part in shares
            if part.lot and left.get(part.lot) != part.amount
        })  # fmt: skip
    found = ledger.lapsed(books.conn, asked)
    return {
        one: merging.with_lapses(found.get(one, {}), outcome) for one, outcome in passed.items()
    }


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
