"""Named statements give the same values on every connection."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
import psycopg
import pytest
from psycopg.pq import TransactionStatus

from regulars.kit.pg import prepared
from regulars.kit.pg.sql import Statements, load

statements = load("tests.kit.pg.sample")
one = Statements("-- one --\nSELECT %(n)s::bigint;\n")

GIVEN: dict[str, Any] = {
    "uuid": UUID("0198a1b2-0000-7000-8000-000000000001"),
    "instant": datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC),
    "document": '{"b": 1,  "a": [1.10]}',
    "bytes": b"\x00\xff",
    "words": ["a", "", "ö", None],
    "numbers": [1, 2**40, -3],
    "uuids": [UUID(int=1), UUID(int=2)],
    "whole": 2**60,
    "exact": Decimal("12.50"),
    "truth": True,
    "day": date(2024, 2, 29),
    "nothing": None,
}
READ = (
    GIVEN["uuid"],
    GIVEN["instant"],
    b'{"b": 1,  "a": [1.10]}',
    b'{"a": [1.10], "b": 1}',
    b"\x00\xff",
    ["a", "", "ö", None],
    [1, 2**40, -3],
    [UUID(int=1), UUID(int=2)],
    2**60,
    Decimal("12.50"),
    True,
    date(2024, 2, 29),
    None,
)


class Found(msgspec.Struct, frozen=True):
    """A row of the sample."""

    id: int
    name: str


@pytest.fixture(params=["conn", "django_conn"])
def either(request: pytest.FixtureRequest) -> Iterator[psycopg.Connection]:
    """A plain connection, then Django's."""
    return request.getfixturevalue(request.param)


@pytest.mark.pg15
def test_values_are_the_same_on_both(either: psycopg.Connection) -> None:
    for _ in range(3):
        [row] = statements.rows(either, "all_types", GIVEN)
        assert row == READ
        assert [type(value) for value in row] == [type(value) for value in READ]
        assert row[1].tzinfo is UTC


def test_the_session_s_time_zone_changes_nothing(conn: psycopg.Connection) -> None:
    conn.execute("SET LOCAL TimeZone = 'Asia/Kathmandu'")
    [row] = statements.rows(conn, "all_types", GIVEN)
    assert row == READ
    assert row[1].tzinfo is UTC


@pytest.mark.parametrize(
    "instant",
    [datetime(1, 1, 1, tzinfo=UTC), datetime(1999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)],
)
def test_instants_long_ago(conn: psycopg.Connection, instant: datetime) -> None:
    [row] = statements.rows(conn, "all_types", GIVEN | {"instant": instant})
    assert row[1] == instant


def test_rows_written_are_counted(either: psycopg.Connection) -> None:
    statements.run(either, "make_table")
    assert statements.run(either, "add", {"ids": [1, 2], "names": ["a", "b"]}) == 2
    assert statements.run(either, "add", {"ids": [2, 3], "names": ["b", "c"]}) == 1


def test_rows_written_are_counted_in_a_pipeline(conn: psycopg.Connection) -> None:
    statements.run(conn, "make_table")
    with conn.pipeline():
        statements.send(conn, "add", {"ids": [7], "names": ["g"]})
        assert statements.run(conn, "add", {"ids": [7, 8], "names": ["g", "h"]}) == 1
        assert statements.rows(conn, "find", {"ids": [7]}) == [(7, "g")]


def test_what_is_sent_in_a_pipeline_is_done(conn: psycopg.Connection) -> None:
    statements.run(conn, "make_table")
    with conn.pipeline():
        for number in range(20):
            statements.send(conn, "add", {"ids": [number], "names": [str(number)]})
    assert len(statements.rows(conn, "find", {"ids": list(range(100))})) == 20


def test_records(either: psycopg.Connection) -> None:
    statements.run(either, "make_table")
    statements.run(either, "add", {"ids": [2, 1], "names": ["b", "a"]})
    found = statements.records(either, "find", {"ids": [1, 2, 9]}, into=Found)
    assert found == [Found(1, "a"), Found(2, "b")]


def test_statements_are_prepared_once(conn: psycopg.Connection) -> None:
    for _ in range(3):
        statements.rows(conn, "user")
    [row] = conn.execute(
        "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s",
        ["%current_setting('TimeZone')%"],
    ).fetchall()
    assert row == (1,)


def test_statements_begin_and_commit_nothing(server_dsn: Any) -> None:
    with psycopg.connect(server_dsn.app) as connection:
        statements.rows(connection, "user")
        assert connection.info.transaction_status == TransactionStatus.INTRANS
        connection.rollback()


def test_an_unknown_name_is_an_error(conn: psycopg.Connection) -> None:
    with pytest.raises(KeyError):
        statements.rows(conn, "no_such_statement")


def test_what_statements_share_stands_once(conn: psycopg.Connection) -> None:
    some = Statements(
        "-- shared two --\n-- Why.\n%(n)s::bigint + 2;\n-- shared four --\n{{two}} + 2;\n"
        "-- odd --\nSELECT {{four}} + 1;\n-- texts --\nSELECT '{1}', {{two}};\n"
    )
    assert some.bodies.keys() == {"odd", "texts"}
    assert some.rows(conn, "odd", {"n": 10}) == [(15,)]
    assert some.rows(conn, "texts", {"n": 10}) == [("{1}", 12)]
    with pytest.raises(KeyError):
        Statements("-- one --\nSELECT {{later}};\n-- shared later --\n1;\n")


@pytest.mark.parametrize(
    "text", ["SELECT 1;\n-- late --\nSELECT 2;", "-- twice --\nSELECT 1;\n-- twice --\nSELECT 2;"]
)
def test_a_file_that_cannot_be_meant(text: str) -> None:
    with pytest.raises(AssertionError):
        Statements(text)


def test_a_statement_outlives_a_rollback_and_a_dropped_table(either: psycopg.Connection) -> None:
    statements.run(either, "make_table")
    for number in range(7):
        with either.transaction(force_rollback=True):
            # What the driver prepares by itself it drops after a rollback, with all else.
            either.execute("SELECT %s", [number])
            statements.run(either, "add", {"ids": [number], "names": ["x"]})
        assert statements.rows(either, "find", {"ids": [number]}) == []
        either.execute("CREATE TEMP TABLE gone (n integer)")
        either.execute("DROP TABLE gone")


def test_a_connection_keeps_the_last_statements(
    conn: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared, "PREPARED_MAX", 3)
    many = Statements("".join(f"-- s{n} --\nSELECT {n} + %(more)s::bigint;\n" for n in range(9)))
    for _ in range(2):
        for number in range(9):
            assert many.rows(conn, f"s{number}", {"more": 1}) == [(number + 1,)]
    kept = conn.execute("SELECT count(*) FROM pg_prepared_statements").fetchone()
    assert kept == (3,)
