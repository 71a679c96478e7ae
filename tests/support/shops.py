"""A shop with a history, lived through once for each file, and its people at its sites."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connections, transaction
from django.test import Client
from tests.builders.shop import SmallShop
from tests.support.fixtures import Database


@pytest.fixture(scope="module")
def lived(server_dsn: Database) -> Iterator[SmallShop]:
    """Half a year of a corner shop, on Django's connection; undone when the file is done."""
    assert connections["default"].settings_dict["NAME"] == server_dsn.name
    with transaction.atomic():
        yield SmallShop(connections["default"].connection)
        transaction.set_rollback(True)
    connections.close_all()


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
