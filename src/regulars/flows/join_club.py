"""A member joins a club, asks to, is invited, let in or told no."""

from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.clubs import JOINED
from regulars.core.effects import Refused
from regulars.core.facts import ClubJoined
from regulars.core.gates import lacking
from regulars.core.rules.nodes import When
from regulars.core.state import AccountState
from regulars.domains.clubs import operations
from regulars.domains.clubs.contracts import Club, Membership
from regulars.flows import guessing
from regulars.flows.club_news import hear, tell
from regulars.flows.membership import Asking, Stands, begin, book, refuse, stands
from regulars.flows.run_club import digest
from regulars.flows.shops import Shop
from regulars.flows.standing import standing


def hindrance(
    shop: Shop, club: Club, held: Membership | None, state: AccountState
) -> Refused | None:
    """Will say why a member may not join now, whatever code they have: account_closed,
    members_only, club_closed, club_removed, club_by_invitation, tier_needed,
    club_not_for_member, club_full."""
    was = held.status if held else ""
    if state.closed is not None:
        return Refused(code="account_closed")
    if state.joined is None:
        return Refused(code="members_only")
    if club.status != "open":
        return Refused(code="club_closed")
    if was == "removed":
        return Refused(code="club_removed")
    if was != "invited":
        no = _not_for(shop, club, state)
        if no is not None:
            return no
        if club.joining == "request":
            return None  # staff look for room when they answer
    return _full(club)


def _not_for(shop: Shop, club: Club, state: AccountState) -> Refused | None:
    if club.joining == "invitation":
        return Refused(code="club_by_invitation")
    when = msgspec.json.decode(club.audience, type=When)
    word = lacking(shop.program, state, when, shop.instant)
    if word == "tier":
        return Refused(code="tier_needed", params={"tier": ", ".join(when.tier)})
    return Refused(code="club_not_for_member", params={"word": word}) if word else None


def _full(club: Club) -> Refused | None:
    if club.capacity is not None and club.members >= club.capacity:
        return Refused(code="club_full", params={"capacity": club.capacity})
    return None


def join(conn: Connection, shop: Shop, club_id: UUID, asks: Asking) -> Stands:
    """Will take a member in, or note that they ask. Refusals: club_unknown,
    exists_with_different_content, code_unknown, too_many_attempts and those of `hindrance`."""
    begun = begin(conn, shop, club_id, asks)
    if isinstance(begun, Stands):
        return begun
    club, held = begun
    if held is not None and held.status == "member":
        return Stands(status="repeated", membership=held)
    no = hindrance(shop, club, held, standing(conn, shop, asks.account_id))
    if no is not None:
        return Stands(status="refused", refused=no)
    if held is None or held.status != "invited":
        wrong = _wrong_code(conn, shop, club, asks)
        if wrong is not None:
            return Stands(status="refused", refused=wrong)
        if club.joining == "request":
            if held is not None and held.status == "asked":
                return Stands(status="repeated", membership=held)
            hear(conn, shop, club, asks.account_id, "club.requested")
            return stands(conn, shop, club, asks, "asked")
    return _admit(conn, shop, club, asks)


def _wrong_code(conn: Connection, shop: Shop, club: Club, asks: Asking) -> Refused | None:
    if club.joining != "code" or asks.asker is None:
        return None  # staff who take somebody in need no code
    barred = guessing.barred(conn, shop, asks.asker, asks.account_id)
    if barred is not None:
        return barred
    if digest(club.key, asks.code) != club.code_digest:
        return guessing.missed(conn, shop, asks.asker, "code_unknown", asks.account_id)
    guessing.hit(conn, shop, asks.account_id)
    return None


def approve(conn: Connection, shop: Shop, club_id: UUID, asks: Asking) -> Stands:
    """Will let somebody in who asks. Refusals: club_unknown, club_not_asked, club_full,
    exists_with_different_content and those of the fact."""
    begun = begin(conn, shop, club_id, asks)
    if isinstance(begun, Stands):
        return begun
    club, held = begun
    if held is not None and held.status == "member":
        return Stands(status="repeated", membership=held)
    if held is None or held.status != "asked":
        return refuse("club_not_asked")
    no = _full(club)
    if no is not None:
        return Stands(status="refused", refused=no)
    return _admit(conn, shop, club, asks)


def decline(conn: Connection, shop: Shop, club_id: UUID, asks: Asking) -> Stands:
    """Will say no to somebody who asks. Refusals: club_unknown, club_not_asked,
    exists_with_different_content."""
    begun = begin(conn, shop, club_id, asks)
    if isinstance(begun, Stands):
        return begun
    club, held = begun
    if held is not None and held.status == "declined":
        return Stands(status="repeated", membership=held)
    if held is None or held.status != "asked":
        return refuse("club_not_asked")
    tell(conn, shop, club, asks.account_id, "club.declined")
    return stands(conn, shop, club, asks, "declined")


def invite(conn: Connection, shop: Shop, club_id: UUID, asks: Asking) -> Stands:
    """Will invite a member, also one who was taken out. Refusals: club_unknown, club_closed,
    account_closed, exists_with_different_content."""
    begun = begin(conn, shop, club_id, asks)
    if isinstance(begun, Stands):
        return begun
    club, held = begun
    if held is not None and held.status in ("member", "invited"):
        return Stands(status="repeated", membership=held)
    if club.status != "open":
        return refuse("club_closed")
    if standing(conn, shop, asks.account_id).closed is not None:
        return refuse("account_closed")
    tell(conn, shop, club, asks.account_id, "club.invited")
    return stands(conn, shop, club, asks, "invited")


def _admit(conn: Connection, shop: Shop, club: Club, asks: Asking) -> Stands:
    fact = ClubJoined(occurred_at=shop.now, club=club.key, actor=asks.actor)
    no = book(conn, shop, fact, JOINED, asks)
    if no is not None:
        return Stands(status="refused", refused=no)
    operations.save(conn, msgspec.structs.replace(club, members=club.members + 1))
    return stands(conn, shop, club, asks, "member")
