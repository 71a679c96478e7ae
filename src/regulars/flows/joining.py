"""Joining: the same e-mail, phone, card or number is the same member, whichever door they come by.

Also the accounts of guests: an order whose buyer is unknown opens an unclaimed account under the
name that the order gave, and whoever joins under that name later finds its points there.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg import Connection
from psycopg.errors import SerializationFailure

from regulars.core import calendar
from regulars.core.facts import Joined, Scalar
from regulars.domains.members import operations as members
from regulars.domains.members import queries as found_members
from regulars.domains.members.contracts import Known, Member, Ref
from regulars.flows import shelves
from regulars.flows.books import Books
from regulars.flows.closing import come_back
from regulars.flows.member_cards import register
from regulars.flows.merging import merge
from regulars.flows.shops import Shop
from regulars.flows.steps import Step
from regulars.kit import ids


class Person(Struct, frozen=True, kw_only=True):
    """What somebody who joins tells of themselves. E-mail and phone are normalised at the door."""

    name: str = ""
    email: str | None = None
    phone: str | None = None
    external_id: str | None = None
    card: str | None = None
    birth_date: date | None = None
    language: str = ""
    attributes: dict[str, Scalar] = {}
    segments: tuple[str, ...] = ()
    way: str = "api"
    joined_at: datetime | None = None
    simulated: bool = False

    def refs(self) -> list[Ref]:
        """All that they can be found by."""
        named = (
            ("external_id", self.external_id),
            ("email", self.email),
            ("phone", self.phone),
            ("card", self.card),
        )
        return [Ref(kind, value) for kind, value in named if value]


class Welcome(Struct, frozen=True, kw_only=True):
    """How joining ended: a new member, the one that was there, or a code that says why not."""

    status: str
    member: Member | None = None
    refused: str = ""
    params: dict[str, str | int] = {}


def too_young(shop: Shop, person: Person) -> bool:
    """Will tell whether the program's age gate turns a person away. No birth date: so, too."""
    least = shop.program.document.joining.age_from
    if least is None:
        return False
    today = calendar.local(shop.instant, shop.program.zone).date()
    return person.birth_date is None or calendar.age(person.birth_date, today) < least


def join(conn: Connection, shop: Shop, person: Person) -> Welcome:
    """Will enrol a person, or find the member that they already are.

    Refusals: member_has_no_name (nothing to find them by), member_ambiguous (their names belong to
    several members), member_too_young, birth_date_needed, and what bars a name: card_blocked,
    card_replaced. Of those who are refused nothing is kept.
    """
    refs = person.refs()
    if not refs:
        return Welcome(status="refused", refused="member_has_no_name")
    known = found_members.find(conn, shop.program_id, refs)
    barred = next((one.barred for one in known.values() if one.barred), "")
    if barred:
        return Welcome(status="refused", refused=barred)
    people = {one.member_id for one in known.values() if one.member_id is not None}
    if len(people) > 1:
        return Welcome(status="refused", refused="member_ambiguous")
    if people:
        return _again(conn, shop, person, people.pop(), known)
    if too_young(shop, person):
        code = "member_too_young" if person.birth_date else "birth_date_needed"
        least = shop.program.document.joining.age_from or 0
        return Welcome(status="refused", refused=code, params={"age_from": least})
    books = Books(conn, shop, shelves.of_events(shop, "member.joined"))
    guests = _guests(known)
    account_id = guests[0] if guests else ids.new()
    books.lock([account_id, *guests[1:]])
    member = enrol(books, person, account_id, list(known))
    _merge_all(books, member, guests[1:])
    books.write()
    return Welcome(status="created", member=member)


def _guests(known: dict[Ref, Known]) -> list[UUID]:
    """The accounts of guests that names lead to, each once."""
    return list(dict.fromkeys(one.account_id for one in known.values() if one.member_id is None))


