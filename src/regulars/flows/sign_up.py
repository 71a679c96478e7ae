"""A member signs up for an event: a place, or the end of the line; who leaves lets the next in.

Whoever changes places holds the gathering's lock, which is taken before any account's.
"""

from collections.abc import Mapping
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg import Connection

from regulars.core.calendar import instant, local
from regulars.core.effects import Refused
from regulars.core.gates import lacking
from regulars.core.rules.nodes import When
from regulars.core.state import AccountState
from regulars.domains.gatherings import operations, queries
from regulars.domains.gatherings.contracts import Gathering, Place, Taken
from regulars.flows.event_news import hear, tell
from regulars.flows.shops import Shop
from regulars.flows.standing import standing
from regulars.kit import codes


class Signed(Struct, frozen=True, kw_only=True):
    """How it ended: created, repeated or refused."""

    status: str
    gathering: Gathering | None = None
    place: Place | None = None
    refused: Refused | None = None


def refuse(code: str, **params: str | int | bool) -> Signed:
    """Will answer an expected no."""
    return Signed(status="refused", refused=Refused(code=code, params=params))


def hindrance(
    shop: Shop,
    gathering: Gathering,
    taken: Taken,
    mine: Mapping[UUID, Place],
    state: AccountState,
) -> Refused | None:
    """Will say why a member may not sign up now: account_closed, event_cancelled, event_over,
    club_members_only, registration_not_open, tier_needed, event_not_for_member,
    barred_after_no_show, event_full.
    """
    if state.closed is not None:
        return Refused(code="account_closed")
    if gathering.status == "cancelled":
        return Refused(code="event_cancelled")
    if gathering.status == "over" or shop.now >= gathering.ends_at:
        return Refused(code="event_over")
    if gathering.club and gathering.club not in state.clubs:
        return Refused(code="club_members_only", params={"club": gathering.club})
    closes = gathering.closes_at or gathering.begins_at
    if shop.now >= closes or (gathering.opens_at and shop.now < gathering.opens_at):
        opens = _said(shop, gathering.opens_at.timestamp()) if gathering.opens_at else "–"
        params = {"from": opens, "until": _said(shop, closes.timestamp())}
        return Refused(code="registration_not_open", params=params)
    when = msgspec.json.decode(gathering.audience, type=When)
    word = lacking(shop.program, state, when, shop.instant)
    if word == "tier":
        return Refused(code="tier_needed", params={"tier": ", ".join(when.tier)})
    if word:
        return Refused(code="event_not_for_member", params={"word": word})
    barred = max((one.barred_until for one in mine.values() if one.barred_until), default=None)
    if barred is not None and shop.now < barred:
        until = _said(shop, barred.timestamp())
        return Refused(code="barred_after_no_show", params={"until": until})
    if taken.going >= gathering.places and not gathering.waiting_list:
        return Refused(code="event_full", params={"places": gathering.places})
    return None


def _said(shop: Shop, at: float) -> str:
    return local(int(at), shop.program.zone).strftime("%Y-%m-%d %H:%M")


def sign_up(
    conn: Connection, shop: Shop, gathering_id: UUID, account_id: UUID, *, key: str = ""
) -> Signed:
    """Will give a member a place or a number in the line; who has one keeps it. With a key it
    happens once, even if the place was given up since. Refusals: event_unknown,
    exists_with_different_content and those of `hindrance`."""
    gathering = queries.locked(conn, shop.program_id, gathering_id)
    if gathering is None:
        return refuse("event_unknown")
    before = queries.requested(conn, account_id, key) if key else None
    if before is not None:
        if before[0] != gathering_id:
            return refuse("exists_with_different_content")
        return Signed(status="repeated", gathering=gathering, place=before[1])
    mine = queries.places_of(conn, account_id)
    held = mine.get(gathering_id)
    if held is not None and held.status in queries.HERE:
        return Signed(status="repeated", gathering=gathering, place=held)
    taken = queries.taken(conn, shop.program_id, [gathering_id]).get(gathering_id, Taken())
    no = hindrance(shop, gathering, taken, mine, standing(conn, shop, account_id))
    if no is not None:
        return Signed(status="refused", refused=no)
    number = gathering.last_number + 1
    place = Place(
        account_id=account_id, gathering_id=gathering_id, program_id=shop.program_id,
        number=number, status="going" if taken.going < gathering.places else "waiting",
        code=held.code if held else codes.new(), signed_up_at=shop.now, changed_at=shop.now,
        barred_until=held.barred_until if held else None,
    )  # fmt: skip
    gathering = msgspec.structs.replace(gathering, last_number=number)
    operations.save(conn, gathering)
    operations.put(conn, place, fresh=held is None)
    if key:
        operations.keep_request(conn, key, place)
    trigger = "event.signed_up" if place.status == "going" else "event.waiting"
    tell(conn, shop, gathering, [place], trigger)
    return Signed(status="created", gathering=gathering, place=place)


