"""Reading what members agreed to."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.domains.consents.contracts import Consent, Month, Standing
from regulars.domains.consents.store import SQL

Current = dict[tuple[str, str], Consent]


def history(conn: Connection, program_id: UUID, member_id: UUID) -> list[Consent]:
    """Will give everything that a member said, the oldest first."""
    wanted = {"program_id": program_id, "member_id": member_id}
    return SQL.records(conn, "history", wanted, into=Consent)


def before(
    conn: Connection, program_id: UUID, member_id: UUID, *, moment: tuple[datetime, UUID],
    limit: int,
) -> list[Consent]:  # fmt: skip
    """Will give what a member said before a moment, the latest first."""
    wanted = {
        "program_id": program_id, "member_id": member_id, "at": moment[0], "id": moment[1],
        "limit": limit,
    }  # fmt: skip
    return SQL.records(conn, "before", wanted, into=Consent)


def current(conn: Connection, program_id: UUID, member_id: UUID) -> Current:
    """Will give what counts of it now, by purpose and channel."""
    return of_members(conn, program_id, [member_id]).get(member_id, {})


def of_members(
    conn: Connection, program_id: UUID, member_ids: Sequence[UUID]
) -> dict[UUID, Current]:
    """Will give what counts now of what these members said; one who said nothing is left out."""
    wanted = {"program_id": program_id, "member_ids": list(member_ids)}
    found: dict[UUID, Current] = {}
    for one in SQL.records(conn, "current", wanted, into=Consent):
        found.setdefault(one.member_id, {})[one.about] = one
    return found


def purposes(conn: Connection, program_id: UUID) -> list[str]:
    """Will give every purpose that anybody said something about."""
    return [str(row[0]) for row in SQL.rows(conn, "purposes", {"program_id": program_id})]


def standings(conn: Connection, program_id: UUID) -> list[Standing]:
    """Will count who agrees to what now, by purpose, means and text."""
    return SQL.records(conn, "standings", {"program_id": program_id}, into=Standing)


def months(conn: Connection, program_id: UUID, since: datetime, zone: str) -> list[Month]:
    """Will count what was said each month of the shop's calendar since an instant."""
    wanted = {"program_id": program_id, "since": since, "zone": zone}
    return SQL.records(conn, "months", wanted, into=Month)


def latest(conn: Connection, program_id: UUID, *, limit: int) -> list[Consent]:
    """Will give what was said last by anybody."""
    return SQL.records(conn, "latest", {"program_id": program_id, "limit": limit}, into=Consent)


def standing_after(
    conn: Connection, program_id: UUID, after: UUID, *, members: int
) -> list[Consent]:
    """Will give what counts now of the members after one, so many of them."""
    wanted = {"program_id": program_id, "after": after, "members": members}
    return SQL.records(conn, "standing_after", wanted, into=Consent)
