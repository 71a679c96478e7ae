"""Reading levels: one member's history, and what the program's staff look at."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from psycopg import Connection

from regulars.domains.tiers.contracts import Adviser, Change, Decision, Open
from regulars.domains.tiers.store import SQL

FIRST = (datetime(1970, 1, 1, tzinfo=UTC), UUID(int=0), "", "")


def changes(
    conn: Connection, account_id: UUID, *, before: UUID | None = None, limit: int = 100
) -> list[Change]:
    """Will give a member's changes of level, newest first."""
    wanted = {"account_id": account_id, "before": before, "limit": limit}
    return SQL.records(conn, "changes", wanted, into=Change)


def decisions(conn: Connection, account_id: UUID, *, limit: int = 100) -> list[Decision]:
    """Will give what was decided about a member's levels, newest first."""
    wanted = {"account_id": account_id, "limit": limit}
    return SQL.records(conn, "decisions", wanted, into=Decision)


def waiting(
    conn: Connection,
    program_id: UUID,
    *,
    status: str = "",
    after: tuple[datetime, UUID, str, str] | None = None,
    limit: int = 100,
) -> list[Open]:
    """Will give candidates and open invitations of a program, the oldest first."""
    since, account_id, set_id, level = after or FIRST
    wanted = {
        "program_id": program_id, "status": status, "since": since, "account_id": account_id,
        "set_id": set_id, "level": level, "limit": limit,
    }  # fmt: skip
    return SQL.records(conn, "open", wanted, into=Open)


def count_waiting(conn: Connection, program_id: UUID, status: str) -> int:
    """Will count candidates or open invitations of a program."""
    wanted = {"program_id": program_id, "status": status}
    return int(SQL.rows(conn, "count_open", wanted)[0][0])


def counts(conn: Connection, program_id: UUID) -> dict[tuple[str, str], int]:
    """Will count members by set and level; who never left the lowest one is not among them."""
    found = SQL.rows(conn, "count_levels", {"program_id": program_id})
    return {(set_id, level): count for set_id, level, count in found}


def adviser(conn: Connection, account_id: UUID) -> Adviser | None:
    """Will give who advises a member."""
    found = SQL.records(conn, "adviser", {"account_id": account_id}, into=Adviser)
    return found[0] if found else None


def levels_of(conn: Connection, account_ids: Sequence[UUID]) -> dict[UUID, set[str]]:
    """Will give the levels that accounts are on; who never left the lowest one is left out."""
    found: dict[UUID, set[str]] = {}
    for account_id, level in SQL.rows(conn, "levels_of", {"account_ids": list(account_ids)}):
        found.setdefault(account_id, set()).add(level)
    return found
