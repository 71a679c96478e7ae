"""Lists as each of the staff likes to see them."""

from uuid import UUID

from psycopg import Connection

from regulars.domains.merchants.store import SQL


def put(conn: Connection, user_id: int, program_id: UUID, name: str, query: str) -> None:
    """Will keep what is asked for under a name."""
    columns = {"user_id": user_id, "program_id": program_id, "name": name, "query": query}
    SQL.run(conn, "put_view", columns)


def drop(conn: Connection, user_id: int, program_id: UUID, name: str) -> bool:
    """Will forget a view."""
    columns = {"user_id": user_id, "program_id": program_id, "name": name}
    return SQL.run(conn, "drop_view", columns) == 1


def of(conn: Connection, user_id: int, program_id: UUID) -> dict[str, str]:
    """Will give somebody's views at a program, by name."""
    return dict(SQL.rows(conn, "views", {"user_id": user_id, "program_id": program_id}))
