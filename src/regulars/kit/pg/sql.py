"""Named statements: SQL lives in a file `queries.sql` beside its domain, Python calls it by name.

A line `-- name --` opens a statement, comments below it say why. Parameters are always bound, as
`%(name)s`. What several statements of a file have in common stands once in it, below a line
`-- shared name --` above them, and in each as `{{name}}`. A second body, for one account, stands
below the first as `-- name for one account --`; a setting chooses. Results come in binary and as
the same Python values on every connection; a statement is prepared once per connection.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from importlib import resources
from typing import Any, TypeVar

import msgspec
import psycopg
from psycopg.abc import PQGen
from psycopg.pq import PipelineStatus
from psycopg.pq.abc import PGconn
from psycopg.rows import tuple_row
from psycopg.waiting import Ready, Wait

from regulars.kit import environment
from regulars.kit.errors import SetupError
from regulars.kit.pg import copying, direct, parted
from regulars.kit.pg.loaders import ADAPTERS
from regulars.kit.pg.prepared import Answer

Row = tuple[Any, ...]
Parameters = Mapping[str, Any]
Record = TypeVar("Record", bound=msgspec.Struct)

CHOICE = environment.declare(
    "REGULARS_STATEMENTS",
    "How statements over many accounts go out: as `sets`, or to `accounts`, one by one, as a"
    " database needs that is spread over several machines.",
    "sets",
)

_NAME = re.compile(r"^-- ((?:shared )?\w+(?: for one account(?:, by [\w, ]+)?)?) --$", re.MULTILINE)
_SHARED = "shared "
_ONE = " for one account"
_USED = re.compile(r"\{\{(\w+)\}\}")


class _Cursor(psycopg.Cursor[Row]):
    """Binds on the server and reads with our adapters, whatever its connection was made for."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        super().__init__(connection, row_factory=tuple_row)
        self._adapters = ADAPTERS

    @property
    def columns(self) -> list[str]:
        """The names of a row's columns."""
        return [column.name for column in self.description or ()]


_Answer = _Cursor | Answer


class Statements:
    """The statements of one file."""

    by_account = False

    def __init__(self, text: str) -> None:
        head, *parts = _NAME.split(text)
        assert not _without_comments(head), "a statement before the first name"
        names = parts[::2]
        assert len(set(names)) == len(names), "a name is used twice"
        self.text = dict(zip(names, parts[1::2], strict=True))
        self.bodies: dict[str, str] = {}
        self.alone: dict[str, parted.OneAccount] = {}
        shared: dict[str, str] = {}
        for title, part in self.text.items():
            body = _USED.sub(lambda found: shared[found[1]], _without_comments(part))
            name, one, by = title.partition(_ONE)
            if title.startswith(_SHARED):
                shared[name.removeprefix(_SHARED)] = body
            elif one:
                assert name not in self.alone, "a second body is given twice"
                self.alone[name] = parted.of(self.bodies[name], body, by.removeprefix(", by "))
            else:
                self.bodies[name] = body

    def rows(
        self, connection: psycopg.Connection[Any], name: str, parameters: Parameters | None = None
    ) -> list[Row]:
        """All rows of the statement's result."""
        return self._executed(connection, name, parameters).fetchall()

    def records(
        self,
        connection: psycopg.Connection[Any],
        name: str,
        parameters: Parameters | None = None,
        *,
        into: type[Record],
    ) -> list[Record]:
        """All rows as structs; the columns' names are the fields' names."""
        columns, found = self._found(connection, name, parameters)
        return [into(**dict(zip(columns, row, strict=True))) for row in found]

    def run(
        self, connection: psycopg.Connection[Any], name: str, parameters: Parameters | None = None
    ) -> int:
        """How many rows the statement wrote. In a pipeline this waits for the answer."""
        cursor = self._executed(connection, name, parameters)
        if connection.pgconn.pipeline_status != PipelineStatus.OFF:
            with connection.pipeline() as pipeline:
                pipeline.sync()
        return cursor.rowcount

    def send(
        self, connection: psycopg.Connection[Any], name: str, parameters: Parameters | None = None
    ) -> None:
        """Will run a statement whose answer nobody needs: where it can travel with the next one,
        nothing is waited for."""
        _travels(connection, self.bodies[name], parameters or {})

    def asked(
        self, connection: psycopg.Connection[Any], name: str, parameters: Parameters | None = None
    ) -> Callable[[], list[Row]]:
        """Will send a statement, and give what waits for its rows: what is asked next travels with
        it."""
        if direct.possible(connection):
            return direct.send(connection, self.bodies[name], parameters or {}).fetchall
        return partial(self.rows, connection, name, parameters)

    def copy(
        self, connection: psycopg.Connection[Any], name: str, rows: Iterable[Sequence[object]]
    ) -> None:
        """Will run a statement that copies rows in; not within a pipeline."""
        lines = copying.text(rows)
        direct.settle(connection)
        with _Cursor(connection) as cursor, cursor.copy(self.bodies[name].encode()) as copy:
            copy.write(lines)

    def _found(
        self, connection: psycopg.Connection[Any], name: str, parameters: Parameters | None
    ) -> tuple[list[str], list[Row]]:
        cursor = self._executed(connection, name, parameters)
        # In a pipeline the columns are known with the answer, not before.
        found = cursor.fetchall()
        return cursor.columns, found

    def _executed(
        self, connection: psycopg.Connection[Any], name: str, parameters: Parameters | None
    ) -> _Answer:
        return _sent(connection, self.bodies[name], parameters or {})


