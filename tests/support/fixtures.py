"""The database for a test: the worker's, undone after each test, or one of its own."""

import itertools
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO

import psycopg
import pytest
from django.test import Client
from django.utils import translation
from structlog.stdlib import ProcessorFormatter
from tests.support import database

from regulars.kit.pg import roles
from regulars.kit.pg.installation import SUPERUSER

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Database:
    """A database of the run: how to reach it in each role, and as the program's environment."""

    name: str
    app: str
    owner: str
    admin: str
    variables: dict[str, str]


def _named(name: str) -> Database:
    return Database(
        name,
        database.conninfo(roles.APP, name),
        database.conninfo(roles.OWNER, name),
        database.conninfo(SUPERUSER, name),
        database.variables(name),
    )


@pytest.fixture(autouse=True)
def _language_ends_with_its_test() -> Iterator[None]:
    """What a page was read in stays with the thread; the next test begins in English."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def server_dsn(request: pytest.FixtureRequest) -> Database:
    """This worker's migrated database; Django's settings lead to it."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    database.ensure_template()
    database.create(f"regulars_{worker}")
    return _named(f"regulars_{worker}")


@pytest.fixture
def logged() -> Iterator[StringIO]:
    """What the log has, as it is written."""
    [ours] = [
        one for one in logging.getLogger().handlers
        if isinstance(one, logging.StreamHandler) and isinstance(one.formatter, ProcessorFormatter)
    ]  # fmt: skip
    written = StringIO()
    before = ours.setStream(written)
    yield written
    ours.setStream(before)


@pytest.fixture
def conn(server_dsn: Database) -> Iterator[psycopg.Connection]:
    """A connection as the application; what the test writes is undone."""
    yield from _undone(server_dsn.app)


@pytest.fixture
def owner_conn(server_dsn: Database) -> Iterator[psycopg.Connection]:
    """A connection as the owner of the tables; what the test writes is undone."""
    yield from _undone(server_dsn.owner)


def _undone(conninfo: str) -> Iterator[psycopg.Connection]:
    with (
        psycopg.connect(conninfo, prepare_threshold=0) as connection,
        connection.transaction(force_rollback=True),
    ):
        yield connection


@pytest.fixture
def client(django_conn: psycopg.Connection) -> Client:  # noqa: ARG001
    """A browser without cookies. What its requests write is undone."""
    return Client(headers={"host": "localhost"})


@pytest.fixture
def fresh_database(server_dsn: Database) -> Iterator[Callable[[], Database]]:
    """Makes migrated databases for tests that commit or that connect more than once."""
    made: list[str] = []

    def make() -> Database:
        made.append(f"{server_dsn.name}_{next(_numbers)}")
        database.create(made[-1])
        return _named(made[-1])

    yield make
    for name in made:
        database.drop(name)
