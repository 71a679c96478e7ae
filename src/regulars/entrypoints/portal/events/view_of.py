"""Events as a member sees them: those that they have a place at, and those that they might join."""

from datetime import datetime

from msgspec import Struct

from regulars.domains.gatherings import queries
from regulars.domains.gatherings.contracts import Gathering, Place, Taken
from regulars.entrypoints.portal.access import Visit
from regulars.entrypoints.portal.why_not import refusal
from regulars.flows.event_news import event_id
from regulars.flows.sign_up import hindrance

MOST = 100


class Seen(Struct, frozen=True, kw_only=True):
    """One event. `status` is of the member's place; `no` says why they cannot sign up."""

    id: str
    title: str
    text: str
    location: str
    begins_at: datetime
    ends_at: datetime
    left: int
    waiting: int
    status: str
    code: str
    no: str


def events(visit: Visit) -> tuple[list[Seen], list[Seen]]:
    """Will give the member's places, and what else is coming, each in its order."""
    state = visit.state()
    found = queries.listed(
        visit.conn, visit.program_id, ends_from=visit.shop.now, clubs=list(state.clubs), limit=MOST
    )
    places = queries.places_of(visit.conn, visit.me.account_id)
    taken = queries.taken(visit.conn, visit.program_id, [one.gathering_id for one in found])
    mine: list[Seen] = []
    others: list[Seen] = []
    for one in found:
        place, full = places.get(one.gathering_id), taken.get(one.gathering_id, Taken())
        held = place is not None and place.status in queries.HERE
        if one.status == "cancelled" and not held:
            continue
        no = None if held else hindrance(visit.shop, one, full, places, state)
        seen = _seen(one, full, place if held else None, refusal(visit, no) if no else "")
        (mine if held else others).append(seen)
    return mine, others


def _seen(one: Gathering, full: Taken, place: Place | None, no: str) -> Seen:
    status = place.status if place is not None else ""
    return Seen(
        id=event_id(one), title=one.title, text=one.text, location=one.location,
        begins_at=one.begins_at, ends_at=one.ends_at, left=max(0, one.places - full.going),
        waiting=full.waiting, status="cancelled" if one.status == "cancelled" else status,
        code=place.code if place is not None and status == "going" else "", no=no,
    )  # fmt: skip
