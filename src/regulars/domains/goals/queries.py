"""Reading goals."""

from uuid import UUID

from psycopg import Connection

from regulars.domains.goals.contracts import Goal
from regulars.domains.goals.store import SQL


def all_of(conn: Connection, program_id: UUID) -> list[Goal]:
    """Will give a program's goals, the one that ends first at the top."""
    return SQL.records(conn, "all_of", {"program_id": program_id}, into=Goal)
