"""Connections take on their role, and a transaction that PostgreSQL undid is done again."""

import threading
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError as DjangoError
from tests.support.fixtures import Database

from regulars.kit.errors import SetupError
from regulars.kit.pg import addresses
from regulars.kit.pg.connect import connect, retrying


def _user(role: addresses.Role) -> tuple[object, ...] | None:
    with connect(role) as connection:
        return connection.execute("SELECT current_user::text, session_user::text").fetchone()


@pytest.mark.usefixtures("server_dsn")
def test_two_logins() -> None:
    assert _user("app") == ("regulars_app", "regulars_app")
    assert _user("owner") == ("regulars_owner", "regulars_owner")


@pytest.mark.pg15
def test_one_url_becomes_both_roles(server_dsn: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REGULARS_DATABASE_OWNER_URL")
    monkeypatch.setenv("REGULARS_DATABASE_URL", server_dsn.admin)
    assert _user("app") == ("regulars_app", "postgres")
    assert _user("owner") == ("regulars_owner", "postgres")
    assert _user("admin") == ("postgres", "postgres")


def test_options_of_the_url_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REGULARS_DATABASE_OWNER_URL")
    monkeypatch.delenv("REGULARS_DATABASE_URL")
    monkeypatch.setenv("DATABASE_URL", "postgresql://ana@db/shop?options=-c%20jit%3Doff")
    assert "'-c jit=off -c role=regulars_app'" in addresses.addresses().app


def test_a_url_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGULARS_DATABASE_URL", "mysql://ana@db/shop")
    with pytest.raises(SetupError, match="DATABASE_URL"):
        addresses.addresses()


def test_the_owner_s_url_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REGULARS_DATABASE_URL")
    with pytest.raises(SetupError, match="needs DATABASE_URL"):
        addresses.addresses()


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("REGULARS_DATABASE_URL", f"host={tmp_path} dbname=shop user=ana")
    with pytest.raises(SetupError, match="cannot be reached"):
        connect()


def test_a_deadlock_is_done_again(fresh_database: Callable[[], Database]) -> None:
    """Two transactions lock the same two rows in opposite order; both end well."""
    made = fresh_database()
    with psycopg.connect(made.owner) as owner:
        owner.execute("CREATE TABLE sample_row (id bigint PRIMARY KEY, seen bigint NOT NULL)")
        owner.execute("INSERT INTO sample_row VALUES (1, 0), (2, 0)")
    both_hold_one = threading.Barrier(2)
    attempts: list[int] = []

    def both(first: int, second: int) -> None:
        with psycopg.connect(made.app) as connection, connection.transaction():
            connection.execute("UPDATE sample_row SET seen = seen + 1 WHERE id = %s", [first])
            attempts.append(first)
            if len(attempts) <= 2:
                both_hold_one.wait()
            connection.execute("UPDATE sample_row SET seen = seen + 1 WHERE id = %s", [second])

    other = threading.Thread(target=lambda: retrying(lambda: both(2, 1)))
    other.start()
    retrying(lambda: both(1, 2))
    other.join()
    with psycopg.connect(made.app) as connection:
        assert connection.execute("SELECT id, seen FROM sample_row ORDER BY id").fetchall() == [
            (1, 2),
            (2, 2),
        ]
    assert len(attempts) > 2


def _failing(times: int, error: Exception) -> Callable[[], int]:
    calls: list[None] = []

    def operation() -> int:
        calls.append(None)
        if len(calls) <= times:
            raise error
        return len(calls)

    return operation


def test_django_s_wrapping_is_seen_through() -> None:
    wrapped = DjangoError("could not serialize")
    wrapped.__cause__ = psycopg.errors.SerializationFailure("could not serialize")
    assert retrying(_failing(2, wrapped)) == 3


@pytest.mark.parametrize(
    ("times", "error"),
    [
        (1, psycopg.errors.CheckViolation("not allowed")),
        (1, ValueError("ours")),
        (100, psycopg.errors.DeadlockDetected("for ever")),
    ],
)
def test_other_errors_and_endless_ones_are_raised(times: int, error: Exception) -> None:
    with pytest.raises(type(error)):
        retrying(_failing(times, error))
