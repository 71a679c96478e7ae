"""Places at events: signing up, giving up, checking in, and one member's events."""

from typing import Annotated

from msgspec import Meta

from regulars.core.effects import Refused
from regulars.domains.gatherings import queries
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.entrypoints.api.event_bodies import (
    EventOut,
    PlaceOut,
    outs,
    place_out,
    read_event,
)
from regulars.flows import attend, guessing, no_shows, sign_up
from regulars.flows.event_calendar import entry
from regulars.kit.icalendar import MEDIA_TYPE, calendar
from regulars.wire.calls import Answered, Asked, Call, Closed, Page
from regulars.wire.effects import Effect, told
from regulars.wire.joining import MemberOut
from regulars.wire.joining import out as member_out
from regulars.wire.problems import Problem, of, problem, written
from regulars.wire.refs import FINDING, read_number, write_cursor
from regulars.wire.refs import member as find_member

STAFF = ("secret", "device")


class RegistrationIn(Closed, frozen=True):
    """Who signs up."""

    member: Annotated[str, Meta(max_length=220)]


class CheckInIn(Closed, frozen=True):
    """The code of a place; case, spaces and dashes do not matter."""

    code: Annotated[str, Meta(min_length=1, max_length=100)]


class CheckInOut(Closed, frozen=True):
    """Who came, and what coming led to; `repeated` when they had been checked in before."""

    place: PlaceOut
    repeated: bool
    effects: tuple[Effect, ...]


class LiftIn(Closed, frozen=True):
    """Why a member may sign up again."""

    reason: Annotated[str, Meta(min_length=1, max_length=500)]


class LiftedOut(Closed, frozen=True):
    """How many empty places no longer count against the member."""

    lifted: int


class Registration(Closed, frozen=True):
    """A member and their place."""

    member: MemberOut
    place: PlaceOut


class RegistrationsOut(Closed, frozen=True):
    """A page of those who have a place or wait for one, in the order of the line."""

    data: tuple[Registration, ...]
    next_cursor: str | None


class MemberEventsOut(Closed, frozen=True):
    """The events that a member ever signed up for, with their place at each."""

    data: tuple[EventOut, ...]


def register(asked: Asked) -> Answered | Problem:
    """POST /v1/events/{id}/registrations."""
    found = read_event(asked.path["id"])
    if isinstance(found, Problem):
        return found
    member = find_member(asked.conn, asked.shop.program_id, asked.body.member)
    if isinstance(member, Problem):
        return member
    signed = sign_up.sign_up(
        asked.conn, asked.shop, found, member.account_id, key=asked.idempotency_key
    )
    if signed.refused is not None:
        return of(signed.refused)
    assert signed.place is not None, "who was not refused has a place"
    status = 201 if signed.status == "created" else 200
    return Answered(status=status, body=place_out(signed.place))


def leave(asked: Asked) -> Answered | Problem:
    """DELETE /v1/events/{id}/registrations/{ref}."""
    found = read_event(asked.path["id"])
    if isinstance(found, Problem):
        return found
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    signed = sign_up.give_up(asked.conn, asked.shop, found, member.account_id)
    return of(signed.refused) if signed.refused is not None else Answered(status=204)


def registrations(asked: Asked) -> Answered | Problem:
    """GET /v1/events/{id}/registrations."""
    wanted, after = read_event(asked.path["id"]), read_number(asked.query.cursor)
    if isinstance(wanted, Problem):
        return wanted
    if isinstance(after, Problem):
        return after
    program_id, limit = asked.shop.program_id, asked.query.limit
    if not queries.some(asked.conn, program_id, [wanted]):
        return problem("event_unknown")
    after = min(after or 0, queries.LAST_NUMBER)
    found = queries.line(asked.conn, program_id, wanted, after=after, limit=limit + 1)
    page = found[:limit]
    people = members.members_of(asked.conn, program_id, [one.account_id for one in page])
    data = tuple(
        Registration(member=member_out(people[one.account_id]), place=place_out(one))
        for one in page
        if one.account_id in people
    )
    more = write_cursor([page[-1].number]) if len(found) > limit else None
    return Answered(status=200, body=RegistrationsOut(data=data, next_cursor=more))


