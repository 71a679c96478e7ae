"""Statements straight to the server, prepared there: for short ones the driver's cursor costs more
than the statement does.

Values are converted by the driver as ever. What is saved is what a cursor learns anew each time:
how each parameter is written, how each column is read, and several looks at the socket. The call
waits in libpq, where other threads go on.

Within a `transaction` of ours, BEGIN and statements whose answers nobody needs at once travel with
the next one that is waited for: a lone order would spend most of its time on the way else.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from psycopg import Connection
from psycopg.pq import PipelineStatus, TransactionStatus

from regulars.kit.pg.prepared import Answer, Prepared, Row

_PREPARED: WeakKeyDictionary[Connection[Any], Prepared] = WeakKeyDictionary()


class Connected(Connection[Row]):
    """A connection whose driver sends nothing before what is still to travel has arrived."""

    def cursor(self, *args: Any, **kwargs: Any) -> Any:
        settle(self)
        return super().cursor(*args, **kwargs)

    def pipeline(self) -> Any:
        settle(self)
        return super().pipeline()

    @contextmanager
    def transaction(
        self, savepoint_name: str | None = None, force_rollback: bool = False
    ) -> Iterator[psycopg.Transaction]:
        settle(self)
        with super().transaction(savepoint_name, force_rollback) as begun:
            try:
                yield begun
            except BaseException:
                _abandon(self)
                raise
            settle(self)


def possible(connection: Connection[Any]) -> bool:
    """Whether nothing else is under way there, and no transaction is still to be begun."""
    prepared = _PREPARED.get(connection)
    if prepared is not None and prepared.travelling:
        return True
    pgconn = connection.pgconn
    status = pgconn.transaction_status
    if pgconn.pipeline_status != PipelineStatus.OFF:
        return False
    return status == TransactionStatus.INTRANS or (
        connection.autocommit and status == TransactionStatus.IDLE
    )


def ask(connection: Connection[Any], body: str, parameters: Mapping[str, Any]) -> Answer:
    """Will run a statement where that is `possible`. Raises psycopg.Error."""
    return _prepared(connection).ask(body, parameters)


def send(connection: Connection[Any], body: str, parameters: Mapping[str, Any]) -> Answer:
    """Will run a statement where that is `possible`; within a `transaction` its answer is waited
    for when somebody reads it, and raises psycopg.Error then or with any later statement."""
    return _prepared(connection).send(body, parameters)


def settle(connection: Connection[Any]) -> None:
    """Will wait for all that was sent. Raises psycopg.Error."""
    prepared = _PREPARED.get(connection)
    if prepared is not None:
        prepared.settle()


@contextmanager
def transaction(connection: Connected) -> Iterator[Callable[[], None]]:
    """Will keep what is done in the block, unless it fails or asks for the opposite. The connection
    commits each statement by itself else."""
    prepared = _prepared(connection)
    undo = False

    def undone() -> None:
        nonlocal undo
        undo = True

    prepared.begin()
    try:
        yield undone
        ended = prepared.end(b"ROLLBACK" if undo else b"COMMIT")
    except BaseException:
        _abandon(connection)
        # Of a connection that is gone nothing is kept anyway.
        if not connection.closed and connection.pgconn.transaction_status != TransactionStatus.IDLE:
            prepared.end(b"ROLLBACK")
        raise
    if not undo and ended.command_status != b"COMMIT":
        raise psycopg.errors.InFailedSqlTransaction("what failed in the block was passed over")


def _abandon(connection: Connection[Any]) -> None:
    """What was sent is waited for; a second failure tells nothing new."""
    with suppress(psycopg.Error):
        settle(connection)


def _prepared(connection: Connection[Any]) -> Prepared:
    prepared = _PREPARED.get(connection)
    if prepared is None:
        # After some rollbacks the driver drops all that is prepared there, unless it has prepared
        # nothing itself.
        connection.prepare_threshold = None
        connection.execute("DEALLOCATE ALL")
        prepared = _PREPARED[connection] = Prepared(connection.pgconn)
    return prepared
