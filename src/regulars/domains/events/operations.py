"""Writing what happened: set-based, one statement a kind, none when there is nothing of it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.domains.events.contracts import KeptEvent, KeptOrder, OrderKey, Parked
from regulars.domains.events.store import SQL


def _text(value: bytes | None) -> str | None:
    return value.decode() if value is not None else None


def record_orders(conn: Connection, orders: Sequence[KeptOrder], *, copies: bool = False) -> None:
    """Will keep orders. Raises psycopg's UniqueViolation when a number was taken meanwhile."""
    if not orders:
        return
    if copies:
        SQL.copy(conn, "copy_orders", map(_row, orders))
        return
    columns = {
        "program_ids": [one.program_id for one in orders],
        "sources": [one.source for one in orders],
        "external_ids": [one.external_id for one in orders],
        "order_ids": [one.order_id for one in orders],
        "account_ids": [one.account_id for one in orders],
        "standings": [_text(one.standing) for one in orders],
    }
    SQL.send(conn, "insert_orders", columns | _booked(orders))


def _row(one: KeptOrder) -> tuple[object, ...]:
    return (
        one.program_id, one.source, one.external_id, one.order_id, one.account_id, one.holder_id,
        one.event_no, one.fingerprint, _text(one.body), _text(one.inputs), _text(one.outcome),
        _text(one.standing), one.occurred_at, one.booked_at, one.first_seq, one.last_seq,
    )  # fmt: skip


def record_events(conn: Connection, events: Sequence[KeptEvent]) -> None:
    """Will keep events. Raises psycopg's UniqueViolation when a key was taken meanwhile."""
    if not events:
        return
    columns = {
        "account_ids": [one.account_id for one in events],
        "keys": [one.key for one in events],
        "kinds": [one.kind for one in events],
    }
    SQL.send(conn, "insert_events", columns | _booked(events))


def _booked(kept: Sequence[KeptOrder] | Sequence[KeptEvent]) -> dict[str, list[object]]:
    return {
        "event_nos": [one.event_no for one in kept],
        "fingerprints": [one.fingerprint for one in kept],
        "bodies": [_text(one.body) for one in kept],
        "inputs": [_text(one.inputs) for one in kept],
        "outcomes": [_text(one.outcome) for one in kept],
        "occurred": [one.occurred_at for one in kept],
        "booked": [one.booked_at for one in kept],
        "first_seqs": [one.first_seq for one in kept],
        "last_seqs": [one.last_seq for one in kept],
    }


def restand(conn: Connection, changed: Sequence[tuple[OrderKey, bytes, UUID]]) -> None:
    """Will note how orders stand now and which account holds them."""
    if changed:
        columns = {
            "program_ids": [key.program_id for key, _, _ in changed],
            "sources": [key.source for key, _, _ in changed],
            "external_ids": [key.external_id for key, _, _ in changed],
            "standings": [standing.decode() for _, standing, _ in changed],
            "holder_ids": [holder for _, _, holder in changed],
        }
        SQL.send(conn, "restand_orders", columns)


def park(
    conn: Connection, key: OrderKey, refund_key: str, fingerprint: bytes, body: bytes, now: datetime
) -> None:
    """Will keep a refund until its order arrives; a repeat changes nothing."""
    columns = {
        "program_id": key.program_id,
        "source": key.source,
        "order_external_id": key.external_id,
        "key": refund_key,
        "fingerprint": fingerprint,
        "body": body.decode(),
        "parked_at": now,
    }
    SQL.run(conn, "park", columns)


def unpark(conn: Connection, parked: Parked) -> None:
    """Will forget a refund that no longer waits."""
    SQL.run(conn, "unpark", _parked(parked))


def refuse(conn: Connection, parked: Parked, code: str) -> None:
    """Will note why a refund that waited could not be applied; it waits no longer."""
    SQL.run(conn, "refuse_parked", _parked(parked) | {"code": code})


def _parked(parked: Parked) -> dict[str, object]:
    return {
        "program_id": parked.program_id,
        "source": parked.source,
        "order_external_id": parked.order_external_id,
        "key": parked.key,
    }


def redact(conn: Connection, account_id: UUID, kinds: Sequence[str], body: bytes) -> None:
    """Will take what a member told of themselves out of their events."""
    columns = {"account_id": account_id, "kinds": list(kinds), "body": body.decode()}
    SQL.run(conn, "redact_events", columns)


def blank_activities(conn: Connection, account_id: UUID) -> None:
    """Will take out what was told with an account's activities."""
    SQL.run(conn, "blank_activities", {"account_id": account_id})
