"""Reading notices."""

from uuid import UUID

from psycopg import Connection

from regulars.domains.messages.contracts import Notice
from regulars.domains.messages.store import SQL


def notices(
    conn: Connection, account_id: UUID, *, before: UUID | None = None, limit: int = 100
) -> list[Notice]:
    """Will give an account's notices, newest first."""
    wanted = {"account_id": account_id, "before": before, "limit": limit}
    return SQL.records(conn, "notices", wanted, into=Notice)


def counts(conn: Connection, program_id: UUID) -> dict[str, int]:
    """Will count a program's notices by trigger."""
    return dict(SQL.rows(conn, "count_by_trigger", {"program_id": program_id}))
