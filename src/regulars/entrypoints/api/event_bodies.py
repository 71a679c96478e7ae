"""Events on the wire: what staff say of one, what everybody reads, and a member's own place."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, UnsetType, field

from regulars.core.facts import Scalar
from regulars.core.rules.nodes import Range, When
from regulars.domains.clubs import queries as clubs
from regulars.domains.gatherings import queries
from regulars.domains.gatherings.contracts import Gathering, Place, Taken
from regulars.domains.members.contracts import Member
from regulars.flows import segmenting
from regulars.flows.event_news import event_id
from regulars.flows.sign_up import hindrance
from regulars.flows.standing import standing
from regulars.kit import ids
from regulars.wire.calls import Asked, Closed
from regulars.wire.orders import Given, Name
from regulars.wire.orders import When as Moment
from regulars.wire.problems import Problem, of, problem
from regulars.wire.times import out_of_range

Kind = Annotated[str, Meta(pattern="^[a-z][a-z0-9-]{0,39}$")]
Places = Annotated[int, Meta(ge=1, le=100_000)]
Days = Annotated[int, Meta(ge=0, le=3650)]
Text = Annotated[str, Meta(max_length=5000)]
Names = Annotated[tuple[Given, ...], Meta(max_length=50)]


class Audience(Closed, frozen=True, omit_defaults=True):
    """Whom an event is for, in the words of a condition; everybody, if nothing is said."""

    tier: Names = ()
    segment: Names = ()
    age: Range | None = None


class EventIn(Closed, frozen=True, omit_defaults=True):
    """An event. `kind` is a word such as workshop, seminar, exhibition, open-day, dinner, class.

    Registration is open until it begins, unless said. Who has a place and does not come is barred
    from signing up for `no_show_days`. With the key of a `club` it is for that club's members.
    """

    kind: Kind
    title: Given
    begins_at: Moment
    ends_at: Moment
    places: Places
    text: Text = ""
    location: Name = ""
    waiting_list: bool = True
    club: Annotated[str, Meta(max_length=63)] = ""
    audience: Audience = Audience()
    registration_from: Moment | None = None
    registration_until: Moment | None = None
    no_show_days: Days = 0


class EventPatch(Closed, frozen=True, omit_defaults=True):
    """What is to change (RFC 7396): null takes away, what is left out stays."""

    kind: Kind | UnsetType = UNSET
    title: Given | UnsetType = UNSET
    begins_at: Moment | UnsetType = UNSET
    ends_at: Moment | UnsetType = UNSET
    places: Places | UnsetType = UNSET
    text: Text | UnsetType = UNSET
    location: Name | UnsetType = UNSET
    waiting_list: bool | UnsetType = UNSET
    club: Annotated[str, Meta(max_length=63)] | UnsetType = UNSET
    audience: Audience | UnsetType = UNSET
    registration_from: Moment | UnsetType | None = UNSET
    registration_until: Moment | UnsetType | None = UNSET
    no_show_days: Days | UnsetType = UNSET


class PlaceOut(Closed, frozen=True):
    """A member's place: going, waiting, cancelled, attended or missed. The line is in the order of
    `number`."""

    status: str
    number: int
    code: str
    signed_up_at: datetime
    changed_at: datetime


class Mine(Closed, frozen=True):
    """An event for one member: their place, and whether they may sign up or why not."""

    place: PlaceOut | None
    may_sign_up: bool
    code: str
    params: dict[str, Scalar]
    text: str


class EventOut(Closed, frozen=True):
    """An event. `status`: planned, cancelled or over; `mine` is there when a member was named."""

    id: str
    kind: str
    title: str
    text: str
    location: str
    begins_at: datetime
    ends_at: datetime
    places: int
    places_left: int
    waiting: int
    waiting_list: bool
    club: str
    audience: Audience
    registration_from: datetime | None
    registration_until: datetime | None
    no_show_days: int
    status: str
    mine: Mine | None = field(default=None)


_COLUMNS = {
    "registration_from": "opens_at", "registration_until": "closes_at",
    "no_show_days": "barred_days",
}  # fmt: skip


def columns(asked: Asked, said: EventIn | EventPatch) -> dict[str, object] | Problem:
    """Will give what was said by a gathering's own names. Problems: time_out_of_range,
    club_unknown, tier_unknown, segment_unknown."""
    given = {
        _COLUMNS.get(name, name): value
        for name, value in msgspec.structs.asdict(said).items()
        if value is not UNSET
    }
    for value in given.values():
        unheard = out_of_range(value) if isinstance(value, datetime) else None
        if unheard is not None:
            return unheard
    club = given.get("club")
    if club and clubs.by_key(asked.conn, asked.shop.program_id, str(club)) is None:
        return problem("club_unknown")
    audience = given.get("audience")
    if isinstance(audience, Audience):
        checked = checked_audience(asked, audience)
        if isinstance(checked, Problem):
            return checked
        given["audience"] = checked
    return given


def checked_audience(asked: Asked, audience: Audience) -> bytes | Problem:
    """Will write down whom something is for. Problems: tier_unknown, segment_unknown."""
    wrong = _unknown(asked, audience)
    if wrong is not None:
        return wrong
    return msgspec.json.encode(When(tier=audience.tier, segment=audience.segment, age=audience.age))


def _unknown(asked: Asked, audience: Audience) -> Problem | None:
    levels = {
        level.id
        for ladder in asked.shop.program.ladders.values()
        for level in ladder.word.levels
    }  # fmt: skip
    for tier in audience.tier:
        if tier not in levels:
            return problem("tier_unknown", tier=tier)
    if audience.segment:
        known = segmenting.definitions(asked.conn, asked.shop)
        if any(one not in known for one in audience.segment):
            return problem("segment_unknown")
    return None


def out(gathering: Gathering, taken: Taken, mine: Mine | None = None) -> EventOut:
    """Will write an event for the wire."""
    return EventOut(
        id=event_id(gathering), kind=gathering.kind, title=gathering.title, text=gathering.text,
        location=gathering.location, begins_at=gathering.begins_at, ends_at=gathering.ends_at,
        places=gathering.places, places_left=max(0, gathering.places - taken.going),
        waiting=taken.waiting, waiting_list=gathering.waiting_list,
        club=gathering.club,
        audience=msgspec.json.decode(gathering.audience, type=Audience),
        registration_from=gathering.opens_at, registration_until=gathering.closes_at,
        no_show_days=gathering.barred_days, status=gathering.status, mine=mine,
    )  # fmt: skip


def place_out(place: Place) -> PlaceOut:
    """Will write a place for the wire."""
    return PlaceOut(
        status=place.status, number=place.number, code=place.code,
        signed_up_at=place.signed_up_at, changed_at=place.changed_at,
    )  # fmt: skip


def outs(
    asked: Asked, found: Iterable[Gathering], member: Member | None = None
) -> tuple[EventOut, ...]:
    """Will write events for the wire, as they are for a member where one is named."""
    rows = list(found)
    taken = queries.taken(asked.conn, asked.shop.program_id, [one.gathering_id for one in rows])
    if member is None:
        return tuple(out(one, taken.get(one.gathering_id, Taken())) for one in rows)
    places = queries.places_of(asked.conn, member.account_id)
    state = standing(asked.conn, asked.shop, member.account_id)

    def mine(one: Gathering) -> Mine:
        place = places.get(one.gathering_id)
        held = place is not None and place.status in queries.HERE
        full = taken.get(one.gathering_id, Taken())
        no = None if held else hindrance(asked.shop, one, full, places, state)
        said = of(no) if no is not None else None
        return Mine(
            place=place_out(place) if place else None, may_sign_up=not held and no is None,
            code=said.code if said else "", params=dict(said.params) if said else {},
            text=said.detail if said else "",
        )  # fmt: skip

    return tuple(out(one, taken.get(one.gathering_id, Taken()), mine(one)) for one in rows)


def read_event(text: str) -> UUID | Problem:
    """Will read an event's id from an address. Problem: event_unknown."""
    return ids.decode("evn", text) or problem("event_unknown")
