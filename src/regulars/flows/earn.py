"""Award for paid orders: the caller's transaction, one outcome per order, repeats as before."""

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg import Connection
from psycopg.errors import SerializationFailure

from regulars.core.facts import Order
from regulars.domains.events import queries as events
from regulars.domains.events.contracts import KeptOrder, OrderKey
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Known, Ref
from regulars.flows import shelves
from regulars.flows.answers import Answer, again, first, refusal
from regulars.flows.books import Books
from regulars.flows.describing import describe
from regulars.flows.joining import Person, enrol, open_guests, too_young
from regulars.flows.shops import Shop
from regulars.flows.steps import Done, Step
from regulars.flows.waiting import apply_parked
from regulars.kit import ids


class NewOrder(Struct, frozen=True, kw_only=True):
    """An order at the door: `fact.order_id` is still empty. `buyer` names the member, or nobody;
    `person` is what the order tells of them, for a program that enrols at the first order; `actor`
    is who served, where somebody did."""

    fact: Order
    fingerprint: bytes
    buyer: Ref | None = None
    person: Person | None = None
    actor: str = ""


def earn(conn: Connection, shop: Shop, orders: Sequence[NewOrder]) -> list[Answer]:
    """Will award for orders. Refusals: exists_with_different_content, member_unknown (an id that is
    none), card_blocked, card_replaced, and those of `core.evaluate`."""
    keys = [OrderKey(shop.program_id, one.fact.source, one.fact.external_id) for one in orders]
    # Sent before the orders are looked for: all answers come at once.
    around = Surroundings(conn, shop, orders, keys)
    kept = events.orders(conn, keys)
    fresh: dict[OrderKey, NewOrder] = {}
    for key, order in zip(keys, orders, strict=True):
        if key not in kept:
            fresh.setdefault(key, order)
    done = award(conn, shop, fresh, around) if fresh else {}
    told = _repeats(conn, kept)
    return [
        _answer(key, one, kept, told, done, fresh) for key, one in zip(keys, orders, strict=True)
    ]


def _answer(
    key: OrderKey,
    order: NewOrder,
    kept: dict[OrderKey, KeptOrder],
    told: dict[OrderKey, Answer],
    done: dict[OrderKey, Done | Answer],
    fresh: dict[OrderKey, NewOrder],
) -> Answer:
    before = kept[key].fingerprint if key in kept else fresh[key].fingerprint
    if before != order.fingerprint:
        return refusal("exists_with_different_content")
    if key in told:
        return told[key]
    found = done[key]
    if isinstance(found, Answer):
        return found
    answer = first(found)
    if fresh[key] is order or answer.status == "refused":
        return answer
    return msgspec.structs.replace(answer, status="repeated")


def _repeats(conn: Connection, kept: dict[OrderKey, KeptOrder]) -> dict[OrderKey, Answer]:
    if not kept:
        return {}
    return dict(zip(kept, again(conn, list(kept.values())), strict=True))


class Surroundings:
    """What is known around orders before they are booked, asked for at once: who stands behind the
    names in them, and which refunds wait for them."""

    def __init__(
        self, conn: Connection, shop: Shop, orders: Iterable[NewOrder], keys: Sequence[OrderKey]
    ) -> None:
        """Will ask, and wait for nothing."""
        named = {ref for one in orders for ref in _names(one)}
        self.known = members.finding(
            conn, shop.program_id, sorted(named, key=lambda ref: (ref.kind, ref.value))
        )
        self.parked = events.parking(conn, keys)


