"""Hires one more owner of the lively shop: `python -m tests.builders.worker NAME [ROLE]`."""

import sys

import django
from django.contrib.auth import get_user_model
from django.db import connections, transaction
from tests.builders.shop import PASSWORD

from regulars.domains.merchants import operations, queries


def main() -> None:
    """Hire somebody who signs in with PASSWORD."""
    django.setup()
    name, role = sys.argv[1], (*sys.argv[2:], "owner")[0]
    connection = connections["default"]
    connection.ensure_connection()
    with transaction.atomic():
        kirsi = get_user_model().objects.get(username="kirsi")
        shop = queries.worker(connection.connection, kirsi.pk)
        assert shop is not None
        user = get_user_model().objects.create_user(name, name, PASSWORD)
        operations.hire(connection.connection, user.pk, shop.merchant_id, role)
    connections.close_all()


if __name__ == "__main__":
    main()
