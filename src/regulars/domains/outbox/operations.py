"""Putting envelopes in with the points, and draining them in batches into one ordered feed."""

import logging
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.domains.outbox import taking
from regulars.domains.outbox.contracts import Aside, Envelope, Waiting
from regulars.domains.outbox.store import SQL

log = logging.getLogger(__name__)
_several = msgspec.json.Decoder(list[msgspec.Raw]).decode
_one = msgspec.json.Decoder(Envelope).decode


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


def drain(conn: Connection, limit: int, now: datetime) -> int:
    """Will move a batch into the feed, and set aside what cannot be read; 0 when there is none, or
    another drainer is at it."""
    taken = (taking.of_shard if SQL.by_account else taking.of_all)(conn, limit)
    if taken is None:
        return 0
    rows: list[tuple[UUID, UUID, str]] = []
    unread: list[Aside] = []
    for outbox_id, program_id, account_id, envelopes in taken.rows:
        try:
            rows += [(program_id, account_id, one) for one in _envelopes(envelopes)]
        except (msgspec.DecodeError, RecursionError) as error:
            log.error("what waits as %s cannot be read and is set aside: %s", outbox_id, error)
            unread.append(Aside(
                account_id=account_id, outbox_id=outbox_id, program_id=program_id,
                envelopes=envelopes, why=str(error), set_aside_at=now,
            ))  # fmt: skip
    if rows:
        columns = {
            "positions": list(range(taken.position + 1, taken.position + 1 + len(rows))),
            "program_ids": [row[0] for row in rows],
            "account_ids": [row[1] for row in rows],
            "envelopes": [row[2] for row in rows],
        }
        SQL.run(conn, "publish", columns)
        move(conn, taking.FEED, taken.position + len(rows))
    if unread:
        _set_aside(conn, unread, now)
    # Rows without any envelope count too: 0 would say that nothing waits.
    return len(rows) + len(unread) or len(taken.rows)


def _envelopes(text: bytes) -> list[str]:
    """As they were written, each of them one that consumers can read."""
    found = _several(text)
    for one in found:
        _one(one)
    return [bytes(one).decode() for one in found]


def _set_aside(conn: Connection, unread: Sequence[Aside], now: datetime) -> None:
    columns = {
        "account_ids": [one.account_id for one in unread],
        "outbox_ids": [one.outbox_id for one in unread],
        "program_ids": [one.program_id for one in unread],
        "envelopes": [bytes(one.envelopes).decode() for one in unread],
        "whys": [one.why for one in unread],
        "now": now,
    }
    SQL.run(conn, "set_aside", columns)


def put_back(conn: Connection) -> int:
    """Will let all that was set aside wait again, for a drainer that can read it; answers how
    many."""
    return SQL.run(conn, "put_back")


def move(conn: Connection, consumer: str, position: int) -> None:
    """Will note how far a consumer has read."""
    SQL.run(conn, "move_cursor", {"consumer": consumer, "position": position})
