"""What a drainer takes next, in either of two ways: of all accounts, or of one shard of them.

Of all, one drainer is at it at a time. Shards have a drainer each; they wait for one another only
while they give positions, so the feed has one order in both.
"""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct
from psycopg import Connection

from regulars.domains.outbox.store import SQL

FEED = "@feed"
SHARDS = 8


class Taken(Struct, frozen=True):
    """Rows (id, program, account, envelopes) by their ids, and the feed's last position, held until
    the transaction ends.
    """

    position: int
    rows: Sequence[tuple[UUID, UUID, UUID, bytes]]


def of_all(conn: Connection, limit: int) -> Taken | None:
    """Will take the oldest of all; None where another drainer is at it."""
    position = _held(conn, FEED)
    if position is None:
        return None
    rows = SQL.rows(conn, "take", {"limit": limit})
    return Taken(position, sorted((row[0], row[1], row[2], row[3]) for row in rows))


def of_shard(conn: Connection, limit: int) -> Taken | None:
    """Will take the oldest of that shard which has had least, of those where something waits and
    no other drainer is at it; None where there is none."""
    for (consumer,) in SQL.rows(conn, "shards"):
        had = _held(conn, consumer)
        if had is None:
            continue
        rows = _next(conn, int(consumer.rpartition("/")[2]), limit)
        if rows:
            moved = {"consumer": consumer, "position": had + len(rows)}
            SQL.run(conn, "move_cursor", moved)
            return Taken(SQL.rows(conn, "hold_feed")[0][0], rows)
    return None


def _held(conn: Connection, consumer: str) -> int | None:
    found = SQL.rows(conn, "lock_drainer", {"consumer": consumer})
    return int(found[0][0]) if found else None


def _next(conn: Connection, shard: int, limit: int) -> list[tuple[UUID, UUID, UUID, bytes]]:
    """What waits is read first: a lock on what many machines have cannot be asked for."""
    asked = {"shard": shard, "shards": SHARDS, "limit": limit}
    waiting = SQL.rows(conn, "next_of_shard", asked)
    wanted = {
        "account_ids": [row[0] for row in waiting],
        "outbox_ids": [row[1] for row in waiting],
    }
    rows = SQL.rows(conn, "take_some", wanted) if waiting else []
    return sorted((row[0], row[1], row[2], row[3]) for row in rows)
