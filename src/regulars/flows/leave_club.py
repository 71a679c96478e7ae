"""A member leaves a club, is taken out, or brings the clubs of another account along."""

from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.clubs import LEFT
from regulars.core.facts import ClubLeft
from regulars.domains.clubs import operations, queries
from regulars.domains.clubs.contracts import Club
from regulars.domains.gatherings import queries as gatherings
from regulars.flows.membership import Asking, Stands, begin, book, refuse, stands
from regulars.flows.shops import Shop
from regulars.flows.sign_up import give_up


def leave(
    conn: Connection, shop: Shop, club_id: UUID, asks: Asking, *, removed: bool = False
) -> Stands:
    """Will take a member out, by their own wish or `removed` by staff, with their places at the
    club's events; whoever only asked or was invited no longer does. Refusals: club_unknown,
    club_not_joined, exists_with_different_content."""
    begun = begin(conn, shop, club_id, asks)
    if isinstance(begun, Stands):
        return begun
    club, held = begun
    status = "removed" if removed else "left"
    if held is not None and held.status in ("left", "removed"):
        return Stands(status="repeated", membership=held)
    if held is None or held.status == "declined":
        return refuse("club_not_joined", club=club.key)
    if held.status != "member":
        return stands(conn, shop, club, asks, status)
    _places(conn, shop, club, asks.account_id)
    fact = ClubLeft(occurred_at=shop.now, club=club.key, removed=removed, actor=asks.actor)
    no = book(conn, shop, fact, LEFT, asks)
    if no is not None:
        return Stands(status="refused", refused=no)
    operations.save(conn, msgspec.structs.replace(club, members=club.members - 1))
    return stands(conn, shop, club, asks, status)


def leave_all(conn: Connection, shop: Shop, account_id: UUID) -> None:
    """Will take somebody who leaves the program out of every club."""
    held = queries.of_account(conn, account_id)
    for club_id in sorted(held):
        if held[club_id].status in ("member", "asked", "invited"):
            leave(conn, shop, club_id, Asking(account_id=account_id))


def hand_over(conn: Connection, shop: Shop, leaving: UUID, into: UUID) -> None:
    """Will give a member the clubs of another account of theirs; the accounts themselves take
    them along when they merge. Who is in twice counts once from then on."""
    theirs = queries.of_account(conn, leaving)
    for club_id in sorted(theirs):
        club = queries.locked(conn, shop.program_id, club_id)
        assert club is not None, "clubs are never taken away"
        was = queries.of_account(conn, leaving)[club_id]
        mine = queries.of_account(conn, into).get(club_id)
        if was.status not in ("member", "asked", "invited"):
            continue
        stands(conn, shop, club, Asking(account_id=leaving), "left")
        if mine is not None and mine.status == "member":
            if was.status == "member":
                operations.save(conn, msgspec.structs.replace(club, members=club.members - 1))
            continue
        if was.status == "member" or mine is None or mine.status in ("left", "declined"):
            stands(conn, shop, club, Asking(account_id=into), was.status)


def _places(conn: Connection, shop: Shop, club: Club, account_id: UUID) -> None:
    places = gatherings.places_of(conn, account_id)
    held = [one for one, place in places.items() if place.status in ("going", "waiting")]
    events = gatherings.some(conn, shop.program_id, held)
    for gathering_id in sorted(events):
        if events[gathering_id].club == club.key:
            give_up(conn, shop, gathering_id, account_id)
