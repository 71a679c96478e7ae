"""Claiming budgets: what is left is locked, handed to the rules, and what they used is written."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from psycopg import Connection

from regulars.domains.budgets.store import SQL


def lock(conn: Connection, program_id: UUID, keys: Sequence[str]) -> dict[str, int]:
    """Will give what each limit has used so far, held until the end of the transaction."""
    if not keys:
        return {}
    wanted = {"program_id": program_id, "keys": sorted(keys)}
    SQL.run(conn, "open_slots", wanted)
    used: dict[str, int] = {}
    for key, amount in SQL.rows(conn, "lock_slots", wanted):
        used[key] = used.get(key, 0) + amount
    return used


def use(conn: Connection, program_id: UUID, amounts: Mapping[str, int]) -> None:
    """Will add what was used; limits must be locked by this transaction."""
    changed = {key: amount for key, amount in amounts.items() if amount}
    if changed:
        columns = {
            "program_id": program_id,
            "keys": list(changed),
            "amounts": list(changed.values()),
        }
        SQL.run(conn, "use", columns)


def used(conn: Connection, program_id: UUID) -> dict[str, int]:
    """Will give what every limit of a program has used."""
    return dict(SQL.rows(conn, "used", {"program_id": program_id}))
