"""Asking people in: an invitation has a code, by which a member accepts or declines it."""

from typing import Annotated

from msgspec import Meta

from regulars.core.sharing import may_manage
from regulars.domains.members.contracts import Member
from regulars.domains.sharing.contracts import Invitation, Shared
from regulars.entrypoints.api.account_bodies import AccountOut, InvitationOut, find, invitation_out
from regulars.entrypoints.api.accounts import of_account
from regulars.flows import invite
from regulars.kit import ids
from regulars.wire.calls import Answered, Asked, Call, Closed
from regulars.wire.joining import STAFF
from regulars.wire.orders import Given, Name
from regulars.wire.problems import Problem, of, problem
from regulars.wire.refs import FINDING, member_ref
from regulars.wire.refs import member as find_member


class InvitationIn(Closed, frozen=True, omit_defaults=True):
    """Who is asked in, as what. `by`: the member who asks, if it is one: they must be allowed to.

    The code is yours to send; who it is sent to is kept until the invitation is settled.
    """

    role: Name
    email: Given | None = None
    phone: Given | None = None
    by: Annotated[str, Meta(max_length=220)] = ""


class DeclineIn(Closed, frozen=True):
    """The invitation's code; case, spaces and dashes do not matter."""

    code: Annotated[str, Meta(min_length=1, max_length=100)]


class AcceptIn(DeclineIn, frozen=True):
    """The code, and the member who agrees to share the account."""

    member: Annotated[str, Meta(max_length=220)]


def create(asked: Asked) -> Answered | Problem:
    """POST /v1/accounts/{id}/invitations."""
    shared = find(asked)
    if isinstance(shared, Problem):
        return shared
    body: InvitationIn = asked.body
    barred = manages(asked, shared, body.by)
    if barred is not None:
        return barred
    contact = ("", "")
    for kind, value in (("email", body.email), ("phone", body.phone)):
        if value:
            ref = member_ref(f"{kind}:{value}")
            if isinstance(ref, Problem):
                return ref
            contact = (kind, ref.value)
    made = invite.invite(asked.conn, asked.shop, shared, body.role, contact=contact)
    if made.refused is not None:
        return of(made.refused)
    assert made.invitation is not None, "what was not refused is there"
    return Answered(status=201, body=invitation_out(made.invitation, made.code))


def manages(asked: Asked, shared: Shared, by: str) -> Problem | None:
    """Will say no to a member who may not manage an account; nobody stands for the shop itself."""
    if not by:
        return None
    member = find_member(asked.conn, asked.shop.program_id, by)
    if isinstance(member, Problem):
        return member
    mine = member.account_id == shared.account_id
    if mine and may_manage(asked.shop.program.document, member.role):
        return None
    return problem("managing_not_allowed")


def withdraw(asked: Asked) -> Answered | Problem:
    """DELETE /v1/accounts/{id}/invitations/{invitation}."""
    shared = find(asked)
    if isinstance(shared, Problem):
        return shared
    invitation_id = ids.decode("inv", asked.path["invitation"])
    if invitation_id is None:
        return problem("invitation_unknown")
    refused = invite.withdraw(asked.conn, shared, invitation_id)
    return problem(refused) if refused else Answered(status=204)


def accept(asked: Asked) -> Answered | Problem:
    """POST /v1/invitations/accept."""
    both = _both(asked)
    if isinstance(both, Problem):
        return both
    invitation, member = both
    answer = invite.accept(asked.conn, asked.shop, invitation, member)
    if answer.refused is not None:
        return of(answer.refused)
    return of_account(asked, invitation.account_id)


def decline(asked: Asked) -> Answered | Problem:
    """POST /v1/invitations/decline."""
    found = invite.find(asked.conn, asked.shop, asked.body.code)
    if found is None:
        return problem("invitation_unknown")
    answer = invite.decline(asked.conn, found)
    return Answered(status=204) if answer.refused is None else of(answer.refused)


def _both(asked: Asked) -> tuple[Invitation, Member] | Problem:
    found = invite.find(asked.conn, asked.shop, asked.body.code)
    if found is None:
        return problem("invitation_unknown")
    member = find_member(asked.conn, asked.shop.program_id, asked.body.member)
    return member if isinstance(member, Problem) else (found, member)


CALLS: tuple[Call, ...] = (
    Call(
        name="invite_person", method="POST", path="/v1/accounts/{id}/invitations",
        scope="members", summary="Ask somebody into a household or a company", handle=create,
        body=InvitationIn, answers={201: InvitationOut}, kinds=STAFF,
        problems=(
            *FINDING, "account_unknown", "account_not_shared", "role_unknown", "account_full",
            "sharing_not_offered", "managing_not_allowed", "account_closed",
        ),
    ),
    Call(
        name="withdraw_invitation", method="DELETE",
        path="/v1/accounts/{id}/invitations/{invitation}", scope="members",
        summary="Withdraw an invitation", handle=withdraw, answers={204: None}, kinds=STAFF,
        problems=("account_unknown", "invitation_unknown", "invitation_settled"),
    ),
    Call(
        name="accept_invitation", method="POST", path="/v1/invitations/accept",
        scope="members", summary="Accept an invitation for a member", handle=accept,
        body=AcceptIn, answers={200: AccountOut}, kinds=STAFF,
        problems=(
            *FINDING, "invitation_unknown", "invitation_settled", "invitation_over",
            "account_closed", "account_moved", "member_shares_account", "household_again_later",
            "account_not_shared", "sharing_not_offered", "account_full", "amount_out_of_range",
        ),
    ),
    Call(
        name="decline_invitation", method="POST", path="/v1/invitations/decline",
        scope="members", summary="Decline an invitation", handle=decline, body=DeclineIn,
        answers={204: None}, problems=("invitation_unknown", "invitation_settled"), kinds=STAFF,
    ),
)  # fmt: skip
