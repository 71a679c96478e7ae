"""Connections for jobs, which commit."""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from tests.support.fixtures import Database


@pytest.fixture
def connections(
    fresh_database: Callable[[], Database],
) -> Iterator[Callable[[], psycopg.Connection]]:
    """Opens connections to one database of this test's own."""
    database, opened = fresh_database(), []

    def connect() -> psycopg.Connection:
        opened.append(psycopg.connect(database.app, prepare_threshold=0, autocommit=True))
        return opened[-1]

    yield connect
    for one in opened:
        one.close()
