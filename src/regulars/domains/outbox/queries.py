"""Reading the feed from a cursor."""

from uuid import UUID

from psycopg import Connection

from regulars.domains.outbox.store import SQL


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
