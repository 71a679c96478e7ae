"""Statements that go straight to the server, and transactions in which they travel together."""

import contextlib
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from regulars.kit.pg import direct, prepared
from regulars.kit.pg.sql import Statements, load

statements = load("tests.kit.pg.sample")
some = Statements("""
-- one --
SELECT %(n)s::bigint;
-- fails --
SELECT 1 / %(n)s::bigint;
-- who --
SELECT pg_backend_pid();
""")


@pytest.fixture
def conn(fresh_database: Any) -> Iterator[direct.Connected]:
    """The owner's, with the sample's table."""
    with direct.Connected.connect(fresh_database().owner, autocommit=True) as found:
        statements.run(found, "make_table")
        yield found


def add(conn: psycopg.Connection, number: int, name: str = "x") -> None:
    """Write a row that nobody waits for."""
    statements.send(conn, "add", {"ids": [number], "names": [name]})


def rows(conn: psycopg.Connection) -> list[int]:
    """What is there."""
    return sorted(row[0] for row in statements.rows(conn, "find", {"ids": list(range(100))}))


def end(conn: psycopg.Connection, other: psycopg.Connection) -> None:
    """Have the server end a connection."""
    [(pid,)] = some.rows(conn, "who")
    other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def test_a_connection_that_is_gone_is_told_as_such(fresh_database: Any) -> None:
    database = fresh_database()
    with psycopg.connect(database.app, autocommit=True) as lost:
        assert some.rows(lost, "one", {"n": 1}) == [(1,)]
        with psycopg.connect(database.app, autocommit=True) as other:
            end(lost, other)
        with pytest.raises(psycopg.OperationalError):
            some.rows(lost, "one", {"n": 2})
        assert lost.closed


@pytest.mark.parametrize("travelling", [False, True])
def test_a_connection_that_goes_within_a_transaction_fails_it(
    fresh_database: Any, *, travelling: bool
) -> None:
    def write() -> None:
        with direct.transaction(lost):
            add(lost, 1)
            assert some.rows(lost, "one", {"n": 1}) == [(1,)]
            end(lost, other)
            if travelling:
                add(lost, 2)
                add(lost, 3)

    database = fresh_database()
    with (
        direct.Connected.connect(database.owner, autocommit=True) as lost,
        psycopg.connect(database.owner, autocommit=True) as other,
    ):
        statements.run(lost, "make_table")
        with pytest.raises(psycopg.OperationalError):
            write()
        assert lost.closed


def test_a_block_is_kept_or_not(conn: direct.Connected) -> None:
    def fail() -> None:
        with direct.transaction(conn):
            add(conn, 3)
            raise ZeroDivisionError

    def pass_over() -> None:
        with direct.transaction(conn), contextlib.suppress(psycopg.errors.DivisionByZero):
            conn.execute("SELECT 1 / 0")

    with direct.transaction(conn):
        add(conn, 1)
    with direct.transaction(conn) as undo:
        add(conn, 2)
        undo()
    with direct.transaction(conn):
        pass
    with pytest.raises(ZeroDivisionError):
        fail()
    with pytest.raises(psycopg.errors.InFailedSqlTransaction):
        pass_over()
    assert rows(conn) == [1]


def test_what_travels_arrives_in_its_order(conn: direct.Connected) -> None:
    with direct.transaction(conn):
        for number in range(40):
            add(conn, number)
        assert rows(conn) == list(range(40))
        add(conn, 40)
        assert statements.run(conn, "add", {"ids": [40, 41], "names": ["x", "y"]}) == 1
        add(conn, 42)
    assert rows(conn) == list(range(43))


def test_an_answer_is_waited_for_when_it_is_read(conn: direct.Connected) -> None:
    text = some.bodies["one"]
    with direct.transaction(conn):
        early = [direct.send(conn, text, {"n": number}) for number in range(3)]
        assert [one.fetchall() for one in reversed(early)] == [[(2,)], [(1,)], [(0,)]]
        assert direct.send(conn, text, {"n": 7}).rowcount == 1


@pytest.mark.parametrize("size", [10, prepared.TRAVEL_MAX + 1])
def test_much_waits_for_nobody(conn: direct.Connected, size: int) -> None:
    with direct.transaction(conn):
        add(conn, 1)
        add(conn, 2, "x" * size)
        add(conn, 3)
        assert rows(conn) == [1, 2, 3]
    assert rows(conn) == [1, 2, 3]


def test_what_failed_on_its_way_undoes_everything(conn: direct.Connected) -> None:
    def fail(then: str) -> None:
        with direct.transaction(conn):
            add(conn, 1)
            direct.send(conn, some.bodies["fails"], {"n": 0})
            add(conn, 2)
            if then == "read":
                rows(conn)
            if then == "savepoint":
                with conn.transaction():
                    rows(conn)
            if then == "driver":
                conn.execute("SELECT 1")

    for then in ("read", "savepoint", "driver", "commit"):
        with pytest.raises(psycopg.errors.DivisionByZero):
            fail(then)
        assert rows(conn) == []
    with direct.transaction(conn):
        add(conn, 5)
    assert rows(conn) == [5]


def test_the_driver_finds_what_was_sent_before(conn: direct.Connected) -> None:
    with direct.transaction(conn):
        add(conn, 1)
        assert conn.execute("SELECT count(*) FROM sample_row").fetchone() == (1,)
        add(conn, 2)
        with conn.transaction(force_rollback=True):
            add(conn, 3)
            assert rows(conn) == [1, 2, 3]
        add(conn, 4)
        with conn.pipeline():
            conn.execute("SELECT 1")
        with contextlib.suppress(ZeroDivisionError), conn.transaction():
            add(conn, 5)
            raise ZeroDivisionError
        with conn.transaction():
            add(conn, 6)
    assert rows(conn) == [1, 2, 4, 6]


def test_a_failure_behind_a_savepoint_takes_only_what_is_behind_it(conn: direct.Connected) -> None:
    def fail() -> None:
        with conn.transaction():
            add(conn, 2)
            direct.send(conn, some.bodies["fails"], {"n": 0})

    with direct.transaction(conn):
        add(conn, 1)
        with pytest.raises(psycopg.errors.DivisionByZero):
            fail()
        add(conn, 3)
    assert rows(conn) == [1, 3]
