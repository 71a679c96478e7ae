"""Clubs and who stands in them, as pages show them."""

from datetime import datetime

from django.http import Http404
from msgspec import Struct

from regulars.domains.clubs import queries
from regulars.domains.clubs.contracts import Club, Post
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.members.entries import levels_asked
from regulars.entrypoints.console.members.people import accounts_named
from regulars.flows.club_news import club_id
from regulars.kit import ids

SHOWN = 200


class Row(Struct, frozen=True, kw_only=True):
    """One club in a list."""

    id: str
    key: str
    title: str
    text: str
    joining: str
    capacity: int | None
    members: int
    asking: int
    open: bool
    levels: tuple[str, ...]


class Somebody(Struct, frozen=True, kw_only=True):
    """A member who stands in a club in some way."""

    member: str
    name: str
    status: str
    since: datetime


class Told(Struct, frozen=True, kw_only=True):
    """A post. `state`: coming, now or over."""

    id: str
    title: str
    text: str
    pinned: bool
    published_at: datetime
    until: datetime | None
    state: str


def named(visit: Visit, club: str) -> Club:
    """Will find a club of this program by the id in an address; another one's is not here."""
    wanted = ids.decode("clb", club)
    found = queries.some(visit.conn, visit.program_id, [wanted]) if wanted else {}
    if wanted is None or wanted not in found:
        raise Http404
    return found[wanted]


def rows(visit: Visit, found: list[Club]) -> list[Row]:
    """Will give clubs as a list shows them."""
    asking = queries.asking(visit.conn, visit.program_id, [one.club_id for one in found])
    return [
        Row(
            id=club_id(one), key=one.key, title=one.title, text=one.text, joining=one.joining,
            capacity=one.capacity, members=one.members, asking=asking.get(one.club_id, 0),
            open=one.status == "open",
            levels=levels_asked(visit, one.audience),
        )
        for one in found
    ]  # fmt: skip


def people(visit: Visit, club: Club, *statuses: str) -> list[Somebody]:
    """Will give the first of those who stand in a club in one of these ways."""
    found = queries.members(visit.conn, visit.program_id, club.club_id, statuses, limit=SHOWN)
    whose = accounts_named(visit, [one.account_id for one in found])
    return [
        Somebody(
            member=whose[one.account_id][0], name=whose[one.account_id][1], status=one.status,
            since=one.since,
        )
        for one in found if one.account_id in whose
    ]  # fmt: skip


def posts(visit: Visit, club: Club) -> list[Told]:
    """Will give the posts of a club, those to come and past ones, too."""
    found = queries.posts(visit.conn, visit.program_id, [club.club_id])
    return [
        Told(
            id=ids.encode("pst", one.post_id), title=one.title, text=one.text, pinned=one.pinned,
            published_at=one.published_at, until=one.until, state=_state(visit, one),
        )
        for one in found
    ]  # fmt: skip


def _state(visit: Visit, one: Post) -> str:
    if one.published_at > visit.shop.now:
        return "coming"
    return "over" if one.until is not None and one.until <= visit.shop.now else "now"