class ByAccount(Statements):
    """The same statements with their second bodies, once for each account, in the order of ids."""

    by_account = True

    def rows(
        self, connection: psycopg.Connection[Any], name: str, parameters: Parameters | None = None
    ) -> list[Row]:
        return self._found(connection, name, parameters)[1]

    def _found(
        self, connection: psycopg.Connection[Any], name: str, parameters: Parameters | None
    ) -> tuple[list[str], list[Row]]:
        one = self.alone.get(name)
        if one is None:
            return super()._found(connection, name, parameters)
        cursors = self._each(connection, one, parameters or {})
        parts = [cursor.fetchall() for cursor in cursors]
        columns = cursors[0].columns if cursors else []
        return columns, one.together(parts, columns)

    def asked(
        self, connection: psycopg.Connection[Any], name: str, parameters: Parameters | None = None
    ) -> Callable[[], list[Row]]:
        return partial(self.rows, connection, name, parameters)

    def run(
        self, connection: psycopg.Connection[Any], name: str, parameters: Parameters | None = None
    ) -> int:
        one = self.alone.get(name)
        if one is None:
            return super().run(connection, name, parameters)
        return sum(cursor.rowcount for cursor in self._each(connection, one, parameters or {}))

    def send(
        self, connection: psycopg.Connection[Any], name: str, parameters: Parameters | None = None
    ) -> None:
        one = self.alone.get(name)
        if one is None:
            super().send(connection, name, parameters)
            return
        for part in one.parts(parameters or {}):
            _travels(connection, one.body, part)

    @staticmethod
    def _each(
        connection: psycopg.Connection[Any], one: parted.OneAccount, parameters: Parameters
    ) -> list[_Answer]:
        """All go out before the first answer is waited for."""
        with connection.pipeline():
            return [_sent(connection, one.body, part) for part in one.parts(parameters)]


def _sent(connection: psycopg.Connection[Any], body: str, parameters: Parameters) -> _Answer:
    # The texts are our own files; what comes from outside is bound.
    if direct.possible(connection):
        return direct.ask(connection, body, parameters)
    cursor = _Cursor(connection).execute(body, parameters, prepare=False, binary=True)
    if connection.pgconn.pipeline_status != PipelineStatus.OFF:
        connection.wait(_all_sent(connection.pgconn))
    return cursor


def _travels(connection: psycopg.Connection[Any], body: str, parameters: Parameters) -> None:
    if direct.possible(connection):
        direct.send(connection, body, parameters)
    else:
        _sent(connection, body, parameters)


def _all_sent(pgconn: PGconn) -> PQGen[None]:
    """Send what the socket did not take at once.

    The driver's pipeline goes on without it: after much data it could wait for ever for the answer
    to what it has not sent.
    """
    while pgconn.flush():
        ready = yield Wait.RW
        if ready & Ready.R:
            pgconn.consume_input()


def load(package: str, file: str = "queries.sql") -> Statements:
    """Will read the statements beside this package's modules: `statements = load(__package__)`."""
    text = resources.files(package).joinpath(file).read_text(encoding="utf-8")
    return ByAccount(text) if by_account() else Statements(text)


def by_account() -> bool:
    """Whether statements go to one account each."""
    choice = CHOICE.text()
    if choice not in {"sets", "accounts"}:
        raise SetupError(f"REGULARS_STATEMENTS is {choice!r}; say sets or accounts.")
    return choice == "accounts"


def _without_comments(part: str) -> str:
    """The one statement of a part: whole lines of comment would only cost on the wire."""
    lines = (line for line in part.splitlines() if not line.startswith("--"))
    return "\n".join(lines).strip().removesuffix(";")
