"""Statements straight to the server, prepared there: for short ones the driver's cursor costs more
than the statement does.

Values are converted by the driver as ever. What is saved is what a cursor learns anew each time:
how each parameter is written, how each column is read, and several looks at the socket. The call
waits in libpq, where other threads go on.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, cast
from weakref import WeakKeyDictionary

import psycopg
from psycopg import Connection
from psycopg.abc import Buffer
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import DiagnosticField, ExecStatus, Format, PipelineStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult

from regulars.kit.pg.loaders import ADAPTERS

Row = tuple[Any, ...]
Types = tuple[int, ...]

PREPARED_MAX = 250
"""Statements that a connection keeps prepared: each takes memory on the server."""
_MARK = re.compile(r"%(?:\((\w+)\)s|%)")
_FINE = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)


class _Anywhere:
    """What conversions ask of a connection: ours are the same on every one."""

    adapters = ADAPTERS
    connection = None


class Answer:
    """What the server said, as far as it is asked for."""

    __slots__ = ("_result", "_statement")

    def __init__(self, statement: "_Statement", result: PGresult) -> None:
        self._statement, self._result = statement, result

    def fetchall(self) -> list[Row]:
        """All rows."""
        return self._statement.read(self._result)

    @property
    def columns(self) -> list[str]:
        """The names of a row's columns."""
        return self._statement.columns(self._result)

    @property
    def rowcount(self) -> int:
        """How many rows were written."""
        return self._result.command_tuples or 0


def possible(connection: Connection[Any]) -> bool:
    """Whether nothing else is under way there, and no transaction is still to be begun."""
    pgconn = connection.pgconn
    status = pgconn.transaction_status
    if pgconn.pipeline_status != PipelineStatus.OFF:
        return False
    return status == TransactionStatus.INTRANS or (
        connection.autocommit and status == TransactionStatus.IDLE
    )


def ask(connection: Connection[Any], body: str, parameters: Mapping[str, Any]) -> Answer:
    """Will run a statement where that is `possible`. Raises psycopg.Error."""
    kept = _KEPT.get(connection)
    if kept is None:
        # After some rollbacks the driver drops all that is prepared there, unless it has prepared
        # nothing itself.
        connection.prepare_threshold = None
        connection.execute("DEALLOCATE ALL")
        kept = _KEPT[connection] = _Kept()
    return kept.ask(connection.pgconn, body, parameters)


@contextmanager
def transaction(connection: Connection[Any]) -> Iterator[Callable[[], None]]:
    """Will keep what is done in the block, unless it fails or asks for the opposite. The connection
    commits each statement by itself else."""
    pgconn = connection.pgconn
    undo = False

    def undone() -> None:
        nonlocal undo
        undo = True

    _refuse_failure(pgconn.exec_(b"BEGIN"))
    try:
        yield undone
    except BaseException:
        # Of a connection that is gone nothing is kept anyway.
        if not connection.closed:
            _refuse_failure(pgconn.exec_(b"ROLLBACK"))
        raise
    ended = pgconn.exec_(b"ROLLBACK" if undo else b"COMMIT")
    _refuse_failure(ended)
    if not undo and ended.command_status != b"COMMIT":
        raise psycopg.errors.InFailedSqlTransaction("what failed in the block was passed over")


class _Statement:
    """How one statement's parameters are written and its rows read, on one connection."""

    __slots__ = ("_columns", "_formats", "_known", "_names", "_transformer", "query")

    def __init__(self, body: str) -> None:
        self.query, self._names = _numbered(body)
        self._formats = [PyFormat.AUTO] * len(self._names)
        self._transformer = Transformer(_Anywhere())
        self._known = False
        self._columns: list[str] = []

    def written(
        self, parameters: Mapping[str, Any]
    ) -> tuple[Sequence[Buffer | None], Types, Sequence[Format] | None]:
        """The values in the order of their places, the types and formats that they have."""
        values = [parameters[name] for name in self._names]
        transformer = self._transformer
        dumped = transformer.dump_sequence(values, self._formats)
        return dumped, tuple(transformer.types or ()), transformer.formats

    def read(self, result: PGresult) -> list[Row]:
        """The rows. A statement's columns have the same types each time."""
        self._transformer.set_pgresult(result, set_loaders=not self._known)
        self._known = True
        return self._transformer.load_rows(0, result.ntuples, tuple)

    def columns(self, result: PGresult) -> list[str]:
        """The names of a row's columns."""
        if not self._columns:
            places = range(result.nfields)
            self._columns = [(result.fname(place) or b"").decode() for place in places]
        return self._columns


class _Kept:
    """What one connection has prepared: its last ones."""

    def __init__(self) -> None:
        self._statements: dict[str, _Statement] = {}
        self._prepared: OrderedDict[tuple[str, Types], bytes] = OrderedDict()
        self._count = 0

    def ask(self, pgconn: PGconn, body: str, parameters: Mapping[str, Any]) -> Answer:
        statement = self._statements.get(body)
        if statement is None:
            statement = self._statements[body] = _Statement(body)
        values, types, formats = statement.written(parameters)
        name = self._prepared.get((body, types))
        if name is None:
            name = self._prepare(pgconn, statement, (body, types))
        else:
            self._prepared.move_to_end((body, types))
        result = pgconn.exec_prepared(
            name, cast("Sequence[Buffer]", values), formats, Format.BINARY
        )
        _refuse_failure(result)
        return Answer(statement, result)

    def _prepare(self, pgconn: PGconn, statement: _Statement, key: tuple[str, Types]) -> bytes:
        if len(self._prepared) >= PREPARED_MAX:
            _, oldest = self._prepared.popitem(last=False)
            _refuse_failure(pgconn.exec_(b"DEALLOCATE " + oldest))
        self._count += 1
        name = b"regulars_%d" % self._count
        _refuse_failure(pgconn.prepare(name, statement.query, key[1]))
        self._prepared[key] = name
        return name


_KEPT: WeakKeyDictionary[Connection[Any], _Kept] = WeakKeyDictionary()


def _refuse_failure(result: PGresult) -> None:
    if result.status in _FINE:
        return
    if result.error_field(DiagnosticField.SQLSTATE) is None:
        # The server said nothing more: the connection is gone.
        raise psycopg.OperationalError(result.get_error_message())
    raise error_from_result(result)


@cache
def _numbered(body: str) -> tuple[bytes, tuple[str, ...]]:
    """A statement with numbered places, and which name each has."""
    names: list[str] = []

    def place(found: re.Match[str]) -> str:
        name = found[1]
        if name is None:
            return "%"
        if name not in names:
            names.append(name)
        return f"${names.index(name) + 1}"

    return _MARK.sub(place, body).encode(), tuple(names)
