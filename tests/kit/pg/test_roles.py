"""The application reads and writes rows; it changes no table, and makes none."""

from collections.abc import Callable

import psycopg
import pytest
from psycopg import errors
from tests.support.fixtures import Database

from regulars.kit.pg import roles


@pytest.fixture
def two(fresh_database: Callable[[], Database]) -> Database:
    """A database with one table of the owner's."""
    made = fresh_database()
    with psycopg.connect(made.owner) as owner:
        owner.execute("CREATE TABLE sample_row (id bigint PRIMARY KEY)")
    return made


@pytest.mark.pg15
def test_the_application_reads_and_writes(two: Database) -> None:
    with psycopg.connect(two.app) as app:
        app.execute("INSERT INTO sample_row VALUES (1)")
        app.execute("UPDATE sample_row SET id = 2")
        assert app.execute("SELECT id FROM sample_row").fetchall() == [(2,)]
        app.execute("DELETE FROM sample_row")


@pytest.mark.pg15
@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE sample_row",
        "ALTER TABLE sample_row ADD COLUMN more text",
        "TRUNCATE sample_row",
        "CREATE TABLE sample_other (id bigint)",
        "ALTER TABLE sample_row DISABLE TRIGGER ALL",
        "SET ROLE regulars_owner",
        "CREATE ROLE somebody",
    ],
)
def test_the_application_changes_no_table(two: Database, statement: str) -> None:
    with psycopg.connect(two.app) as app, pytest.raises(errors.InsufficientPrivilege):
        app.execute(statement)


@pytest.mark.pg15
def test_doing_it_again_changes_nothing(two: Database) -> None:
    with psycopg.connect(two.admin) as admin:
        roles.ensure(admin)
    with psycopg.connect(two.app) as app:
        app.execute("INSERT INTO sample_row VALUES (1)")
