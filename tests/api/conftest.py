"""The API's tests commit: each module has a database of its own, each test a shop."""

from collections.abc import Iterator

import pytest
from tests.support.api import Api, Doors, open_api, own_database
from tests.support.doors import fast_door
from tests.support.fixtures import Database

# What is told at the hot calls: both doors must answer alike.
HOT = {
    "test_answers", "test_at_once", "test_batch", "test_codes", "test_conformance",
    "test_gift_cards", "test_histories", "test_jobs", "test_rewards", "test_spine",
    "test_stamp_cards", "test_stored_value", "test_tiers",
}  # fmt: skip


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Have the tests of hot calls pass through both doors."""
    if metafunc.module.__name__.rpartition(".")[2] in HOT:
        metafunc.parametrize("door", ("pages", "fast lane"), indirect=True)


@pytest.fixture(scope="module", autouse=True)
def api_database(server_dsn: Database) -> Iterator[str]:
    """A copy of the migrated database, dropped at the end."""
    name = f"{server_dsn.name}_api"
    with own_database(name):
        yield name


@pytest.fixture(autouse=True)
def door(request: pytest.FixtureRequest, api_database: str) -> Iterator[None]:
    """The door at which the test calls."""
    if getattr(request, "param", "pages") == "pages":
        yield
        return
    with fast_door(api_database) as Doors.fast:
        yield
    Doors.fast = None


@pytest.fixture
def api() -> Api:
    """A shop with the plain program, and its secret key."""
    return open_api()
