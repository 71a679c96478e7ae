"""Reading devices and who serves."""

from collections.abc import Sequence
from uuid import UUID

from psycopg import Connection

from regulars.domains.tills.contracts import Cashier, Queued, Till
from regulars.domains.tills.store import SQL


def by_key(conn: Connection, key_id: UUID) -> Till | None:
    """Will give the device that has a key."""
    found = SQL.records(conn, "by_key", {"key_id": key_id}, into=Till)
    return found[0] if found else None


def chain_end(conn: Connection, till_id: UUID) -> tuple[int, bytes]:
    """Will give the last place of a device's chain; (0, b"") for one without any."""
    found = SQL.rows(conn, "chain_end", {"till_id": till_id})
    return (found[0][0], bytes(found[0][1])) if found else (0, b"")


def chained_at(conn: Connection, till_id: UUID, seq: int) -> bytes | None:
    """Will give what a place of a device's chain is known by."""
    found = SQL.rows(conn, "chained_at", {"till_id": till_id, "seq": seq})
    return bytes(found[0][0]) if found else None


def not_booked(conn: Connection, program_id: UUID, *, limit: int = 50) -> list[Queued]:
    """Will give sales of a program's devices that were sent and not booked, the newest first."""
    wanted = {"program_id": program_id, "limit": limit}
    return SQL.records(conn, "not_booked", wanted, into=Queued)


def tills(conn: Connection, program_id: UUID) -> list[Till]:
    """Will give a program's devices, the oldest first."""
    return SQL.records(conn, "tills", {"program_id": program_id}, into=Till)


def cashiers(conn: Connection, program_id: UUID) -> list[Cashier]:
    """Will give who serves at a program's tills today, by name."""
    return SQL.records(conn, "cashiers", {"program_id": program_id}, into=Cashier)


def called(conn: Connection, program_id: UUID, cashier_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Will give the names of those of a program who serve or served."""
    wanted = {"program_id": program_id, "cashier_ids": list(cashier_ids)}
    return {row[0]: str(row[1]) for row in SQL.rows(conn, "called", wanted)}


def labels(conn: Connection, program_id: UUID, key_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Will give what those of a program's devices are called that have these keys."""
    wanted = {"program_id": program_id, "key_ids": list(key_ids)}
    return {row[0]: str(row[1]) for row in SQL.rows(conn, "labels", wanted)}
