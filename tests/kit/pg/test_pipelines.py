"""Much data in a pipeline: whatever a socket does not take at once is sent before it is waited for.

Without that the driver waits for ever; a thread that does not end is how it would show.
"""

import threading
from collections.abc import Callable

import psycopg
from tests.support.fixtures import Database

from regulars.kit.pg.sql import Statements

STATEMENTS = Statements("-- put --\nSELECT length(%(text)s::text);\n")
LARGE = {"text": "x" * 3_000_000}
PATIENCE_SECONDS = 120


def test_more_than_a_socket_takes(fresh_database: Callable[[], Database]) -> None:
    counted: list[int] = []

    def work() -> None:
        with psycopg.connect(database.app, autocommit=True) as conn:
            for _ in range(5):
                with conn.transaction(), conn.pipeline():
                    STATEMENTS.send(conn, "put", LARGE)
                    counted.append(STATEMENTS.run(conn, "put", LARGE))

    database = fresh_database()
    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    worker.join(PATIENCE_SECONDS)
    assert counted == [1] * 5