def _merge_all(books: Books, member: Member, guests: Sequence[UUID]) -> None:
    for guest in guests:
        if merge(books, member, guest).outcome.refused is not None:
            raise SerializationFailure("a guest's account was moved meanwhile")


def _again(
    conn: Connection, shop: Shop, person: Person, member_id: UUID, known: dict[Ref, Known]
) -> Welcome:
    """Will answer the member, with the names that they were not known by until now."""
    member = found_members.locked(conn, shop.program_id, member_id)
    assert member is not None, "a name leads to a member who is there"
    if member.closed_at is not None:
        books = Books(conn, shop, ())
        member = come_back(books, member, person.way)
        books.write()
    mine = Known(account_id=member.account_id, member_id=member_id)
    new = [ref for ref in person.refs() if ref not in known and not getattr(member, ref.kind)]
    of_guests = [ref for ref, one in known.items() if one.member_id is None]
    if of_guests:
        guests = _guests(known)
        books = Books(conn, shop, shelves.of_events(shop, "member.joined"))
        books.lock([member.account_id, *guests])
        if members.repoint(conn, shop.program_id, of_guests, mine) != len(of_guests):
            raise SerializationFailure("a guest's name was taken meanwhile")
        _merge_all(books, member, guests)
        books.write()
    if new and members.take(conn, shop.program_id, [(ref, mine) for ref in new]) != len(new):
        raise SerializationFailure("a name was taken meanwhile")
    names = {ref.kind: ref.value for ref in (*new, *of_guests) if not getattr(member, ref.kind)}
    if names:
        register(conn, shop, member, [Ref(kind, value) for kind, value in names.items()])
        member = msgspec.structs.replace(member, **names)
        members.change(conn, member)
    return Welcome(status="repeated", member=member)


def enrol(
    books: Books, person: Person, account_id: UUID, guest_names: Sequence[Ref] = ()
) -> Member:
    """Will make a locked account a member's: their names, themselves, and what joining gives."""
    conn, shop = books.conn, books.shop
    # The clock of a till may be ahead of ours; nobody joins in the future.
    joined_at = min(person.joined_at or shop.now, shop.now)
    member = Member(
        member_id=ids.new(),
        program_id=shop.program_id,
        account_id=account_id,
        name=person.name,
        email=person.email,
        phone=person.phone,
        external_id=person.external_id,
        card=person.card,
        birth_date=person.birth_date,
        language=person.language,
        attributes=msgspec.json.encode(person.attributes),
        segments=msgspec.json.encode(person.segments),
        way=person.way,
        joined_at=joined_at,
        erased_at=None,
        simulated=person.simulated,
    )
    mine = Known(account_id=account_id, member_id=member.member_id)
    new = [(ref, mine) for ref in member.refs() if ref not in guest_names]
    if members.take(conn, shop.program_id, new) != len(new):
        raise SerializationFailure("a name was taken meanwhile")
    if guest_names and members.repoint(conn, shop.program_id, guest_names, mine) != len(
        guest_names
    ):
        raise SerializationFailure("a guest's name was taken meanwhile")
    members.add(conn, shop.program_id, [member])
    register(conn, shop, member, member.refs(), joined_at)
    fact = Joined(occurred_at=joined_at, profile=member.profile(), way=person.way)
    fingerprint = hashlib.sha256(str(member.member_id).encode()).digest()
    done = books.evaluate(
        Step(account_id=account_id, fact=fact, key="joined", fingerprint=fingerprint)
    )
    if done.outcome.refused is not None and done.outcome.refused.code == "account_moved":
        raise SerializationFailure("a guest's account was moved meanwhile")
    return member


def open_guests(conn: Connection, shop: Shop, accounts: Mapping[Ref, UUID]) -> None:
    """Will make names lead to accounts that are nobody's yet."""
    named = [(ref, Known(account_id=one, member_id=None)) for ref, one in accounts.items()]
    if members.take(conn, shop.program_id, named) != len(named):
        raise SerializationFailure("a name was taken meanwhile")