def award(
    conn: Connection, shop: Shop, fresh: dict[OrderKey, NewOrder], around: Surroundings, *,
    copies: bool = False,
) -> dict[OrderKey, Done | Answer]:  # fmt: skip
    """Will find the buyers, lock their accounts, evaluate, and write it all. None of the orders is
    there yet."""
    books = Books(conn, shop, shelves.of_events(shop, *shelves.ORDERS), copies=copies)
    buyers = _buyers(conn, shop, fresh, around.known())
    accounts, joining = buyers.accounts, buyers.joining
    books.lock(accounts.values())
    if any(books.state(one).moved_into for one in accounts.values()):
        raise SerializationFailure("a guest's account was moved meanwhile")
    described = describe(conn, shop, [one.fact for one in fresh.values()])
    done: dict[OrderKey, Done | Answer] = {}
    for key, order in fresh.items():
        if key in buyers.unwelcome:
            done[key] = buyers.unwelcome[key]
            continue
        account_id = accounts[key]
        order_id = ids.new()
        fact = msgspec.structs.replace(described(order.fact), order_id=ids.encode("ord", order_id))
        if key in buyers.people and books.state(account_id).shared:
            buyer = ids.encode("mem", buyers.people[key])
            fact = msgspec.structs.replace(fact, buyer=buyer)
        if account_id in joining:
            refused = books.refusal(account_id, fact)
            if refused is not None:  # nobody joins by an order that is none
                done[key] = Answer(status="refused", refused=refused)
                continue
            enrol(books, *joining.pop(account_id))
        step = Step(
            account_id=account_id, fact=fact, key="", fingerprint=order.fingerprint,
            order=key, order_id=order_id, actor=order.actor,
        )  # fmt: skip
        done[key] = books.evaluate(step)
    books.write()
    booked = {key for key, one in done.items() if isinstance(one, Done) and not one.outcome.refused}
    apply_parked(conn, shop, [one for one in around.parked() if one.order in booked])
    return done


Joining = dict[UUID, tuple[Person, UUID, list[Ref]]]


class Buyers(Struct):
    """Whose account each order is for and who joins by one; which member bought, where one is
    known; and the answers to orders that are nobody's."""

    accounts: dict[OrderKey, UUID] = {}
    joining: Joining = {}
    people: dict[OrderKey, UUID] = {}
    unwelcome: dict[OrderKey, Answer] = {}


def _buyers(
    conn: Connection, shop: Shop, fresh: dict[OrderKey, NewOrder], known: dict[Ref, Known]
) -> Buyers:
    """Will find whose each order is: a member, somebody who joins now, or a guest."""
    buyers = Buyers()
    accounts, joining = buyers.accounts, buyers.joining
    opened: dict[Ref, UUID] = {}
    guests: dict[Ref, UUID] = {}
    taken = ChainMap(opened, {ref: one.account_id for ref, one in known.items()})
    for key, order in fresh.items():
        ref = order.buyer or Ref("guest", f"{key.source}/{key.external_id}")
        found = known.get(ref)
        if ref in opened:
            accounts[key] = opened[ref]
        elif found is not None and found.barred:
            buyers.unwelcome[key] = refusal(found.barred)
        elif found is not None and (found.member_id or not _enrols(shop, order)):
            accounts[key] = found.account_id
            if found.member_id is not None:
                buyers.people[key] = found.member_id
        elif ref.kind == "id":
            # Only an id can lead nowhere: other names open an account.
            told = ids.encode("mem", UUID(ref.value))
            buyers.unwelcome[key] = refusal("member_unknown", ref=told)
        elif _enrols(shop, order):
            account_id = found.account_id if found else ids.new()
            person = _newcomer(order, ref, account_id, taken)
            accounts[key] = account_id
            names = [one for one in person.refs() if one in known]
            joining[account_id] = (person, account_id, names)
            opened.update(dict.fromkeys(person.refs(), account_id))
        else:
            if found is None:
                guests[ref] = ids.new()
            accounts[key] = opened[ref] = found.account_id if found else guests[ref]
    open_guests(conn, shop, guests)
    return buyers


def _names(order: NewOrder) -> list[Ref]:
    """All names that an order gives: its buyer's, and whatever else it tells of the person."""
    told = order.person.refs() if order.person else []
    return [order.buyer, *told] if order.buyer else told


def _newcomer(order: NewOrder, ref: Ref, account_id: UUID, taken: Mapping[Ref, UUID]) -> Person:
    """Will give who joins by an order: under the buyer's name, without names of somebody else."""
    person = msgspec.structs.replace(
        order.person or Person(), way="first-order", joined_at=order.fact.occurred_at,
        **{ref.kind: ref.value},
    )  # fmt: skip
    others = [one for one in person.refs() if taken.get(one, account_id) != account_id]
    return msgspec.structs.replace(person, **{one.kind: None for one in others})


def _enrols(shop: Shop, order: NewOrder) -> bool:
    """Will tell whether the program makes a member of whoever buys first, and may, of this one."""
    if order.buyer is None or order.buyer.kind == "id":
        return False
    if not shop.program.document.joining.at_first_order:
        return False
    return not too_young(shop, order.person or Person())
