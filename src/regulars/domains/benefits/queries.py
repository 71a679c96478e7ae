"""Reading uses."""

from collections.abc import Sequence
from uuid import UUID

from psycopg import Connection

from regulars.domains.benefits.contracts import Use
from regulars.domains.benefits.store import SQL


def use(conn: Connection, account_id: UUID, event_no: int) -> Use | None:
    """Will give one use of an account."""
    wanted = {"account_id": account_id, "event_no": event_no}
    found = SQL.records(conn, "use", wanted, into=Use)
    return found[0] if found else None


def uses_on(conn: Connection, orders: Sequence[tuple[UUID, str]]) -> list[Use]:
    """Will give the uses on orders, each named with whose it is, under any of its names."""
    wanted = {"account_ids": [one for one, _ in orders], "orders": [ref for _, ref in orders]}
    return SQL.records(conn, "uses_on", wanted, into=Use)


def uses(
    conn: Connection, account_id: UUID, *, before: int | None = None, limit: int = 100
) -> list[Use]:
    """Will give an account's uses, newest first."""
    wanted = {"account_id": account_id, "before": before, "limit": limit}
    return SQL.records(conn, "uses", wanted, into=Use)


def counts(conn: Connection, program_id: UUID) -> dict[str, tuple[int, int, int]]:
    """Will count a program's uses by benefit: uses, members, money saved."""
    found = SQL.rows(conn, "count_uses", {"program_id": program_id})
    return {benefit: (uses, members, int(saved)) for benefit, uses, members, saved in found}
