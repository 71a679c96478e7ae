"""Shared accounts on the wire: what is told of one, and how a call finds it."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta, field

from regulars.core.facts import Scalar
from regulars.core.sharing import COMPANY
from regulars.domains import sharing
from regulars.domains.members import queries as members
from regulars.domains.sharing.contracts import Invitation, Shared
from regulars.kit import ids
from regulars.wire.calls import Asked, Closed
from regulars.wire.orders import Name
from regulars.wire.problems import Problem, problem

FirstName = Annotated[str, Meta(min_length=1, max_length=100)]


class PersonOut(Closed, frozen=True):
    """One of those who share an account: who, as what, since when."""

    member: str
    name: str
    role: str
    since: datetime


class ChildOut(Closed, frozen=True):
    """A child of a household."""

    id: str
    name: str
    since: datetime


class InvitationOut(Closed, frozen=True, omit_defaults=True):
    """An invitation. `code` is told once, to whoever made it; `to` is an e-mail or a phone."""

    id: str
    role: str
    status: str
    invited_at: datetime
    until: datetime
    to: str = ""
    code: str = ""


class AccountOut(Closed, frozen=True):
    """A shared account: a household, or a company with what is known of it."""

    id: str
    kind: str
    name: str
    number: str
    attributes: dict[str, Scalar]
    shared_at: datetime
    ended_at: datetime | None
    people: tuple[PersonOut, ...]
    children: tuple[ChildOut, ...]
    invitations: tuple[InvitationOut, ...]


class AccountPatch(Closed, frozen=True, omit_defaults=True):
    """What it is called; of a company also its number and attributes (as a whole)."""

    name: Name
    number: Name = ""
    attributes: Annotated[dict[Name, Scalar], Meta(max_length=50)] = field(default_factory=dict)


def find(asked: Asked) -> Shared | Problem:
    """Will find the shared account that a call's path names."""
    account_id = ids.decode("acc", asked.path["id"])
    if account_id is not None:
        found = sharing.queries.some(asked.conn, asked.shop.program_id, [account_id])
        if account_id in found:
            return found[account_id]
    return problem("account_unknown")


def invitation_out(one: Invitation, code: str = "") -> InvitationOut:
    """Will tell an invitation."""
    return InvitationOut(
        id=ids.encode("inv", one.invitation_id), role=one.role, status=one.status,
        invited_at=one.invited_at, until=one.until, to=one.contact, code=code,
    )  # fmt: skip


def outs(asked: Asked, shared: list[Shared]) -> tuple[AccountOut, ...]:
    """Will tell shared accounts with all who are in them."""
    conn, program_id = asked.conn, asked.shop.program_id
    accounts = [one.account_id for one in shared]
    stays = sharing.queries.people(conn, accounts)
    known = {one.member_id: one for one in members.sharing(conn, program_id, accounts)}
    children = sharing.queries.children(conn, accounts)
    invitations = sharing.queries.invitations(conn, accounts)
    return tuple(
        AccountOut(
            id=ids.encode("acc", one.account_id), kind=one.kind, name=one.name,
            number=one.number, shared_at=one.shared_at, ended_at=one.ended_at,
            attributes=msgspec.json.decode(one.attributes) if one.kind == COMPANY else {},
            people=tuple(
                PersonOut(
                    member=ids.encode("mem", stay.member_id), name=known[stay.member_id].name,
                    role=known[stay.member_id].role, since=stay.since,
                )
                for stay in stays
                if stay.account_id == one.account_id and stay.member_id in known
            ),
            children=tuple(
                ChildOut(id=ids.encode("chi", child.child_id), name=child.name, since=child.since)
                for child in children
                if child.account_id == one.account_id
            ),
            invitations=tuple(
                invitation_out(invitation)
                for invitation in invitations
                if invitation.account_id == one.account_id
                and invitation.until > asked.shop.now
            ),
        )
        for one in shared
    )  # fmt: skip
