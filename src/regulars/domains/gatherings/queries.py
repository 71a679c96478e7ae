"""Reading gatherings and places."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.domains.gatherings.contracts import Gathering, Place, Taken
from regulars.domains.gatherings.store import SQL

FIRST = (datetime(1970, 1, 1, tzinfo=UTC), UUID(int=0))
LAST = (datetime(9999, 1, 1, tzinfo=UTC), UUID(int=2**128 - 1))
HERE = ("going", "waiting", "attended", "missed")
EVERYBODY = 1_000_000
LAST_NUMBER = 2**31 - 1  # what a number in the line can be


def locked(conn: Connection, program_id: UUID, gathering_id: UUID) -> Gathering | None:
    """Will lock a gathering until the transaction ends, and give it."""
    wanted = {"program_id": program_id, "gathering_id": gathering_id}
    found = SQL.records(conn, "lock", wanted, into=Gathering)
    return found[0] if found else None


def some(
    conn: Connection, program_id: UUID, gathering_ids: Sequence[UUID]
) -> dict[UUID, Gathering]:
    """Will give gatherings by id, in the order in which they begin."""
    wanted = {"program_id": program_id, "gathering_ids": list(gathering_ids)}
    return {one.gathering_id: one for one in SQL.records(conn, "some", wanted, into=Gathering)}


def by_key(conn: Connection, program_id: UUID, key: str) -> Gathering | None:
    """Will give the gathering that was arranged under a key."""
    found = SQL.records(conn, "by_key", {"program_id": program_id, "key": key}, into=Gathering)
    return found[0] if found else None


def listed(
    conn: Connection,
    program_id: UUID,
    *,
    ends_from: datetime,
    clubs: Sequence[str] | None = None,
    after: tuple[datetime, UUID] | None = None,
    limit: int,
) -> list[Gathering]:
    """Will give gatherings that are not over at an instant, in the order in which they begin;
    where `clubs` are named, of clubs only theirs."""
    after_at, after_id = after or FIRST
    wanted = {
        "program_id": program_id, "ends_from": ends_from, "after_at": after_at,
        "after_id": after_id, "limit": limit,
        "clubs": list(clubs) if clubs is not None else None,
    }  # fmt: skip
    return SQL.records(conn, "listed", wanted, into=Gathering)


def shown(
    conn: Connection,
    program_id: UUID,
    which: str,
    *,
    now: datetime,
    beyond: tuple[datetime, UUID] | None = None,
    limit: int,
) -> list[Gathering]:
    """Will give gatherings for staff: those `coming`, the next one first, or those `past` or
    `cancelled`, the last one first."""
    at, one = beyond or (FIRST if which == "coming" else LAST)
    wanted = {
        "program_id": program_id, "now": now, "limit": limit,
        "after_at": at, "after_id": one, "before_at": at, "before_id": one,
    }  # fmt: skip
    return SQL.records(conn, which, wanted, into=Gathering)


def between(
    conn: Connection, program_id: UUID, since: datetime, until: datetime
) -> list[Gathering]:
    """Will give the gatherings that begin in a span and were not called off, in order."""
    wanted = {"program_id": program_id, "since": since, "until": until}
    return SQL.records(conn, "between", wanted, into=Gathering)


def of_clubs(
    conn: Connection, program_id: UUID, clubs: Sequence[str], *, now: datetime, limit: int = 100
) -> list[Gathering]:
    """Will give the gatherings of clubs that are still to come, the next one first."""
    wanted = {"program_id": program_id, "clubs": list(clubs), "now": now, "limit": limit}
    return SQL.records(conn, "of_clubs", wanted, into=Gathering)


def ended(conn: Connection, program_id: UUID, now: datetime) -> UUID | None:
    """Will name the gathering that has been over for longest and is not settled yet."""
    found = SQL.rows(conn, "ended", {"program_id": program_id, "now": now})
    return found[0][0] if found else None


def by_code(conn: Connection, program_id: UUID, code: str) -> Place | None:
    """Will give the place that a code belongs to."""
    led = SQL.rows(conn, "code", {"program_id": program_id, "code": code})
    if not led:
        return None
    account_id, gathering_id = led[0]
    wanted = {"account_id": account_id, "gathering_id": gathering_id}
    found = SQL.records(conn, "place", wanted, into=Place)
    return found[0] if found else None


def places_of(conn: Connection, account_id: UUID) -> dict[UUID, Place]:
    """Will give all places that a member ever had, by gathering."""
    found = SQL.records(conn, "places_of", {"account_id": account_id}, into=Place)
    return {one.gathering_id: one for one in found}


def line(
    conn: Connection,
    program_id: UUID,
    gathering_id: UUID,
    statuses: Sequence[str] = HERE,
    *,
    after: int = 0,
    limit: int = EVERYBODY,
) -> list[Place]:
    """Will give the places at a gathering in the line's order."""
    wanted = {
        "program_id": program_id, "gathering_id": gathering_id, "statuses": list(statuses),
        "after": after, "limit": limit,
    }  # fmt: skip
    return SQL.records(conn, "line", wanted, into=Place)


def taken(conn: Connection, program_id: UUID, gathering_ids: Sequence[UUID]) -> dict[UUID, Taken]:
    """Will count who has a place and who waits, by gathering; none where nobody signed up."""
    wanted = {"program_id": program_id, "gathering_ids": list(gathering_ids)}
    return {one: Taken(going, waiting) for one, going, waiting in SQL.rows(conn, "taken", wanted)}


def requested(conn: Connection, account_id: UUID, key: str) -> tuple[UUID, Place] | None:
    """Will give the event and the place that a member got under a caller's key."""
    found = SQL.rows(conn, "request", {"account_id": account_id, "key": key})
    return (found[0][0], msgspec.json.decode(found[0][1], type=Place)) if found else None
