"""The fast lane's tests commit: each module has a database of its own."""

from collections.abc import Iterator

import pytest
from tests.support.api import own_database
from tests.support.fixtures import Database


@pytest.fixture(scope="module", autouse=True)
def lane_database(server_dsn: Database) -> Iterator[str]:
    """A copy of the migrated database, dropped at the end."""
    name = f"{server_dsn.name}_lane"
    with own_database(name):
        yield name
