"""A shop with a history, lived through once for each worker, and its people at its sites."""

import copy
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connections, transaction
from django.test import Client
from tests.builders.shop import SmallShop
from tests.support import database
from tests.support.api import led_to
from tests.support.fixtures import Database


@pytest.fixture(scope="session")
def lived_once(server_dsn: Database) -> tuple[str, SmallShop]:
    """Half a year of a corner shop, kept in a database of the worker's own."""
    name = f"{server_dsn.name}_lived"
    database.create(name)
    with led_to(name), transaction.atomic():
        return name, SmallShop(connections["default"].connection)


@pytest.fixture(scope="module")
def lived(lived_once: tuple[str, SmallShop]) -> Iterator[SmallShop]:
    """The shop on Django's connection, for the tests of a file."""
    name, kept = lived_once
    with led_to(name):
        connections["default"].ensure_connection()
        shop = copy.copy(kept)
        shop.conn = connections["default"].connection
        yield shop


@pytest.fixture
def django_conn(lived: SmallShop) -> Iterator[psycopg.Connection]:
    """The same connection; what a test writes is undone after it."""
    with transaction.atomic():
        yield lived.conn
        transaction.set_rollback(True)


@pytest.fixture
def shop(lived: SmallShop, django_conn: psycopg.Connection) -> SmallShop:  # noqa: ARG001
    """The shop that has been open for half a year."""
    return lived


@pytest.fixture
def empty_shop(django_conn: psycopg.Connection) -> SmallShop:
    """Somebody else's shop, which opens today."""
    return SmallShop(django_conn, empty=True)


@pytest.fixture
def owner(client: Client, shop: SmallShop) -> Client:
    """The owner, signed in."""
    client.force_login(shop.staff())
    return client
