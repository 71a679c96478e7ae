"""The pages of a club: a few in the bar, within a thumb's reach, the others under "More"."""

from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from msgspec import Struct
from psycopg import Connection

from regulars.domains.clubs import queries as clubs
from regulars.domains.members.contracts import Member
from regulars.flows.shops import Shop

IN_BAR = 4  # beside "More": five targets are what a narrow phone has room for


class Visit(Protocol):
    """Of a visit, what tells which pages there are."""

    @property
    def shop(self) -> Shop: ...
    @property
    def conn(self) -> Connection: ...
    @property
    def program_id(self) -> UUID: ...
    @property
    def me(self) -> Member: ...
    @property
    def spends(self) -> bool: ...
    def address(self, view: str, **parts: str) -> str: ...


class Place(Struct, frozen=True, kw_only=True):
    """One page: what it is called, where, its picture; `inner`: pages below it belong to it."""

    title: str
    address: str
    icon: str
    inner: bool = True


def bar(visit: Visit) -> list[Place]:
    """Will give what stands in the bar."""
    return _club(visit)[:IN_BAR]


def others(visit: Visit) -> list[Place]:
    """Will give the club's pages that the bar has no room for."""
    return _club(visit)[IN_BAR:] + _seldom(visit)


def mine(visit: Visit) -> list[Place]:
    """Will give the pages about the member themselves."""
    me = [
        Place(title=_("Profile"), address=visit.address("profile"), icon="person"),
        Place(title=_("Privacy"), address=visit.address("privacy"), icon="lock"),
    ]
    document = visit.shop.program.document
    if document.profile:
        title = pgettext("profile", "Questions")
        me.insert(1, Place(title=title, address=visit.address("questions"), icon="question"))
    if document.households or document.companies or visit.me.role:
        title = _("Household") if document.households else _("Company")
        me.insert(0, Place(title=title, address=visit.address("household"), icon="people"))
    return me


def _club(visit: Visit) -> list[Place]:
    """In the order of how often they are wanted."""
    program, document = visit.shop.program, visit.shop.program.document
    found = [Place(title=_("Home"), address=visit.address("home"), icon="home", inner=False)]
    if document.rewards:
        found.append(_place(visit, _("Rewards"), "rewards", "gift"))
    found.append(_place(visit, _("My code"), "my_code", "code"))
    if document.stamp_cards:
        found.append(_place(visit, _("Stamps"), "stamps", "stamps"))
    if program.ladders or document.benefits:
        title = _("Levels") if program.ladders else _("Benefits")
        found.append(_place(visit, title, "levels", "levels"))
    if document.rewards and visit.spends:
        found.append(_place(visit, _("Vouchers"), "vouchers", "voucher"))
    for key, word in document.stored_value.items() if visit.spends else ():
        place = visit.address("wallet", currency=key)
        found.append(Place(title=word.name[1], address=place, icon="purse"))
    if visit.spends:
        found.append(_place(visit, _("History"), "history", "clock"))
    return found


def _seldom(visit: Visit) -> list[Place]:
    found = [_place(visit, _("Events"), "events", "calendar")]
    if clubs.listed(visit.conn, visit.program_id, limit=1):
        found.append(_place(visit, _("Clubs"), "clubs", "people"))
    if visit.me.card:
        found.append(_place(visit, _("My card"), "card", "card"))
    return found


def _place(visit: Visit, title: str, view: str, icon: str) -> Place:
    return Place(title=title, address=visit.address(view), icon=icon)