def check_in(asked: Asked) -> Answered | Problem:
    """POST /v1/events/{id}/check-ins."""
    found = read_event(asked.path["id"])
    if isinstance(found, Problem):
        return found
    asker = guessing.Asker(key_id=asked.key.key_id, address=asked.address)
    barred = guessing.barred(asked.conn, asked.shop, asker)
    if barred is not None:
        return written(barred)
    answer, place = attend.check_in(asked.conn, asked.shop, found, asked.body.code)
    if answer.refused is not None and answer.refused.code in guessing.MISSES:
        return written(guessing.missed(asked.conn, asked.shop, asker, answer.refused.code))
    if answer.refused is not None:
        return of(answer.refused)
    assert place is not None, "who was not refused has a place"
    out = CheckInOut(
        place=place_out(place), repeated=answer.status == "repeated",
        effects=told(asked.conn, answer),
    )  # fmt: skip
    return Answered(status=200 if out.repeated else 201, body=out)


def lift(asked: Asked) -> Answered | Problem:
    """POST /v1/members/{ref}/events/lift."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    lifted = no_shows.lift(
        asked.conn, asked.shop, member.account_id, reason=asked.body.reason,
        actor=str(asked.key.key_id),
    )  # fmt: skip
    if isinstance(lifted, Refused):
        return of(lifted)
    return Answered(status=200, body=LiftedOut(lifted=lifted))


def member_events(asked: Asked) -> Answered | Problem:
    """GET /v1/members/{ref}/events."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    places = queries.places_of(asked.conn, member.account_id)
    found = queries.some(asked.conn, asked.shop.program_id, list(places)).values()
    return Answered(status=200, body=MemberEventsOut(data=outs(asked, found, member)))


def member_file(asked: Asked) -> Answered | Problem:
    """GET /v1/members/{ref}/calendar.ics."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    body = _calendar(asked, member)
    return Answered(status=200, body=body, media_type=MEDIA_TYPE)


def _calendar(asked: Asked, member: Member) -> bytes:
    places = queries.places_of(asked.conn, member.account_id)
    found = queries.some(asked.conn, asked.shop.program_id, list(places))
    mine = [
        entry(one, places[name]) for name, one in found.items()
        if places[name].status in queries.HERE
    ]  # fmt: skip
    return calendar(asked.shop.program.document.title, mine)


CALLS: tuple[Call, ...] = (
    Call(
        name="sign_up", method="POST", path="/v1/events/{id}/registrations", scope="members",
        summary="Sign a member up for an event, or put them on its waiting list", handle=register,
        body=RegistrationIn, answers={200: PlaceOut, 201: PlaceOut}, kinds=STAFF,
        problems=(
            *FINDING, "event_unknown", "event_cancelled", "event_over", "registration_not_open",
            "club_members_only",
            "tier_needed", "event_not_for_member", "barred_after_no_show", "event_full",
            "account_closed", "exists_with_different_content",
        ),
    ),
    Call(
        name="list_registrations", method="GET", path="/v1/events/{id}/registrations",
        scope="members", summary="Read who has a place at an event, and who waits", query=Page,
        handle=registrations, answers={200: RegistrationsOut}, kinds=STAFF,
        problems=("event_unknown", "cursor_invalid"),
    ),
    Call(
        name="give_up_place", method="DELETE", path="/v1/events/{id}/registrations/{ref}",
        scope="members", summary="Give a place up; the first in line gets it", handle=leave,
        answers={204: None}, kinds=STAFF,
        problems=(*FINDING, "event_unknown", "registration_unknown", "event_over"),
    ),
    Call(
        name="check_in", method="POST", path="/v1/events/{id}/check-ins", scope="members",
        summary="Note that somebody came, by the code of their place", handle=check_in,
        body=CheckInIn, answers={200: CheckInOut, 201: CheckInOut}, kinds=STAFF,
        problems=(
            "event_unknown", "check_in_code_unknown", "check_in_not_yet", "check_in_waiting",
            "event_cancelled", "event_over", "too_many_attempts",
            "account_closed", "account_moved", "amount_out_of_range",
        ),
    ),
    Call(
        name="list_member_events", method="GET", path="/v1/members/{ref}/events", scope="members",
        summary="Read the events that a member signed up for", handle=member_events,
        answers={200: MemberEventsOut}, problems=FINDING, kinds=STAFF,
    ),
    Call(
        name="lift_no_shows", method="POST", path="/v1/members/{ref}/events/lift",
        scope="members", summary="Let a member who did not come sign up again", handle=lift,
        body=LiftIn, answers={200: LiftedOut}, problems=(*FINDING, "not_barred"), kinds=STAFF,
    ),
    Call(
        name="get_member_calendar", method="GET", path="/v1/members/{ref}/calendar.ics",
        scope="members", summary="Read a member's events as a calendar file", handle=member_file,
        answers={200: str}, media_type=MEDIA_TYPE, problems=FINDING, kinds=STAFF,
    ),
)  # fmt: skip
