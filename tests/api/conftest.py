"""The API's tests commit: each module has a database of its own, each test a shop."""

from collections.abc import Iterator

import pytest
from tests.support.api import Api, open_api, own_database
from tests.support.fixtures import Database


@pytest.fixture(scope="module", autouse=True)
def api_database(server_dsn: Database) -> Iterator[None]:
    """A copy of the migrated database, dropped at the end."""
    with own_database(f"{server_dsn.name}_api"):
        yield


@pytest.fixture
def api() -> Api:
    """A shop with the plain program, and its secret key."""
    return open_api()
