"""Shared accounts as lists and pages show them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from msgspec import Struct

from regulars.core import sharing as rules
from regulars.core.sharing import COMPANY, HEAD, HOUSEHOLD
from regulars.domains import sharing
from regulars.domains.ledger import queries as ledger
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.domains.sharing.contracts import Shared
from regulars.entrypoints.console.access import Visit
from regulars.kit import ids


class Somebody(Struct, frozen=True, kw_only=True):
    """One of those who share an account."""

    id: str
    name: str
    role: str
    role_name: str
    since: datetime


class Row(Struct, frozen=True, kw_only=True):
    """A shared account in a list. `held` is what can be spent of the first currency."""

    id: str
    kind: str
    name: str
    number: str
    head: str
    people: int
    children: int
    held: int
    shared_at: datetime
    ended_at: datetime | None


def named(visit: Visit, account: str) -> Shared:
    """Will find a shared account of this program by the id in an address."""
    account_id = ids.decode("acc", account)
    found = sharing.queries.some(visit.conn, visit.program_id, [account_id] if account_id else [])
    if account_id not in found:
        raise Http404
    return found[account_id]


def rows(visit: Visit, found: Sequence[Shared]) -> list[Row]:
    """Will give shared accounts as a list shows them."""
    accounts = [one.account_id for one in found]
    held = ledger.balances(visit.conn, accounts)
    first = visit.shop.program.first_currency if visit.shop.program.document.points else ""
    people = _people(visit, accounts)
    children = sharing.queries.children(visit.conn, accounts)
    return [
        Row(
            id=ids.encode("acc", one.account_id), kind=one.kind, name=one.name, number=one.number,
            head=next((who.name for who in people if who.account_id == one.account_id
                       and who.role == HEAD), ""),
            people=sum(who.account_id == one.account_id for who in people),
            children=sum(child.account_id == one.account_id for child in children),
            held=held.get(one.account_id, {}).get(first, {}).get("available", 0),
            shared_at=one.shared_at, ended_at=one.ended_at,
        )
        for one in found
    ]  # fmt: skip


def _people(visit: Visit, accounts: Sequence[UUID]) -> list[Member]:
    found = members.sharing(visit.conn, visit.program_id, accounts)
    return [one for one in found if one.role]


def somebodies(visit: Visit, shared: Shared) -> list[Somebody]:
    """Will give who shares an account, the head first."""
    stays = sharing.queries.people(visit.conn, [shared.account_id])
    since = {one.member_id: one.since for one in stays}
    return [
        Somebody(
            id=ids.encode("mem", one.member_id), name=one.name or one.external_id or "",
            role=one.role, role_name=role_name(visit, one.role),
            since=since.get(one.member_id, shared.shared_at),
        )
        for one in _people(visit, [shared.account_id])
    ]  # fmt: skip


def role_name(visit: Visit, role: str) -> str:
    """Will give what a role is called."""
    if role in (HEAD, rules.ADULT):
        return _("Head") if role == HEAD else _("Adult")
    firm = visit.shop.program.document.companies
    word = firm.roles.get(role) if firm else None
    return word.title if word is not None and word.title else role


def roles(visit: Visit, kind: str) -> list[tuple[str, str, str]]:
    """Will list the roles besides the head's: id, name, and what who has it may do."""
    document = visit.shop.program.document
    return [
        (role, role_name(visit, role), _may(rules.may_spend(document, role),
                                            rules.may_manage(document, role)))
        for role in rules.roles(document, kind)
    ]  # fmt: skip


def _may(spends: bool, manages: bool) -> str:
    if spends and manages:
        return _("buys, spends and manages people")
    if spends:
        return _("buys and spends")
    return _("buys and manages people") if manages else _("buys")


def kinds(visit: Visit) -> list[tuple[str, str]]:
    """Will list what the program offers."""
    document = visit.shop.program.document
    offered = ((HOUSEHOLD, _("Household"), document.households),
               (COMPANY, _("Company"), document.companies))  # fmt: skip
    return [(kind, name) for kind, name, word in offered if word is not None]
