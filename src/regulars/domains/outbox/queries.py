"""Reading the feed from a cursor."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.domains.outbox.contracts import Aside
from regulars.domains.outbox.store import SQL
from regulars.kit import ids


def cursor(conn: Connection, consumer: str) -> int:
    """Will give how far a consumer has read; 0 when it has not begun."""
    found = SQL.rows(conn, "cursor", {"consumer": consumer})
    return int(found[0][0]) if found else 0


def read(conn: Connection, after: int, limit: int) -> list[tuple[int, UUID, UUID, bytes]]:
    """Will give (position, program, account, envelope) after a position, in order."""
    found = SQL.rows(conn, "read", {"after": after, "limit": limit})
    return [(row[0], row[1], row[2], row[3]) for row in found]


def waiting(conn: Connection) -> int:
    """Will count what is not in the feed yet."""
    return int(SQL.rows(conn, "waiting")[0][0])


def waiting_since(conn: Connection) -> datetime | None:
    """When what waits longest was written."""
    found = SQL.rows(conn, "oldest_waiting")
    return ids.made_at(found[0][0]) if found else None


def aside(conn: Connection, limit: int) -> list[Aside]:
    """Will list what was set aside since it cannot be read, the oldest first."""
    return SQL.records(conn, "aside", {"limit": limit}, into=Aside)


def count_aside(conn: Connection, program_id: UUID) -> int:
    """Will count what was set aside of a program."""
    return int(SQL.rows(conn, "count_aside", {"program_id": program_id})[0][0])


def count_all_aside(conn: Connection) -> int:
    """Will count what was set aside of all programs."""
    return int(SQL.rows(conn, "count_all_aside")[0][0])
