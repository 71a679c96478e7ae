"""Somebody is asked to share an account, and accepts: what they had comes into a household, and
waits for them while they buy for a company.
"""

from datetime import timedelta
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg import Connection

from regulars.core import sharing as rules
from regulars.core.effects import Refused
from regulars.core.facts import PersonCame
from regulars.core.sharing import HOUSEHOLD
from regulars.domains import segments, sharing
from regulars.domains.members import operations as members
from regulars.domains.members.contracts import Member
from regulars.domains.sharing.contracts import Child, Invitation, Shared, Stay
from regulars.flows import leave_club
from regulars.flows.answers import Answer, first, refusal
from regulars.flows.books import Books
from regulars.flows.merging import merge
from regulars.flows.share_account import hear, hindrance, stand, wait_for
from regulars.flows.shops import Shop
from regulars.flows.sign_up import hand_over
from regulars.flows.steps import unasked
from regulars.kit import codes, ids

DAYS = 14  # how long an invitation holds


class Invited(Struct, frozen=True, kw_only=True):
    """An invitation with its code, which is told once; or why there is none."""

    invitation: Invitation | None = None
    code: str = ""
    refused: Refused | None = None


def invite(
    conn: Connection, shop: Shop, shared: Shared, role: str, *, contact: tuple[str, str] = ("", "")
) -> Invited:
    """Will make an invitation that holds for two weeks. `contact`: its kind, e-mail or phone, and
    value.

    Refusals: account_not_shared (it ended), role_unknown, account_full.
    """
    refused = hindered(conn, shop, shared, role)
    if refused is not None:
        return Invited(refused=refused)
    code = codes.new()
    invitation = Invitation(
        account_id=shared.account_id, invitation_id=ids.new(), program_id=shop.program_id,
        contact_kind=contact[0], contact=contact[1], role=role, status="open",
        invited_at=shop.now, until=shop.now + timedelta(days=DAYS),
    )  # fmt: skip
    sharing.operations.invite(conn, invitation, codes.digest(str(shop.program_id), code))
    told = {"invitation": ids.encode("inv", invitation.invitation_id), "role": role}
    hear(conn, shop, shared.account_id, "account.invited", **told)
    return Invited(invitation=invitation, code=code)


def hindered(conn: Connection, shop: Shop, shared: Shared, role: str) -> Refused | None:
    """Will say why nobody can be invited into an account under a role."""
    if shared.ended_at is not None:
        return Refused(code="account_not_shared")
    known = rules.roles(shop.program.document, shared.kind)
    if role not in known:
        return Refused(code="role_unknown", params={"role": role, "roles": ", ".join(known)})
    books = Books(conn, shop, ())
    books.lock([shared.account_id])
    return books.refusal(shared.account_id, PersonCame(occurred_at=shop.now, member=""))


def withdraw(conn: Connection, shared: Shared, invitation_id: UUID) -> str:
    """Will withdraw an open invitation; gives the code of a refusal: invitation_unknown,
    invitation_settled."""
    found = sharing.queries.locked(conn, shared.account_id, invitation_id)
    if found is None:
        return "invitation_unknown"
    if found.status == "withdrawn":
        return ""
    if found.status != "open":
        return "invitation_settled"
    sharing.operations.settle(conn, msgspec.structs.replace(found, status="withdrawn"))
    return ""


def find(conn: Connection, shop: Shop, code: str) -> Invitation | None:
    """Will find and lock the invitation that a code is of."""
    digest = codes.digest(str(shop.program_id), code)
    named = sharing.queries.invitation_of(conn, shop.program_id, digest)
    return sharing.queries.locked(conn, *named) if named else None


def decline(conn: Connection, invitation: Invitation) -> Answer:
    """Will note that a locked invitation was declined. Refusal: invitation_settled."""
    if invitation.status not in ("open", "declined"):
        return refusal("invitation_settled", status=invitation.status)
    sharing.operations.settle(conn, msgspec.structs.replace(invitation, status="declined"))
    return Answer(status="created", account_id=invitation.account_id)


def accept(conn: Connection, shop: Shop, invitation: Invitation, member: Member) -> Answer:
    """Will let a member share the account that a locked invitation is for; again for the same
    member answers `repeated`.

    Refusals: invitation_settled, invitation_over, account_closed, member_shares_account,
    household_again_later, and those of `core.sharing`.
    """
    if invitation.status == "accepted" and invitation.member_id == member.member_id:
        return Answer(status="repeated", account_id=invitation.account_id)
    if invitation.status != "open":
        return refusal("invitation_settled", status=invitation.status)
    if shop.now >= invitation.until:
        return refusal("invitation_over", until=invitation.until.date().isoformat())
    shared = sharing.queries.some(conn, shop.program_id, [invitation.account_id])[
        invitation.account_id
    ]
    answer = come(conn, shop, shared, member, invitation.role)
    if answer.refused is None:
        settled = msgspec.structs.replace(
            invitation, status="accepted", member_id=member.member_id
        )  # fmt: skip
        sharing.operations.settle(conn, settled)
    return answer


def come(conn: Connection, shop: Shop, shared: Shared, member: Member, role: str) -> Answer:
    """Will let a member who agrees share an account. Refusals as for `accept`."""
    stands, account_id = stand(conn, shop, member), shared.account_id
    home = shared.kind == HOUSEHOLD
    if home:
        hand_over(conn, shop, stands.account_id, account_id)
        leave_club.hand_over(conn, shop, stands.account_id, account_id)
    books = Books(conn, shop, ())
    books.lock([account_id, stands.account_id])
    refused = hindrance(shop, stands, books)
    if refused is not None:
        return Answer(status="refused", refused=refused)
    told = PersonCame(occurred_at=shop.now, member=ids.encode("mem", stands.member_id), role=role)
    done = books.evaluate(unasked(account_id, told, "account.person_came"))
    if done.outcome.refused is not None:
        return first(done)
    if home:
        into = msgspec.structs.replace(stands, account_id=account_id)
        moved = merge(books, into, stands.account_id)
        if moved.outcome.refused is not None:
            return first(moved)
        segments.operations.forget(conn, stands.account_id)
    books.write()
    _settle(conn, shop, stands, account_id, role, home=home)
    return first(done)


def _settle(
    conn: Connection, shop: Shop, member: Member, account_id: UUID, role: str, *, home: bool
) -> None:
    stays = [
        Stay(account_id=account_id, member_id=member.member_id, since=shop.now,
             program_id=shop.program_id)
    ]  # fmt: skip
    if home:
        was = Stay(
            account_id=member.account_id, member_id=member.member_id, since=member.joined_at,
            program_id=shop.program_id, own=True, told=True, until=shop.now,
        )  # fmt: skip
        stays.append(was)
    else:
        wait_for(conn, shop, member)
    sharing.operations.begin(conn, shop.program_id, stays)
    members.settle(conn, member, account_id, role)


def add_child(conn: Connection, shop: Shop, shared: Shared, name: str) -> tuple[Answer, Child]:
    """Will note a child of a household, by first name. Refusals: those of `core.sharing`."""
    child = Child(
        account_id=shared.account_id, child_id=ids.new(), program_id=shop.program_id, name=name,
        since=shop.now,
    )  # fmt: skip
    books = Books(conn, shop, ())
    books.lock([shared.account_id])
    fact = PersonCame(occurred_at=shop.now, member=ids.encode("chi", child.child_id), child=True)
    done = books.evaluate(unasked(shared.account_id, fact, "account.person_came"))
    if done.outcome.refused is None:
        books.write()
        sharing.operations.add_child(conn, child)
    return first(done), child
