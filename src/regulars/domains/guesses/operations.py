"""Counting misses. One row for each who missed of late; a row whose time is over begins anew."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from psycopg import Connection

from regulars.domains.guesses.store import SQL

WINDOW = timedelta(minutes=15)
KEPT = timedelta(days=1)

Count = tuple[int, datetime]


def counts(
    conn: Connection, program_id: UUID, whos: Sequence[str], now: datetime
) -> dict[str, Count]:
    """Will give how often each has missed of late, and since when; nobody else is in it."""
    hashes = {_hash(program_id, who): who for who in whos}
    wanted = {"program_id": program_id, "whos": list(hashes), "since": now - WINDOW}
    found = SQL.rows(conn, "counts", wanted)
    return {hashes[bytes(who)]: (times, began) for who, times, began in found}


def miss(
    conn: Connection, program_id: UUID, whos: Sequence[str], now: datetime
) -> dict[str, Count]:
    """Will count a miss of each and give the counts; what is long over is forgotten."""
    hashes = {_hash(program_id, who): who for who in whos}
    SQL.run(conn, "forget_old", {"before": now - KEPT, "program_id": program_id})
    wanted = {
        "program_id": program_id, "whos": list(hashes), "now": now, "since": now - WINDOW
    }  # fmt: skip
    found = SQL.rows(conn, "miss", wanted)
    return {hashes[bytes(who)]: (times, began) for who, times, began in found}


def above(conn: Connection, program_id: UUID, times: int, now: datetime) -> int:
    """Will count members, keys and addresses that missed so often within a day."""
    wanted = {"program_id": program_id, "since": now - KEPT, "times": times}
    return int(SQL.rows(conn, "above", wanted)[0][0])


def forget(conn: Connection, program_id: UUID, who: str) -> None:
    """Will forget what somebody missed."""
    SQL.run(conn, "forget", {"program_id": program_id, "who": _hash(program_id, who)})


def _hash(program_id: UUID, who: str) -> bytes:
    return sha256(f"{program_id}:{who}".encode()).digest()
