"""Reading notes."""

from uuid import UUID

from psycopg import Connection

from regulars.domains.notes.contracts import Note
from regulars.domains.notes.store import SQL

NEWEST = UUID(int=2**128 - 1)


def of_member(
    conn: Connection, program_id: UUID, member_id: UUID, *, before: UUID = NEWEST, limit: int
) -> list[Note]:
    """Will give what was written about a member, the newest first."""
    wanted = {
        "program_id": program_id, "member_id": member_id, "before": before, "limit": limit,
    }  # fmt: skip
    return SQL.records(conn, "of_member", wanted, into=Note)
