"""What one connection has prepared, and what travels on it: the state behind `direct`."""

import re
import select
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

import psycopg
from psycopg.abc import Buffer
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, DiagnosticField, ExecStatus, Format
from psycopg.pq.abc import PGconn, PGresult

from regulars.kit.pg.loaders import ADAPTERS

Row = tuple[Any, ...]
Types = tuple[int, ...]

PREPARED_MAX = 250
"""Statements that a connection keeps prepared: each takes memory on the server."""
TRAVEL_MAX = 32_768
"""Bytes that wait for company: more would fill the socket, and a thread that waits for it there
keeps the others from going on."""
_MARK = re.compile(r"%(?:\((\w+)\)s|%)")
_FINE = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)


class _Anywhere:
    """What conversions ask of a connection: ours are the same on every one."""

    adapters = ADAPTERS
    connection = None


class Answer:
    """What the server said, as far as it is asked for."""

    __slots__ = ("_on", "_result", "_statement")

    def __init__(self, on: "Prepared", statement: "_Statement") -> None:
        self._on, self._statement = on, statement
        self._result: PGresult | None = None

    def fetchall(self) -> list[Row]:
        """All rows."""
        return self._statement.read(self.arrived())

    @property
    def columns(self) -> list[str]:
        """The names of a row's columns."""
        return self._statement.columns(self.arrived())

    @property
    def rowcount(self) -> int:
        """How many rows were written."""
        return self.arrived().command_tuples or 0

    def came(self, result: PGresult) -> None:
        """Will keep what the server said."""
        self._result = result

    def arrived(self) -> PGresult:
        """What the server said, waited for if need be."""
        if self._result is None:
            self._on.settle()
        assert self._result is not None, "what was settled has an answer"
        return self._result


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


class Prepared:
    """What one connection has prepared, its last ones, and what travels on it."""

    def __init__(self, pgconn: PGconn) -> None:
        self._pgconn = pgconn
        self._statements: dict[str, _Statement] = {}
        self._prepared: OrderedDict[tuple[str, Types], bytes] = OrderedDict()
        self._count = 0
        self._within = False
        self._unread: list[Answer] = []
        self._size = 0

    @property
    def travelling(self) -> bool:
        """Whether something was sent that nobody has waited for."""
        return bool(self._unread)

    def begin(self) -> None:
        """A transaction begins with the first statement in it."""
        self._within = True
        self._pgconn.enter_pipeline_mode()
        self._command(b"BEGIN")

    def end(self, command: bytes) -> PGresult:
        """It is kept or undone, with the last statement in it."""
        self._within = False
        if self._unread:
            return self._command(command).arrived()
        ended = self._pgconn.exec_(command)
        _refuse_failure(ended)
        return ended

    def _command(self, command: bytes) -> Answer:
        answer = Answer(self, _NO_STATEMENT)
        self._unread.append(answer)
        self._pgconn.send_query_params(command, None)
        return answer

    def ask(self, body: str, parameters: Mapping[str, Any]) -> Answer:
        if self._unread:
            answer = self.send(body, parameters)
            self.settle()
            return answer
        statement, values, formats, name = self._ready(body, parameters)
        return self._now(Answer(self, statement), values, formats, name)

    def send(self, body: str, parameters: Mapping[str, Any]) -> Answer:
        statement, values, formats, name = self._ready(body, parameters)
        answer = Answer(self, statement)
        self._size += sum(map(len, filter(None, values)))
        if self._size > TRAVEL_MAX or not self._within:
            self.settle()
            return self._now(answer, values, formats, name)
        if not self._unread:
            self._pgconn.enter_pipeline_mode()
        self._unread.append(answer)
        self._pgconn.send_query_prepared(name, values, formats, Format.BINARY)
        return answer

    def _now(
        self, answer: Answer, values: Sequence[Buffer], formats: Sequence[Format] | None,
        name: bytes,
    ) -> Answer:  # fmt: skip
        result = self._pgconn.exec_prepared(name, values, formats, Format.BINARY)
        _refuse_failure(result)
        answer.came(result)
        return answer

    def settle(self) -> None:
        """Will wait for all that was sent, and raise what the first one failed with."""
        unread, self._unread, self._size = self._unread, [], 0
        if not unread:
            return
        pgconn = self._pgconn
        failed: PGresult | None = None
        pgconn.pipeline_sync()
        for answer in unread:
            result = self._next()
            if failed is None and result.status not in _FINE:
                failed = result
            answer.came(result)
            while pgconn.status == ConnStatus.OK and self._next_or_none() is not None:
                pass
        if pgconn.status == ConnStatus.OK:
            self._next()
            pgconn.exit_pipeline_mode()
        if failed is not None:
            _refuse_failure(failed)

    def _next(self) -> PGresult:
        result = self._next_or_none()
        if result is None:
            raise psycopg.OperationalError(self._pgconn.get_error_message())
        return result

    def _next_or_none(self) -> PGresult | None:
        """Will wait for the server's next word where other threads go on: libpq's own wait would
        not let them."""
        pgconn = self._pgconn
        while pgconn.is_busy():
            waiting = select.poll()
            waiting.register(pgconn.socket, select.POLLIN)
            waiting.poll()
            pgconn.consume_input()
        return pgconn.get_result()

    def _ready(
        self, body: str, parameters: Mapping[str, Any]
    ) -> tuple[_Statement, Sequence[Buffer], Sequence[Format] | None, bytes]:
        statement = self._statements.get(body)
        if statement is None:
            statement = self._statements[body] = _Statement(body)
        values, types, formats = statement.written(parameters)
        name = self._prepared.get((body, types))
        if name is None:
            name = self._prepare(statement, (body, types))
        else:
            self._prepared.move_to_end((body, types))
        return statement, cast("Sequence[Buffer]", values), formats, name

    def _prepare(self, statement: _Statement, key: tuple[str, Types]) -> bytes:
        self.settle()
        if len(self._prepared) >= PREPARED_MAX:
            _, oldest = self._prepared.popitem(last=False)
            _refuse_failure(self._pgconn.exec_(b"DEALLOCATE " + oldest))
        self._count += 1
        name = b"regulars_%d" % self._count
        _refuse_failure(self._pgconn.prepare(name, statement.query, key[1]))
        self._prepared[key] = name
        return name


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


_NO_STATEMENT = _Statement("")
