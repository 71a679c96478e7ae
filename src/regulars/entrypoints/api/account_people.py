"""Who shares an account: other roles, leaving, and the children of a household."""

from typing import Annotated

from msgspec import Meta

from regulars.domains.members.contracts import Member
from regulars.domains.sharing.contracts import Shared
from regulars.entrypoints.api.account_bodies import AccountOut, ChildOut, FirstName, find
from regulars.entrypoints.api.accounts import of_account
from regulars.entrypoints.api.invitations import manages
from regulars.entrypoints.api.member_changes import ChangeOut, changed
from regulars.flows import invite, leave_account
from regulars.kit import ids
from regulars.wire.calls import Answered, Asked, Call, Closed
from regulars.wire.joining import STAFF
from regulars.wire.orders import Name
from regulars.wire.problems import Problem, of, problem
from regulars.wire.refs import FINDING
from regulars.wire.refs import member as find_member


class RoleIn(Closed, frozen=True, omit_defaults=True):
    """What somebody is from now on; whoever becomes `head` changes places with who was.

    `by`: the member who decides it, if it is one: they must be allowed to.
    """

    role: Name
    by: Annotated[str, Meta(max_length=220)] = ""


class ChildIn(Closed, frozen=True):
    """A child, by first name. Nothing else is kept."""

    name: FirstName


class LeaveQuery(Closed, frozen=True):
    """`by`: the member who lets them go, if it is one: they must be allowed to."""

    by: Annotated[str, Meta(max_length=220)] = ""


def change(asked: Asked) -> Answered | Problem:
    """PATCH /v1/accounts/{id}/people/{ref}."""
    both = _both(asked, asked.body.by)
    if isinstance(both, Problem):
        return both
    answer = leave_account.change_role(asked.conn, asked.shop, *both, asked.body.role)
    return of(answer.refused) if answer.refused else of_account(asked, both[0].account_id)


def remove(asked: Asked) -> Answered | Problem:
    """DELETE /v1/accounts/{id}/people/{ref}."""
    both = _both(asked, asked.query.by)
    if isinstance(both, Problem):
        return both
    shared, member = both
    if not member.role or member.account_id != shared.account_id:
        return problem("person_unknown")
    actor = str(asked.key.key_id)
    return changed(asked, leave_account.leave(asked.conn, asked.shop, member, actor=actor))


def _both(asked: Asked, by: str) -> tuple[Shared, Member] | Problem:
    shared = find(asked)
    if isinstance(shared, Problem):
        return shared
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    herself = by == asked.path["ref"]  # whoever wants to go may go
    barred = None if herself and asked.query is not None else manages(asked, shared, by)
    return barred or (shared, member)


def add_child(asked: Asked) -> Answered | Problem:
    """POST /v1/accounts/{id}/children."""
    shared = find(asked)
    if isinstance(shared, Problem):
        return shared
    answer, child = invite.add_child(asked.conn, asked.shop, shared, asked.body.name)
    if answer.refused is not None:
        return of(answer.refused)
    out = ChildOut(id=ids.encode("chi", child.child_id), name=child.name, since=child.since)
    return Answered(status=201, body=out)


def drop_child(asked: Asked) -> Answered | Problem:
    """DELETE /v1/accounts/{id}/children/{child}."""
    shared = find(asked)
    if isinstance(shared, Problem):
        return shared
    child_id = ids.decode("chi", asked.path["child"])
    gone = child_id and leave_account.drop_child(asked.conn, asked.shop, shared, child_id)
    return Answered(status=204) if gone else problem("person_unknown")


CALLS: tuple[Call, ...] = (
    Call(
        name="change_role", method="PATCH", path="/v1/accounts/{id}/people/{ref}",
        scope="members", summary="Give one of those who share an account another role",
        handle=change, body=RoleIn, answers={200: AccountOut}, kinds=STAFF,
        problems=(
            *FINDING, "account_unknown", "person_unknown", "role_unknown",
            "head_hands_over_first", "managing_not_allowed",
        ),
    ),
    Call(
        name="leave_account", method="DELETE", path="/v1/accounts/{id}/people/{ref}",
        scope="members", summary="Let somebody leave a household or a company", handle=remove,
        query=LeaveQuery, answers={200: ChangeOut, 201: ChangeOut}, kinds=STAFF,
        problems=(
            *FINDING, "account_unknown", "person_unknown", "account_not_shared",
            "head_hands_over_first", "managing_not_allowed", "account_moved", "balance_too_low",
        ),
    ),
    Call(
        name="add_child", method="POST", path="/v1/accounts/{id}/children", scope="members",
        summary="Add a child to a household, by first name", handle=add_child, body=ChildIn,
        answers={201: ChildOut}, kinds=STAFF,
        problems=(
            "account_unknown", "account_not_shared", "account_full", "children_not_here",
            "sharing_not_offered", "account_closed",
        ),
    ),
    Call(
        name="remove_child", method="DELETE", path="/v1/accounts/{id}/children/{child}",
        scope="members", summary="Take a child out of a household", handle=drop_child,
        answers={204: None}, problems=("account_unknown", "person_unknown"), kinds=STAFF,
    ),
)  # fmt: skip
