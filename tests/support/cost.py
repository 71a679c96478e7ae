"""Counting what work costs the database: statements sent and rows written, never time."""

import tempfile
from collections.abc import Callable
from typing import Any

from psycopg import Connection

_WRITTEN = """
SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables
WHERE n_tup_ins + n_tup_upd + n_tup_del > 0
"""


def statements(conn: Connection, work: Callable[[], Any]) -> int:
    """How many statements went to the server, as the driver's own trace has it."""
    return _traced(conn, work, "\tExecute\t")


def waits(conn: Connection, work: Callable[[], Any]) -> int:
    """How often the server was waited for: what travels together is answered together."""
    return _traced(conn, work, "\tReadyForQuery\t")


def _traced(conn: Connection, work: Callable[[], Any], what: str) -> int:
    with tempfile.TemporaryFile("w+") as trace:
        conn.pgconn.trace(trace.fileno())
        try:
            work()
        finally:
            conn.pgconn.untrace()
        trace.seek(0)
        return sum(what in line for line in trace)


def rows_written(conn: Connection, work: Callable[[], Any]) -> dict[str, int]:
    """How many rows were written, by table, as the server counts them in this transaction."""
    before = dict(conn.execute(_WRITTEN).fetchall())
    work()
    after = dict(conn.execute(_WRITTEN).fetchall())
    return {
        name: count - before.get(name, 0)
        for name, count in sorted(after.items())
        if count != before.get(name, 0)
    }
