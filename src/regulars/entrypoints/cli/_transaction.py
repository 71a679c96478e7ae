"""One transaction for a command, on Django's connection, so that jobs are put off in it too."""

from collections.abc import Callable
from typing import TypeVar

import django
from psycopg import Connection

from regulars.kit.pg.connect import connect

Result = TypeVar("Result")


def in_transaction(work: Callable[[Connection], Result]) -> Result:
    """Will run work and commit; says in one sentence when there is no database."""
    connect("app").close()
    django.setup()
    from regulars.kit.pg.django import transact  # noqa: PLC0415 - needs Django's settings

    return transact(work)
