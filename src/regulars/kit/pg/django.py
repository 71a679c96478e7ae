"""Transactions on Django's own connection, for code that speaks to psycopg.

What is written through it commits together with what Django writes, jobs that are put off included.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

import psycopg
from django.db import connections, transaction

from regulars.kit.pg.connect import retrying

Result = TypeVar("Result")
Beside = Callable[[psycopg.Connection, object], None]

_BESIDE: ContextVar[Beside | None] = ContextVar("beside", default=None)


def connection() -> psycopg.Connection:
    """Will give the psycopg connection below Django's; outside of a transaction each statement
    commits.
    """
    wrapper = connections["default"]
    wrapper.ensure_connection()
    found = wrapper.connection
    assert isinstance(found, psycopg.Connection), "Django speaks to PostgreSQL through psycopg"
    return found


@contextmanager
def accompanied(beside: Beside) -> Iterator[None]:
    """Will run `beside` with the result at the end of every transaction of `transact` in here that
    is kept: what it writes commits with the rest, or not at all."""
    token = _BESIDE.set(beside)
    try:
        yield
    finally:
        _BESIDE.reset(token)


def transact(
    work: Callable[[psycopg.Connection], Result], *, undo: Callable[[Result], bool] | None = None
) -> Result:
    """Will run work in a transaction, again when another one made PostgreSQL undo it.

    `undo` looks at the result and says whether nothing of it may be kept.
    """

    def attempt() -> Result:
        with transaction.atomic():
            result = work(connection())
            beside = _BESIDE.get()
            if undo is not None and undo(result):
                transaction.set_rollback(True)
            elif beside is not None:
                beside(connection(), result)
            return result

    return retrying(attempt)
