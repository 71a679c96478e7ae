"""Reading notices."""

from datetime import UTC, datetime
from uuid import UUID

from psycopg import Connection

from regulars.domains.messages.contracts import Notice
from regulars.domains.messages.store import SQL

FAR = datetime(9000, 1, 1, tzinfo=UTC)
LAST = UUID(int=2**128 - 1)


def notices(
    conn: Connection, account_id: UUID, *, before: UUID | None = None, limit: int = 100
) -> list[Notice]:
    """Will give an account's notices, newest first."""
    wanted = {"account_id": account_id, "before": before, "limit": limit}
    return SQL.records(conn, "notices", wanted, into=Notice)


def newest(
    conn: Connection, program_id: UUID, *, before: tuple[datetime, UUID] | None, limit: int
) -> list[Notice]:
    """Will give a program's notices, newest first, from before one of them on."""
    created_at, notice_id = before or (FAR, LAST)
    wanted = {
        "program_id": program_id, "created_at": created_at, "notice_id": notice_id, "limit": limit
    }  # fmt: skip
    return SQL.records(conn, "newest_notices", wanted, into=Notice)


def counts(conn: Connection, program_id: UUID) -> dict[str, int]:
    """Will count a program's notices by trigger."""
    return dict(SQL.rows(conn, "count_by_trigger", {"program_id": program_id}))
