"""A member gets a card: with a number that the program makes, or with one that is printed already.

Whoever changes a member's cards holds the member's lock, which is taken before any account's.
"""

import secrets
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg import Connection
from psycopg.errors import SerializationFailure

from regulars.core import card_numbers
from regulars.domains.cards import operations as cards
from regulars.domains.cards import queries as found
from regulars.domains.cards.contracts import ACTIVE, Asked, Card
from regulars.domains.members import operations as members
from regulars.domains.members import queries as people
from regulars.domains.members.contracts import Known, Member, Ref
from regulars.flows import member_cards, shelves
from regulars.flows.books import Books
from regulars.flows.card_news import hear
from regulars.flows.member_cards import CARD, Dealt, refuse
from regulars.flows.merging import merge
from regulars.flows.shops import Shop

TRIES = 20


class Wanted(Struct, frozen=True, kw_only=True):
    """Which card is wanted. Without a `number` the program makes one; `key` makes it happen once,
    `by` is who asks."""

    kind: str = "plastic"
    number: str = ""
    key: str = ""
    by: str = ""
    fingerprint: bytes = b""


def issue(conn: Connection, shop: Shop, member_id: UUID, wanted: Wanted) -> Dealt:
    """Will give a member a card, once for its key. Refusals: member_unknown, account_closed,
    name_taken, card_blocked, card_replaced, card_numbers_used_up, exists_with_different_content."""
    member = locked(conn, shop, member_id)
    if member is None:
        return refuse("member_unknown")
    before = done_before(conn, shop, wanted)
    if before is not None:
        return before
    if member.closed_at is not None:
        return refuse("account_closed")
    dealt = deal(conn, shop, member, wanted)
    if dealt.card is None or dealt.status != "created":
        return dealt
    note(conn, shop, wanted, dealt.card)
    member_cards.settle(conn, shop, member)
    hear(conn, shop, member, dealt.card, "card.issued")
    return dealt


def locked(conn: Connection, shop: Shop, member_id: UUID) -> Member | None:
    """Will lock a member who is there; nobody else can change their cards then."""
    member = people.locked(conn, shop.program_id, member_id)
    if member is not None and member.merged_into is not None:
        raise SerializationFailure("the member became another one meanwhile")
    return member if member is not None and member.erased_at is None else None


def done_before(conn: Connection, shop: Shop, wanted: Wanted) -> Dealt | None:
    """Will answer a repeat with the card as it stands. Refusal: exists_with_different_content."""
    known = found.asked(conn, shop.program_id, wanted.key) if wanted.key else None
    if known is None:
        return None
    if known.fingerprint != wanted.fingerprint:
        return refuse("exists_with_different_content")
    return Dealt(
        status="repeated", card=found.by_ids(conn, shop.program_id, [known.card_id])[known.card_id]
    )


def note(conn: Connection, shop: Shop, wanted: Wanted, card: Card) -> None:
    """Will note that this was done under its key."""
    asked = Asked(card_id=card.card_id, fingerprint=wanted.fingerprint)
    if wanted.key and not cards.note(conn, shop.program_id, wanted.key, asked):
        raise SerializationFailure("the key was used meanwhile")


def deal(conn: Connection, shop: Shop, member: Member, wanted: Wanted) -> Dealt:
    """Will write a locked member's new card down; nobody is told. A number that is a card of theirs
    answers `repeated`."""
    number = wanted.number
    if number:
        known = _known(conn, shop, member, number)
        if known is not None:
            return known
    else:
        number = _made(conn, shop, member)
        if not number:
            return refuse("card_numbers_used_up")
    card = member_cards.new(shop, member, number, kind=wanted.kind, by=wanted.by)
    cards.add(conn, shop.program_id, [card])
    return Dealt(status="created", card=card)


def _made(conn: Connection, shop: Shop, member: Member) -> str:
    """A free number, taken; "" if chance found none."""
    terms = shop.program.document.cards
    digits = card_numbers.chance(terms)
    for _ in range(TRIES):
        body = f"{secrets.randbelow(10**digits):0{digits}}"
        number = card_numbers.number(terms, body)
        if members.take(conn, shop.program_id, [(Ref(CARD, number), _mine(member))]):
            return number
    return ""


def _known(conn: Connection, shop: Shop, member: Member, number: str) -> Dealt | None:
    """Will take a printed number for the member; what a guest collected under it becomes theirs."""
    ref, mine = Ref(CARD, number), _mine(member)
    known = people.find(conn, shop.program_id, [ref]).get(ref)
    if known is None:
        if not members.take(conn, shop.program_id, [(ref, mine)]):
            raise SerializationFailure("a number was taken meanwhile")
        return None
    if known.member_id is None:
        books = Books(conn, shop, shelves.of_events(shop, "member.joined"))
        books.lock([member.account_id, known.account_id])
        if members.repoint(conn, shop.program_id, [ref], mine) != 1:
            raise SerializationFailure("a guest's number was taken meanwhile")
        if merge(books, member, known.account_id).outcome.refused is not None:
            raise SerializationFailure("a guest's account was moved meanwhile")
        books.write()
        return None
    if known.member_id != member.member_id:
        return refuse("name_taken")
    card = found.by_number(conn, shop.program_id, number)
    assert card is not None, "a member's name of the kind card is a card"
    return Dealt(status="repeated", card=card) if card.status == ACTIVE else refuse(known.barred)


def _mine(member: Member) -> Known:
    return Known(account_id=member.account_id, member_id=member.member_id)


def fingerprint(*said: object) -> bytes:
    """Will give what a repeat under the same key must say again."""
    return msgspec.json.encode(said)
