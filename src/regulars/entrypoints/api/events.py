"""Events: arranged, changed, called off; listed for everybody or for one member."""

import hashlib
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from regulars.core.effects import Refused
from regulars.domains.gatherings import queries
from regulars.domains.gatherings.contracts import Gathering
from regulars.domains.members.contracts import Member
from regulars.entrypoints.api.event_bodies import (
    EventIn,
    EventOut,
    EventPatch,
    columns,
    outs,
    read_event,
)
from regulars.flows import arrange as arranging
from regulars.flows.event_calendar import entry
from regulars.flows.standing import standing
from regulars.kit import ids
from regulars.kit.icalendar import MEDIA_TYPE, calendar
from regulars.wire.calls import Answered, Asked, Call, Closed, Page
from regulars.wire.problems import Problem, of, problem
from regulars.wire.refs import FINDING, read_cursor, write_cursor
from regulars.wire.refs import member as find_member

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
WRONG = ("event_times_wrong", "time_out_of_range", "tier_unknown", "segment_unknown",
         "club_unknown")  # fmt: skip
READERS = ("secret", "device")


class EventsQuery(Page, frozen=True):
    """`member`: as they are for one member. `past`: those that are over, too."""

    member: Annotated[str, Meta(max_length=220)] = ""
    past: bool = False


class EventsOut(Closed, frozen=True):
    """A page of events, in the order in which they begin."""

    data: tuple[EventOut, ...]
    next_cursor: str | None


class EventQuery(Closed, frozen=True):
    """`member`: as it is for one member."""

    member: Annotated[str, Meta(max_length=220)] = ""


def create(asked: Asked) -> Answered | Problem:
    """POST /v1/events."""
    if not asked.idempotency_key:
        return problem("idempotency_key_needed")
    body: EventIn = asked.body
    said = columns(asked, body)
    if isinstance(said, Problem):
        return said
    fixed: dict[str, object] = {
        "program_id": asked.shop.program_id, "gathering_id": ids.new(),
        "key": f"api:{asked.idempotency_key}", "changed_at": asked.shop.now, "revision": 0,
        "fingerprint": hashlib.sha256(msgspec.json.encode(body, order="sorted")).digest(),
        "status": "planned",
    }  # fmt: skip
    made = arranging.arrange(asked.conn, msgspec.convert(said | fixed, Gathering))
    if isinstance(made, Refused):
        return of(made)
    status, gathering = made
    return _one(asked, gathering, 201 if status == "created" else 200)


def _one(asked: Asked, gathering: Gathering, status: int = 200) -> Answered:
    return Answered(status=status, body=outs(asked, [gathering])[0])


def patch(asked: Asked) -> Answered | Problem:
    """PATCH /v1/events/{id}."""
    found = read_event(asked.path["id"])
    said = columns(asked, asked.body)
    if isinstance(found, Problem):
        return found
    if isinstance(said, Problem):
        return said
    changed = arranging.change(asked.conn, asked.shop, found, said)
    return of(changed) if isinstance(changed, Refused) else _one(asked, changed)


def cancel(asked: Asked) -> Answered | Problem:
    """POST /v1/events/{id}/cancel."""
    found = read_event(asked.path["id"])
    if isinstance(found, Problem):
        return found
    changed = arranging.call_off(asked.conn, asked.shop, found)
    return of(changed) if isinstance(changed, Refused) else _one(asked, changed)


def event(asked: Asked) -> Answered | Problem:
    """GET /v1/events/{id}."""
    found = _found(asked)
    if isinstance(found, Problem):
        return found
    whose = _whose(asked, asked.query.member)
    if isinstance(whose, Problem):
        return whose
    if found.club and whose is not None and found.club not in _clubs(asked, whose):
        return problem("event_unknown")
    return Answered(status=200, body=outs(asked, [found], whose)[0])


def _clubs(asked: Asked, whose: Member) -> tuple[str, ...]:
    return standing(asked.conn, asked.shop, whose.account_id).clubs


def _whose(asked: Asked, ref: str) -> Member | Problem | None:
    return find_member(asked.conn, asked.shop.program_id, ref) if ref else None


def _found(asked: Asked) -> Gathering | Problem:
    wanted = read_event(asked.path["id"])
    if isinstance(wanted, Problem):
        return wanted
    found = queries.some(asked.conn, asked.shop.program_id, [wanted]).get(wanted)
    return found or problem("event_unknown")


def events(asked: Asked) -> Answered | Problem:
    """GET /v1/events."""
    asks: EventsQuery = asked.query
    whose, after = _whose(asked, asks.member), _after(asks.cursor)
    if isinstance(whose, Problem):
        return whose
    if isinstance(after, Problem):
        return after
    found = queries.listed(
        asked.conn, asked.shop.program_id, after=after, limit=asks.limit + 1,
        ends_from=LONG_AGO if asks.past else asked.shop.now,
        clubs=_clubs(asked, whose) if whose else None,
    )  # fmt: skip
    page = found[: asks.limit]
    more = None
    if len(found) > asks.limit:
        more = write_cursor([page[-1].begins_at.isoformat(), str(page[-1].gathering_id)])
    out = EventsOut(data=outs(asked, page, whose), next_cursor=more)
    return Answered(status=200, body=out)


def _after(cursor: str) -> tuple[datetime, UUID] | Problem | None:
    parts = read_cursor(cursor, 2)
    if isinstance(parts, Problem) or not parts:
        return parts if isinstance(parts, Problem) else None
    try:
        return datetime.fromisoformat(parts[0]).astimezone(UTC), UUID(parts[1])
    except (ValueError, OverflowError):
        return problem("cursor_invalid")


def file(asked: Asked) -> Answered | Problem:
    """GET /v1/events/{id}/calendar.ics."""
    found = _found(asked)
    if isinstance(found, Problem):
        return found
    body = calendar(asked.shop.program.document.title, [entry(found)])
    return Answered(status=200, body=body, media_type=MEDIA_TYPE)


CALLS: tuple[Call, ...] = (
    Call(
        name="list_events", method="GET", path="/v1/events", scope="members", kinds=READERS,
        summary="Read the events that are to come, for everybody or for one member",
        handle=events, query=EventsQuery, answers={200: EventsOut},
        problems=(*FINDING, "cursor_invalid"),
    ),
    Call(
        name="create_event", method="POST", path="/v1/events", scope="program",
        summary="Arrange an event with places", handle=create, body=EventIn,
        answers={200: EventOut, 201: EventOut},
        problems=(*WRONG, "idempotency_key_needed", "exists_with_different_content"),
    ),
    Call(
        name="get_event", method="GET", path="/v1/events/{id}", scope="members", kinds=READERS,
        summary="Read an event", handle=event, query=EventQuery, answers={200: EventOut},
        problems=(*FINDING, "event_unknown"),
    ),
    Call(
        name="change_event", method="PATCH", path="/v1/events/{id}", scope="program",
        summary="Change an event; more places let in who waits", handle=patch, body=EventPatch,
        answers={200: EventOut},
        problems=(*WRONG, "event_unknown", "event_cancelled", "event_over"),
    ),
    Call(
        name="cancel_event", method="POST", path="/v1/events/{id}/cancel", scope="program",
        summary="Call an event off and tell everybody", handle=cancel, answers={200: EventOut},
        problems=("event_unknown", "event_over"),
    ),
    Call(
        name="get_event_calendar", method="GET", path="/v1/events/{id}/calendar.ics",
        scope="members", kinds=READERS, summary="Read an event as a calendar file", handle=file,
        answers={200: str}, media_type=MEDIA_TYPE, problems=("event_unknown",),
    ),
)  # fmt: skip
