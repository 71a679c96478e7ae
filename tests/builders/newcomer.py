"""An owner whose merchant has no program yet.

`python -m tests.builders.newcomer NAME` hires one into the database that the environment names.
"""

import sys

import django
from django.contrib.auth import get_user_model
from django.db import connections, transaction
from tests.builders.shop import PASSWORD

from regulars.domains.merchants import operations as merchants
from regulars.kit import clock

NAME = "fresh"


def main() -> None:
    """Hire somebody new at a merchant of their own."""
    django.setup()
    connection = connections["default"]
    connection.ensure_connection()
    with transaction.atomic():
        user = get_user_model().objects.create_user(sys.argv[1], password=PASSWORD)
        merchant_id = merchants.create(connection.connection, "Kirsi & daughter", clock.now())
        merchants.hire(connection.connection, user.pk, merchant_id, "owner")
    connections.close_all()


if __name__ == "__main__":
    main()
