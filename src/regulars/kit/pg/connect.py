"""Plain connections for jobs, threads and commands, and the retry that every operation owes."""

import random
import time
from collections.abc import Callable
from typing import Any, TypeVar

import psycopg
from psycopg import Connection

from regulars.kit.errors import SetupError
from regulars.kit.pg import direct
from regulars.kit.pg.addresses import Role, addresses

VERSION_MIN = 15

Result = TypeVar("Result")

# A serialization failure and a deadlock: PostgreSQL undid everything, so doing it again is right.
# A unique violation too: somebody wrote the same at the same moment, and the next attempt finds it.
_TRY_AGAIN = {"40001", "40P01", "23505"}
_ATTEMPTS_MAX = 8


def connect(role: Role = "app", *, seconds: int | None = None) -> direct.Connected:
    """Will open a connection in this role, to be closed by the caller; refuses an old server, and
    one that says nothing for so many seconds."""
    waits: dict[str, Any] = {}
    if seconds is not None:
        waits = {"connect_timeout": seconds, "tcp_user_timeout": seconds * 1000}
    try:
        connection = direct.Connected.connect(addresses().of(role), prepare_threshold=None, **waits)
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[-1]
        raise SetupError(f"The database cannot be reached: {reason}") from error
    try:
        check_version(connection)
    except SetupError:
        connection.close()
        raise
    return connection


def check_version(connection: Connection) -> None:
    """Will raise unless the server is one of those we support."""
    number = connection.info.server_version
    if number < VERSION_MIN * 10_000:
        raise SetupError(
            f"Regulars needs PostgreSQL {VERSION_MIN} or newer; "
            f"this server is {number // 10_000}.{number % 10_000}."
        )


def retrying(operation: Callable[[], Result]) -> Result:
    """Will run a whole transaction, again when another one made PostgreSQL undo it.

    The operation begins and commits inside; whatever else goes wrong is raised at once.
    """
    for attempt in range(1, _ATTEMPTS_MAX):
        try:
            return operation()
        except Exception as error:
            if not _is_worth_another_try(error):
                raise
            # Random, so that two that met do not meet again.
            time.sleep(random.uniform(0, 0.01 * 2**attempt))  # noqa: S311 - not a secret
    return operation()


def _is_worth_another_try(error: Exception) -> bool:
    """Django wraps the driver's errors in its own and keeps the first as the cause."""
    states = (getattr(one, "sqlstate", None) for one in (error, error.__cause__))
    return any(state in _TRY_AGAIN for state in states)
