"""Lists of every type arrive as they were sent, with gaps, and always as the same type of array."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from psycopg import Connection

from regulars.kit.pg.sql import Statements

SENT = Statements("-- sent --\nSELECT %(items)s, pg_typeof(%(items)s)::text;")
FITTED = Statements("-- fitted --\nSELECT %(items)s::bytea[];")
BEFORE_2000 = datetime(1969, 7, 20, 20, 17, 40, 123456, tzinfo=UTC)


@pytest.mark.parametrize(
    ("items", "type_"),
    [
        ([UUID(int=1), None, UUID(int=2**128 - 1)], "uuid[]"),
        ([1, None, -(2**63), 2**63 - 1], "bigint[]"),
        ([0], "bigint[]"),
        (["", 'ä"\\{},NULL', None, "NULL"], "text[]"),
        ([b"", b"\x00\xff", None], "bytea[]"),
        ([True, False, None], "boolean[]"),
        ([BEFORE_2000, None, datetime(9999, 12, 31, tzinfo=UTC)], "timestamp with time zone[]"),
    ],
)
def test_a_list_arrives_as_it_was_sent(conn: Connection, items: list[Any], type_: str) -> None:
    assert SENT.rows(conn, "sent", {"items": items}) == [(items, type_)]


def test_lists_of_no_type_take_what_the_statement_says(conn: Connection) -> None:
    for items in ([], [None], [None, None]):
        assert FITTED.rows(conn, "fitted", {"items": items}) == [(items,)]
    assert FITTED.rows(conn, "fitted", {"items": [b"x"]}) == [([b"x"],)]


def test_other_lists_are_the_driver_s(conn: Connection) -> None:
    nested = [[1, 2], [3, 4]]
    assert SENT.rows(conn, "sent", {"items": nested})[0][0] == nested