def give_up(conn: Connection, shop: Shop, gathering_id: UUID, account_id: UUID) -> Signed:
    """Will take a member out and let the first in line in. Refusals: event_unknown,
    registration_unknown, event_over."""
    gathering = queries.locked(conn, shop.program_id, gathering_id)
    if gathering is None:
        return refuse("event_unknown")
    held = queries.places_of(conn, account_id).get(gathering_id)
    if held is None:
        return refuse("registration_unknown")
    if held.status == "cancelled":
        return Signed(status="repeated", gathering=gathering, place=held)
    if held.status not in ("going", "waiting") or shop.now >= gathering.ends_at:
        return refuse("event_over")
    place = msgspec.structs.replace(held, status="cancelled", changed_at=shop.now)
    operations.put(conn, place)
    hear(conn, shop, gathering, [place], "event.given_up")
    promote(conn, shop, gathering)
    return Signed(status="created", gathering=gathering, place=place)


def give_up_all(conn: Connection, shop: Shop, account_id: UUID) -> None:
    """Will take somebody who leaves the program out of every event that is still to come."""
    open_ones = [
        one.gathering_id
        for one in queries.places_of(conn, account_id).values()
        if one.status in ("going", "waiting")
    ]
    for gathering_id in sorted(open_ones):
        give_up(conn, shop, gathering_id, account_id)


def hand_over(conn: Connection, shop: Shop, leaving: UUID, into: UUID) -> None:
    """Will hand somebody's places to the same person's other account; of two at one event, one is
    given up. Before the accounts are locked. What was attended stays where its points were given.
    """
    theirs = set(queries.places_of(conn, into))
    twice = [
        one.gathering_id
        for one in queries.places_of(conn, leaving).values()
        if one.gathering_id in theirs and one.status in ("going", "waiting")
    ]
    for gathering_id in sorted(twice):
        give_up(conn, shop, gathering_id, leaving)
    operations.hand_over(conn, leaving, into)


def let_in(conn: Connection, shop: Shop, gathering_id: UUID, account_id: UUID) -> Signed:
    """Will give a place to somebody who waits, out of turn; where all are taken, there is one
    more. Refusals: event_unknown, registration_unknown, event_cancelled, event_over."""
    gathering = queries.locked(conn, shop.program_id, gathering_id)
    if gathering is None:
        return refuse("event_unknown")
    held = queries.places_of(conn, account_id).get(gathering_id)
    if held is None or held.status == "cancelled":
        return refuse("registration_unknown")
    if held.status == "going":
        return Signed(status="repeated", gathering=gathering, place=held)
    if gathering.status == "cancelled":
        return refuse("event_cancelled")
    if held.status != "waiting" or shop.now >= gathering.ends_at:
        return refuse("event_over")
    taken = queries.taken(conn, shop.program_id, [gathering_id]).get(gathering_id, Taken())
    if taken.going >= gathering.places:
        gathering = msgspec.structs.replace(
            gathering, places=taken.going + 1, revision=gathering.revision + 1,
            changed_at=shop.now,
        )  # fmt: skip
        operations.save(conn, gathering)
    place = msgspec.structs.replace(held, status="going", changed_at=shop.now)
    operations.put(conn, place)
    tell(conn, shop, gathering, [place], "event.promoted")
    return Signed(status="created", gathering=gathering, place=place)


def promote(conn: Connection, shop: Shop, gathering: Gathering) -> None:
    """Will give free places of a locked gathering to those who wait, in their order, until it
    begins."""
    if gathering.status != "planned" or instant(gathering.begins_at) <= shop.instant:
        return
    one = gathering.gathering_id
    taken = queries.taken(conn, shop.program_id, [one]).get(one, Taken())
    free = min(gathering.places - taken.going, taken.waiting)
    if free <= 0:
        return
    first = queries.line(conn, shop.program_id, one, ["waiting"], limit=free)
    let_in = [msgspec.structs.replace(place, status="going", changed_at=shop.now)
              for place in first]  # fmt: skip
    for place in let_in:
        operations.put(conn, place)
    tell(conn, shop, gathering, let_in, "event.promoted")
