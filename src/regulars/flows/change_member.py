"""A member's own data change: names are freed and taken, rules hear of attributes; or all is
erased.
"""

from uuid import UUID

import msgspec
from psycopg import Connection
from psycopg.errors import SerializationFailure

from regulars.core.facts import Joined, Parted, Profile, ProfileChanged
from regulars.core.sharing import HEAD, HOUSEHOLD
from regulars.domains import notes, phones, sharing, tags
from regulars.domains.cards import operations as cards
from regulars.domains.clubs import operations as clubs
from regulars.domains.events import operations as events
from regulars.domains.gatherings import operations as gatherings
from regulars.domains.ledger import operations as ledger
from regulars.domains.members import likeness
from regulars.domains.members import operations as members
from regulars.domains.members import queries as found
from regulars.domains.members.contracts import Known, Member
from regulars.domains.segments import operations as segments
from regulars.domains.signin import passkeys
from regulars.domains.tiers import operations as tiers
from regulars.flows import consenting, member_cards
from regulars.flows.books import Books
from regulars.flows.leave_account import leave_at_once
from regulars.flows.leave_club import leave_all
from regulars.flows.shops import Shop
from regulars.flows.sign_up import give_up_all
from regulars.flows.steps import unasked


def change(conn: Connection, shop: Shop, member: Member) -> str:
    """Will write a member down as they are now (read by `members.locked` in this transaction).

    Gives "" or the code of a refusal: name_taken (an e-mail, phone, card or number is another's).
    """
    before = found.members(conn, shop.program_id, [member.member_id])[0]
    old, new = set(before.refs()), set(member.refs())
    mine = Known(account_id=member.account_id, member_id=member.member_id)
    taken = found.find(conn, shop.program_id, list(new - old))
    if any(one != mine for one in taken.values()):
        return "name_taken"
    # A name that came with a guest's account may be theirs already.
    adding = [(ref, mine) for ref in new - old if ref not in taken]
    members.drop(conn, shop.program_id, member.member_id, list(old - new))
    if members.take(conn, shop.program_id, adding) != len(adding):
        raise SerializationFailure("a name was taken meanwhile")
    member = member_cards.correct(conn, shop, before, member, [ref for ref, _ in adding])
    members.change(conn, member)
    if member.profile() != before.profile():
        books = Books(conn, shop, ())
        books.lock([member.account_id])
        if _speaks_for(books, member):
            fact = ProfileChanged(occurred_at=shop.now, profile=member.profile())
            books.evaluate(unasked(member.account_id, fact, "changed"))
            books.write()
    return ""


def _speaks_for(books: Books, member: Member) -> bool:
    """What rules may ask of a household is what its head told; of a company, what it is itself."""
    shared = books.state(member.account_id).shared
    return shared == "" or (shared == HOUSEHOLD and member.role == HEAD)


def erase(conn: Connection, shop: Shop, member_id: UUID) -> bool:
    """Will erase a person: names, profile and free text go; the ledger keeps what it proves."""
    member = found.locked(conn, shop.program_id, member_id)
    if member is None or member.erased_at is not None:
        return False
    member = leave_at_once(conn, shop, member)
    give_up_all(conn, shop, member.account_id)
    leave_all(conn, shop, member.account_id)
    blank = msgspec.structs.replace(
        member, name="", email=None, phone=None, external_id=None, card=None, birth_date=None,
        language="", attributes=b"{}", segments=b"[]", erased_at=shop.now,
    )  # fmt: skip
    consenting.forget(conn, shop, member)
    cards.forget(conn, shop.program_id, member_id)
    passkeys.forget(conn, shop.program_id, member_id)
    for kept in (phones, tags, notes):
        kept.operations.forget(conn, shop.program_id, member_id)
    change(conn, shop, blank)
    members.forget(conn, shop.program_id, member_id)
    members.forget_merges(conn, shop.program_id, member_id)
    likeness.forget(conn, shop.program_id, member_id)
    _redact(conn, member, member.account_id)
    _redact_stays(conn, shop, member)
    for absorbed in found.absorbed(conn, shop.program_id, member_id):
        _redact(conn, member, absorbed.account_id)
        members.change(conn, msgspec.structs.replace(absorbed, erased_at=shop.now))
    return True


def _redact_stays(conn: Connection, shop: Shop, member: Member) -> None:
    """The same in accounts that they had or shared before; of a household's only what they told,
    since its notes are of others as well."""
    for stay in sharing.queries.stays(conn, shop.program_id, member.member_id):
        if stay.own:
            _redact(conn, member, stay.account_id)
        elif stay.told:
            _blank(conn, member, stay.account_id)
    sharing.operations.redact(conn, shop.program_id, member.member_id, shop.now)


def _blank(conn: Connection, member: Member, account_id: UUID) -> None:
    joined = Joined(occurred_at=member.joined_at, way=member.way)
    changed = ProfileChanged(occurred_at=member.joined_at, profile=Profile())
    parted = Parted(occurred_at=member.joined_at, came_from="", joined=member.joined_at)
    for fact in (joined, changed, parted):
        kind = str(fact.__struct_config__.tag)
        events.redact(conn, account_id, [kind], msgspec.json.encode(fact))


def _redact(conn: Connection, member: Member, account_id: UUID) -> None:
    """Will take a person out of what an account's events and notes say."""
    gatherings.forget(conn, account_id)
    clubs.forget(conn, account_id)
    _blank(conn, member, account_id)
    events.blank_activities(conn, account_id)
    segments.forget(conn, account_id)
    ledger.forget_notes(conn, account_id)
    tiers.forget(conn, account_id)
