"""Finding the member that an address names, and members as lists show them."""

from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from msgspec import Struct

from regulars.domains import tags
from regulars.domains.events import bought
from regulars.domains.ledger import queries as ledger
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.domains.tiers import queries as tiers
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.masking import shown
from regulars.entrypoints.console.members.entries import level_title
from regulars.kit import ids


class Row(Struct, frozen=True, kw_only=True):
    """One member in a list. `balance` is what can be spent of the first currency."""

    id: str
    name: str
    contact: str
    number: str
    joined_at: datetime
    balance: int
    simulated: bool
    tags: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    last_order: datetime | None = None
    spent: int = 0


class Header(Struct, frozen=True, kw_only=True):
    """Who a member is. `shares` is the account that they share with others."""

    id: str
    name: str
    names: tuple[tuple[str, str], ...]
    language: str
    joined_at: datetime
    way: str
    erased_at: datetime | None
    simulated: bool
    shares: str


def named(visit: Visit, member: str) -> Member:
    """Will find a member of this program by the id in an address; another one's is not here."""
    member_id = ids.decode("mem", member)
    found = members.members(visit.conn, visit.program_id, [member_id]) if member_id else []
    if not found:
        raise Http404
    return found[0]


def rows(visit: Visit, found: list[Member], *, buying: bool = False) -> list[Row]:
    """Will give members as a list shows them, with what they bought if that is wanted."""
    shopped = bought.of(visit.conn, [one.account_id for one in found]) if buying else {}
    held = ledger.balances(visit.conn, [one.account_id for one in found])
    words = tags.queries.of_members(visit.conn, visit.program_id, [one.member_id for one in found])
    levels = tiers.levels_of(visit.conn, [one.account_id for one in found])
    first = visit.shop.program.first_currency if visit.shop.program.document.points else ""
    return [
        Row(
            id=ids.encode("mem", one.member_id),
            name=one.name,
            contact=shown(visit, one.email or one.phone),
            number=one.card or one.external_id or "",
            joined_at=one.joined_at,
            balance=held.get(one.account_id, {}).get(first, {}).get("available", 0),
            simulated=one.simulated,
            tags=words.get(one.member_id, ()),
            levels=tuple(sorted(level_title(visit, it) for it in levels.get(one.account_id, ()))),
            last_order=shopped[one.account_id].last_at if one.account_id in shopped else None,
            spent=shopped[one.account_id].net_minor if one.account_id in shopped else 0,
        )
        for one in found
    ]


def header(visit: Visit, one: Member) -> Header:
    """Will give who a member is."""
    names = (
        ("email", shown(visit, one.email)), ("phone", shown(visit, one.phone)),
        ("card", one.card), ("external_id", one.external_id),
    )  # fmt: skip
    return Header(
        id=ids.encode("mem", one.member_id),
        name=one.name,
        names=tuple((kind, value) for kind, value in names if value),
        language=one.language,
        joined_at=one.joined_at,
        way=one.way,
        erased_at=one.erased_at,
        simulated=one.simulated,
        shares=ids.encode("acc", one.account_id) if one.role else "",
    )


def accounts_named(visit: Visit, account_ids: list[UUID]) -> dict[UUID, tuple[str, str]]:
    """Will give id and name of the members whose accounts these are."""
    found = members.members_of(visit.conn, visit.program_id, account_ids)
    return {
        account_id: (ids.encode("mem", one.member_id), one.name or one.external_id or "")
        for account_id, one in found.items()
    }


def only(visit: Visit, text: str) -> tuple[Member | None, str]:
    """Will find the one member that a search fits, or say why there is no such one."""
    found = members.search(visit.conn, visit.program_id, text, before=None, limit=2)
    if not text or not found:
        return None, _("No member fits. Write the whole e-mail, phone, card or number.")
    if len(found) > 1:
        return None, _("More than one member fits. Write the e-mail, phone, card or number.")
    return found[0], ""
