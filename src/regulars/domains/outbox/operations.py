"""Putting envelopes in with the points, and draining them in batches into one ordered feed."""

from collections.abc import Sequence

import msgspec
from psycopg import Connection

from regulars.domains.outbox.contracts import Waiting
from regulars.domains.outbox.store import SQL

DRAINER = "@feed"


def put(conn: Connection, waiting: Sequence[Waiting], *, copies: bool = False) -> None:
    """Will keep envelopes in the transaction of what they speak of."""
    if not waiting:
        return
    if copies:
        SQL.copy(conn, "copy", map(_row, waiting))
        return
    columns: dict[str, object] = {
        "account_ids": [one.account_id for one in waiting],
        "outbox_ids": [one.outbox_id for one in waiting],
        "program_ids": [one.program_id for one in waiting],
        "envelopes": [msgspec.json.encode(one.envelopes).decode() for one in waiting],
    }
    SQL.send(conn, "put", columns)


def _row(one: Waiting) -> tuple[object, ...]:
    envelopes = msgspec.json.encode(one.envelopes).decode()
    return one.account_id, one.outbox_id, one.program_id, envelopes


def drain(conn: Connection, limit: int = 1000) -> int:
    """Will move a batch into the feed; 0 when there is none, or another drainer is at it."""
    held = SQL.rows(conn, "lock_drainer")
    if not held:
        return 0
    position = held[0][0]
    taken = sorted(SQL.rows(conn, "take", {"limit": limit}), key=lambda row: row[0])
    rows = [
        (program_id, account_id, bytes(envelope).decode())
        for _, program_id, account_id, envelopes in taken
        for envelope in msgspec.json.decode(envelopes, type=list[msgspec.Raw])
    ]
    if rows:
        columns = {
            "positions": list(range(position + 1, position + 1 + len(rows))),
            "program_ids": [row[0] for row in rows],
            "account_ids": [row[1] for row in rows],
            "envelopes": [row[2] for row in rows],
        }
        SQL.run(conn, "publish", columns)
        move(conn, DRAINER, position + len(rows))
    return len(rows)


def move(conn: Connection, consumer: str, position: int) -> None:
    """Will note how far a consumer has read."""
    SQL.run(conn, "move_cursor", {"consumer": consumer, "position": position})
