"""Clubs as a member sees them; what is inside is for those who are in."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from regulars.core.state import AccountState
from regulars.domains.clubs import queries
from regulars.domains.clubs.contracts import Club, Membership, Post
from regulars.domains.gatherings import queries as gatherings
from regulars.entrypoints.portal.access import Visit
from regulars.entrypoints.portal.why_not import refusal
from regulars.flows import join_club
from regulars.flows.club_news import club_id
from regulars.flows.club_offers import offers
from regulars.kit import ids

LIVE = ("member", "asked", "invited")


class Seen(Struct, frozen=True, kw_only=True):
    """One club in a list. `way`: how one joins; `no`: why the member cannot."""

    id: str
    title: str
    text: str
    members: int
    left: int | None
    way: str
    status: str
    no: str


class Inside(Struct, frozen=True, kw_only=True):
    """What is in a club for its members: posts, events as title and time, offers by kind."""

    posts: tuple[Post, ...]
    events: tuple[tuple[str, datetime], ...]
    rewards: tuple[tuple[str, str], ...]
    others: tuple[str, ...]


def clubs(visit: Visit) -> tuple[list[Seen], list[Seen]]:
    """Will give the member's clubs, and what else there is."""
    mine: list[Seen] = []
    others: list[Seen] = []
    state = visit.state()
    held = queries.of_account(visit.conn, visit.me.account_id)
    for club in queries.listed(visit.conn, visit.program_id):
        one = _seen(visit, club, held, state)
        if one is not None:
            (mine if one.status in LIVE else others).append(one)
    return mine, others


def club_of(visit: Visit, name: str) -> tuple[Club, Seen] | None:
    """Will give one club, if the member may hear of it."""
    wanted = ids.decode("clb", name)
    club = queries.some(visit.conn, visit.program_id, [wanted]).get(wanted) if wanted else None
    if club is None:
        return None
    held = queries.of_account(visit.conn, visit.me.account_id)
    seen = _seen(visit, club, held, visit.state())
    return (club, seen) if seen is not None else None


def _seen(
    visit: Visit, club: Club, held: Mapping[UUID, Membership], state: AccountState
) -> Seen | None:
    was = held.get(club.club_id)
    status = was.status if was is not None else ""
    # Of a club by invitation only those hear whom it asked.
    if status not in LIVE and (club.status != "open" or club.joining == "invitation"):
        return None
    no = None if status == "member" else join_club.hindrance(visit.shop, club, was, state)
    left = max(club.capacity - club.members, 0) if club.capacity is not None else None
    return Seen(
        id=club_id(club), title=club.title, text=club.text, members=club.members, left=left,
        way="open" if status == "invited" else club.joining, status=status,
        no=refusal(visit, no) if no is not None else "",
    )  # fmt: skip


def inside(visit: Visit, club: Club) -> Inside:
    """Will give what members of a club see."""
    found = list(offers(visit.shop.program.document, club.key))
    events = gatherings.of_clubs(visit.conn, visit.program_id, [club.key], now=visit.shop.now)
    posts = queries.posts(visit.conn, visit.program_id, [club.club_id], now=visit.shop.now)
    return Inside(
        posts=tuple(posts),
        events=tuple((one.title, one.begins_at) for one in events if one.status != "cancelled"),
        rewards=tuple((name, title) for kind, name, title in found if kind == "reward"),
        others=tuple(title for kind, _name, title in found if kind != "reward"),
    )  # fmt: skip
