"""Reading devices and who serves."""

from uuid import UUID

from psycopg import Connection

from regulars.domains.tills.contracts import Cashier, Till
from regulars.domains.tills.store import SQL


def by_key(conn: Connection, key_id: UUID) -> Till | None:
    """Will give the device that has a key."""
    found = SQL.records(conn, "by_key", {"key_id": key_id}, into=Till)
    return found[0] if found else None


def tills(conn: Connection, program_id: UUID) -> list[Till]:
    """Will give a program's devices, the oldest first."""
    return SQL.records(conn, "tills", {"program_id": program_id}, into=Till)


def cashiers(conn: Connection, program_id: UUID) -> list[Cashier]:
    """Will give who serves at a program's tills today, by name."""
    return SQL.records(conn, "cashiers", {"program_id": program_id}, into=Cashier)
