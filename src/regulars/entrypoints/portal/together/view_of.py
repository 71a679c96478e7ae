"""A shared account as one of those who share it sees it, and what becomes of what one has."""

from datetime import datetime

from django.utils.translation import gettext as _
from msgspec import Struct

from regulars.core import sharing as rules
from regulars.core.calendar import local
from regulars.core.sharing import COMPANY, HEAD, HOUSEHOLD
from regulars.core.state import balance
from regulars.domains import sharing
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.domains.sharing.contracts import Child, Invitation, Shared
from regulars.entrypoints.portal.access import Visit
from regulars.entrypoints.portal.amounts import amount
from regulars.kit import ids


class Person(Struct, frozen=True, kw_only=True):
    """One of those who share the account. `me` is the one who looks."""

    id: str
    name: str
    me: bool
    role: str
    role_name: str
    may: str
    since: datetime


class Open(Struct, frozen=True, kw_only=True):
    """An invitation that waits, or whose time is over."""

    id: str
    role_name: str
    until: datetime
    over: bool


class Together(Struct, frozen=True, kw_only=True):
    """Everything that the page says. `roles` are those that one can be invited as or be given."""

    kind: str
    name: str
    people: tuple[Person, ...]
    children: tuple[tuple[str, str], ...]
    invitations: tuple[Open, ...]
    roles: tuple[tuple[str, str, str], ...]
    manages: bool
    leads: bool
    alone: bool
    places: int
    child_places: int


def shared_of(visit: Visit) -> Shared | None:
    """Will give the account that the member shares, if they share one."""
    if not visit.me.role:
        return None
    account_id = visit.me.account_id
    return sharing.queries.some(visit.conn, visit.program_id, [account_id]).get(account_id)


def together(visit: Visit, shared: Shared) -> Together:
    """Will work out the page of a shared account."""
    document = visit.shop.program.document
    accounts = [shared.account_id]
    since = {one.member_id: one.since for one in sharing.queries.people(visit.conn, accounts)}
    found = members.sharing(visit.conn, visit.program_id, accounts)
    people = tuple(
        _person(visit, one, since.get(one.member_id, shared.shared_at))
        for one in found if one.role
    )  # fmt: skip
    children = sharing.queries.children(visit.conn, accounts)
    manages = rules.may_manage(document, visit.me.role)
    home, firm = document.households, document.companies
    word = home if shared.kind == HOUSEHOLD else firm
    most_children = home.children if home is not None and shared.kind == HOUSEHOLD else 0
    left = word.people - len(people) - len(children) if word else 0
    return Together(
        kind=shared.kind, name=shared.name, people=people, manages=manages,
        children=tuple(_child(one) for one in children),
        invitations=_invitations(visit, shared) if manages else (),
        roles=tuple((role, role_name(visit, role), may(visit, role))
                    for role in rules.roles(document, shared.kind)),
        leads=visit.me.role == HEAD, alone=len(people) == 1, places=max(left, 0),
        child_places=max(min(left, most_children - len(children)), 0),
    )  # fmt: skip


def _person(visit: Visit, one: Member, since: datetime) -> Person:
    return Person(
        id=ids.encode("mem", one.member_id), name=one.name or _("Somebody without a name"),
        me=one.member_id == visit.me.member_id, role=one.role, since=since,
        role_name=role_name(visit, one.role), may=may(visit, one.role),
    )  # fmt: skip


def _child(one: Child) -> tuple[str, str]:
    return ids.encode("chi", one.child_id), one.name


def _invitations(visit: Visit, shared: Shared) -> tuple[Open, ...]:
    found: list[Invitation] = sharing.queries.invitations(visit.conn, [shared.account_id])
    return tuple(
        Open(
            id=ids.encode("inv", one.invitation_id), role_name=role_name(visit, one.role),
            until=one.until, over=one.until <= visit.shop.now,
        )
        for one in found
    )  # fmt: skip


def role_name(visit: Visit, role: str) -> str:
    """Will give what a role is called."""
    if role in (HEAD, rules.ADULT):
        return _("Head") if role == HEAD else _("Adult")
    firm = visit.shop.program.document.companies
    word = firm.roles.get(role) if firm else None
    return word.title if word is not None and word.title else role


def may(visit: Visit, role: str) -> str:
    """Will say what somebody with a role may do besides collecting."""
    document = visit.shop.program.document
    spends, manages = rules.may_spend(document, role), rules.may_manage(document, role)
    if spends and manages:
        return _("collects, spends, and decides who is in")
    if spends:
        return _("collects and spends")
    return _("collects, and decides who is in") if manages else _("collects")


def holding(visit: Visit) -> list[str]:
    """Will list what the member's account holds, as words."""
    state, document = visit.state(), visit.shop.program.document
    held = {
        one: balance(state, one, visit.shop.instant)
        for one in (*document.points, *document.stored_value)
    }
    return [amount(visit, *one) for one in held.items() if one[1] > 0]


class Parting(Struct, frozen=True, kw_only=True):
    """What leaving means for the one who leaves: `takes` goes along; `back` says that their own
    account waits for them; `keeps` that they were the last one and nothing changes hands."""

    kind: str
    takes: tuple[str, ...]
    back: bool
    keeps: bool
    again: str


def parting(visit: Visit, shared: Shared) -> Parting:
    """Will work out what somebody takes along."""
    program, state = visit.shop.program, visit.state()
    alone = state.people <= 1
    part: dict[str, int] = {}
    if not alone:
        for one in rules.share_of(program, state):
            part[one.currency] = part.get(one.currency, 0) + one.amount
    home = program.document.households
    return Parting(
        kind=shared.kind, takes=tuple(amount(visit, *one) for one in part.items()),
        back=shared.kind == COMPANY, keeps=alone and shared.kind == HOUSEHOLD,
        again=str(home.again_after) if home and home.again_after and not alone
        and shared.kind == HOUSEHOLD else "",
    )  # fmt: skip


def wait_until(visit: Visit) -> str:
    """Will give the day from which the member may share a household again; '' for now."""
    again = rules.again_from(visit.shop.program, visit.state())
    if again is None or visit.shop.instant >= again:
        return ""
    return local(again, visit.shop.program.zone).date().isoformat()
