"""What is copied in is what was given, whatever signs are in it."""

from datetime import UTC, datetime
from uuid import UUID

import psycopg

from regulars.kit.pg.sql import Statements

SQL = Statements("-- put --\nCOPY copied (n, said, id, raw, yes, at) FROM STDIN;")
ID, AT = UUID(int=7), datetime(2026, 1, 1, 12, 30, 0, 5, UTC)
TEXTS = ("", "plain", "\\N", "\\", "tab\there", "line\nand\r\nline", "\\t", "ä 中 🎈", None)


def test_every_sign_and_type_comes_back(conn: psycopg.Connection) -> None:
    conn.execute(
        "CREATE TEMPORARY TABLE copied "
        "(n bigint, said text, id uuid, raw bytea, yes boolean, at timestamptz)"
    )
    rows = [
        (number, said, ID, bytes(range(number)), bool(number % 2), AT)
        for number, said in enumerate(TEXTS)
    ]
    nothing = (99, None, None, None, None, None)
    SQL.copy(conn, "put", rows)
    SQL.copy(conn, "put", [nothing, nothing])
    SQL.copy(conn, "put", [])
    found = conn.execute("SELECT * FROM copied ORDER BY n").fetchall()
    assert found == [*rows, nothing, nothing]
