"""Reading segments."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.domains.segments.contracts import Member, Saved
from regulars.domains.segments.store import SQL


def saved(conn: Connection, program_id: UUID) -> list[Saved]:
    """Will give the definitions that staff saved, by name."""
    return SQL.records(conn, "saved", {"program_id": program_id}, into=Saved)


def counts(conn: Connection, program_id: UUID) -> dict[str, int]:
    """Will count the members of every segment that has any."""
    return dict(SQL.rows(conn, "counts", {"program_id": program_id}))


def members(
    conn: Connection, program_id: UUID, segment: str, *, after: UUID | None, limit: int
) -> list[Member]:
    """Will give who is in a segment, by account, a page at a time."""
    wanted = {
        "program_id": program_id,
        "segment": segment,
        "after": after or UUID(int=0),
        "limit": limit,
    }
    return SQL.records(conn, "members", wanted, into=Member)


def scale(conn: Connection, program_id: UUID) -> bytes | None:
    """Will give where fifths and classes were cut the last time."""
    found = SQL.rows(conn, "scale", {"program_id": program_id})
    return bytes(found[0][0]) if found else None


def accounts(
    conn: Connection, program_id: UUID, names: Sequence[str], *, after: UUID | None, limit: int,
    until: datetime | None = None,
) -> list[UUID]:  # fmt: skip
    """Will list the accounts of those who are in any of these segments (since `until` at the
    latest), by id."""
    wanted = {
        "program_id": program_id,
        "segments": list(names),
        "after": after or UUID(int=0),
        "limit": limit,
        "until": until,
    }
    return [row[0] for row in SQL.rows(conn, "accounts", wanted)]


def count_any(conn: Connection, program_id: UUID, names: Sequence[str]) -> int:
    """Will count those who are in any of these segments."""
    wanted = {"program_id": program_id, "segments": list(names)}
    return int(SQL.rows(conn, "count_any", wanted)[0][0])


def those_in(
    conn: Connection, program_id: UUID, segment: str, account_ids: Sequence[UUID]
) -> set[UUID]:
    """Will give which of these accounts are in a segment."""
    wanted = {"program_id": program_id, "segment": segment, "account_ids": list(account_ids)}
    return {row[0] for row in SQL.rows(conn, "those_in", wanted)}
