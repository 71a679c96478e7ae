"""An account becomes one that several people share: a household, or a company with its buyers.

A household has its head's account, into which the others bring what they have. A company has an
account of its own; its buyers' accounts wait for them.
"""

import hashlib
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg import Connection
from psycopg.errors import SerializationFailure

from regulars.core import sharing as rules
from regulars.core.calendar import local
from regulars.core.effects import Refused
from regulars.core.facts import AccountShared, Joined, Profile, ProfileChanged, Scalar
from regulars.core.sharing import COMPANY, HEAD, HOUSEHOLD
from regulars.domains import outbox, sharing
from regulars.domains.members import operations as members
from regulars.domains.members import queries as found
from regulars.domains.members.contracts import Member
from regulars.domains.sharing.contracts import Shared, Stay
from regulars.flows import envelopes, shelves
from regulars.flows.answers import Answer, first, refusal
from regulars.flows.books import Books
from regulars.flows.shops import Shop
from regulars.flows.steps import Step, unasked
from regulars.kit import ids


class Firm(Struct, frozen=True, kw_only=True):
    """What is known of a company. `number` is its own, in a register or for taxes."""

    name: str
    number: str = ""
    attributes: dict[str, Scalar] = {}


def open_household(
    conn: Connection, shop: Shop, head: Member, name: str, *, actor: str = ""
) -> Answer:
    """Will make a member's account a household's; again for its head answers `repeated`.

    Refusals: account_closed, member_shares_account, household_again_later, and those of
    `core.sharing`.
    """
    stands = stand(conn, shop, head)
    if stands.role == HEAD and _kind(conn, shop, stands.account_id) == HOUSEHOLD:
        return Answer(status="repeated", account_id=stands.account_id)
    books = Books(conn, shop, ())
    books.lock([stands.account_id])
    hindered = hindrance(shop, stands, books)
    if hindered is not None:
        return Answer(status="refused", refused=hindered)
    fact = AccountShared(occurred_at=shop.now, kind=HOUSEHOLD)
    done = books.evaluate(unasked(stands.account_id, fact, "account.shared", actor=actor))
    if done.outcome.refused is None:
        books.write()
        members.settle(conn, stands, stands.account_id, HEAD)
        _keep(conn, shop, stands, stands.account_id, Firm(name=name), HOUSEHOLD)
    return first(done)


def open_company(
    conn: Connection, shop: Shop, head: Member, firm: Firm, *, key: str, fingerprint: bytes,
    actor: str = "",
) -> Answer:  # fmt: skip
    """Will open a company's account under a member who manages it; once for its key.

    Refusals: exists_with_different_content, account_closed, member_shares_account, and those of
    `core.sharing`.
    """
    before = sharing.queries.opened(conn, shop.program_id, key)
    if before is not None:
        if before.fingerprint != fingerprint:
            return refusal("exists_with_different_content")
        return Answer(status="repeated", account_id=before.account_id)
    stands = stand(conn, shop, head)
    if stands.closed_at is not None:
        return refusal("account_closed")
    if stands.role:
        return refusal("member_shares_account")
    account_id = ids.new()
    books = Books(conn, shop, shelves.of_events(shop, "member.joined"))
    books.lock([account_id])
    joined = Joined(occurred_at=shop.now, way=COMPANY, profile=Profile(attributes=firm.attributes))
    digest = hashlib.sha256(account_id.bytes).digest()
    books.evaluate(Step(account_id=account_id, fact=joined, key="joined", fingerprint=digest))
    fact = AccountShared(occurred_at=shop.now, kind=COMPANY)
    done = books.evaluate(unasked(account_id, fact, "account.shared", actor=actor))
    if done.outcome.refused is not None:
        return first(done)
    books.write()
    if not sharing.operations.note_opened(conn, shop.program_id, key, fingerprint, account_id):
        raise SerializationFailure("somebody opened it meanwhile")
    wait_for(conn, shop, stands)
    members.settle(conn, stands, account_id, HEAD)
    _keep(conn, shop, stands, account_id, firm, COMPANY)
    return first(done)


def rename(conn: Connection, shop: Shop, shared: Shared, firm: Firm) -> Shared:
    """Will write down what a household is called, or what is known of a company."""
    books = Books(conn, shop, ())
    books.lock([shared.account_id])
    attributes = msgspec.json.encode(firm.attributes, order="sorted")
    if shared.kind == COMPANY and attributes != shared.attributes:
        fact = ProfileChanged(occurred_at=shop.now, profile=Profile(attributes=firm.attributes))
        books.evaluate(unasked(shared.account_id, fact, "changed"))
        books.write()
    now = msgspec.structs.replace(
        shared, name=firm.name, number=firm.number, attributes=attributes
    )  # fmt: skip
    sharing.operations.share(conn, now)
    return now


def attributes(shared: Shared) -> dict[str, Scalar]:
    """Will read what rules may ask of a company."""
    return msgspec.json.decode(shared.attributes, type=dict[str, Scalar])


def stand(conn: Connection, shop: Shop, member: Member) -> Member:
    """Will lock a member's row and give it as it is now."""
    stands = found.locked(conn, shop.program_id, member.member_id)
    if stands is None or stands.merged_into or stands.erased_at:
        raise SerializationFailure("the member became another one meanwhile")
    return stands


def hindrance(shop: Shop, member: Member, books: Books) -> Refused | None:
    """Will say why a locked member may not come into a household."""
    if member.closed_at is not None:
        return Refused(code="account_closed")
    if member.role:
        return Refused(code="member_shares_account")
    again = rules.again_from(shop.program, books.state(member.account_id))
    if again is not None and shop.instant < again:
        day = local(again, shop.program.zone).date().isoformat()
        return Refused(code="household_again_later", params={"date": day})
    return None


def wait_for(conn: Connection, shop: Shop, member: Member) -> None:
    """Will note that a member's own account waits while they buy for a company."""
    own = Stay(
        account_id=member.account_id, member_id=member.member_id, since=member.joined_at,
        program_id=shop.program_id, own=True, told=True,
    )  # fmt: skip
    sharing.operations.begin(conn, shop.program_id, [own])


def hear(conn: Connection, shop: Shop, account_id: UUID, name: str, **data: object) -> None:
    """Will tell those who listen to the program."""
    outbox.operations.put(conn, [envelopes.single(shop, account_id, name, data)])


def _kind(conn: Connection, shop: Shop, account_id: UUID) -> str:
    shared = sharing.queries.some(conn, shop.program_id, [account_id]).get(account_id)
    return shared.kind if shared is not None else ""


def _keep(
    conn: Connection, shop: Shop, head: Member, account_id: UUID, firm: Firm, kind: str
) -> None:
    shared = Shared(
        account_id=account_id, program_id=shop.program_id, kind=kind, name=firm.name,
        number=firm.number, shared_at=shop.now,
        attributes=msgspec.json.encode(firm.attributes, order="sorted"),
    )  # fmt: skip
    sharing.operations.share(conn, shared)
    stay = Stay(
        account_id=account_id, member_id=head.member_id, since=shop.now,
        program_id=shop.program_id, told=kind == HOUSEHOLD,
    )  # fmt: skip
    sharing.operations.begin(conn, shop.program_id, [stay])
