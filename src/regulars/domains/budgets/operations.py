"""Claiming budgets: what is left is locked, handed to the rules, and what they used is written."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from msgspec import structs
from psycopg import Connection

from regulars.domains.budgets.contracts import Change
from regulars.domains.budgets.store import SQL


def lock(conn: Connection, program_id: UUID, keys: Sequence[str]) -> dict[str, int]:
    """Will give what each limit has used so far, less what was added, held until the end of the
    transaction.
    """
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


def add(conn: Connection, program_id: UUID, amounts: Mapping[str, int]) -> None:
    """Will add to what there is in all (less, where negative); limits must be locked."""
    columns = {
        "program_id": program_id, "keys": list(amounts), "amounts": list(amounts.values())
    }  # fmt: skip
    SQL.run(conn, "add", columns)


def taken(conn: Connection, program_id: UUID) -> dict[str, int]:
    """Will give how much was ever taken of every limit of a program and not given back."""
    return dict(SQL.rows(conn, "taken", {"program_id": program_id}))


def used(conn: Connection, program_id: UUID) -> dict[str, int]:
    """Will give what every limit of a program has used, less what was added to it."""
    return dict(SQL.rows(conn, "used", {"program_id": program_id}))


def note_change(conn: Connection, change: Change) -> None:
    """Will write down what staff changed, and why."""
    SQL.run(conn, "note_change", structs.asdict(change))


def change_of(conn: Connection, program_id: UUID, key: str) -> Change | None:
    """Will find a change by its key."""
    wanted = {"program_id": program_id, "change_key": key}
    found = SQL.records(conn, "change_of", wanted, into=Change)
    return found[0] if found else None


def changes(conn: Connection, program_id: UUID, limit_key: str, *, limit: int) -> list[Change]:
    """Will give what staff changed of a limit, the newest first."""
    wanted = {"program_id": program_id, "limit_key": limit_key, "limit": limit}
    return SQL.records(conn, "changes", wanted, into=Change)
