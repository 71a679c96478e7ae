"""Named statements: SQL lives in a file `queries.sql` beside its domain, Python calls it by name.

A line `-- name --` opens a statement, comments below it say why. Parameters are always bound, as
`%(name)s`. What several statements of a file have in common stands once in it, below a line
`-- shared name --` above them, and in each as `{{name}}`. Results come in binary and as the same
Python values on a plain connection and on Django's; a statement is prepared once per connection.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from typing import Any, TypeVar

import msgspec
import psycopg
from psycopg.abc import PQGen
from psycopg.pq import PipelineStatus
from psycopg.pq.abc import PGconn
from psycopg.rows import tuple_row
from psycopg.waiting import Ready, Wait

from regulars.kit.pg import copying
from regulars.kit.pg.loaders import ADAPTERS

Row = tuple[Any, ...]
Parameters = Mapping[str, Any]
Record = TypeVar("Record", bound=msgspec.Struct)

_NAME = re.compile(r"^-- ((?:shared )?\w+) --$", re.MULTILINE)
_SHARED = "shared "
_USED = re.compile(r"\{\{(\w+)\}\}")


class _Cursor(psycopg.Cursor[Row]):
    """Binds on the server and reads with our adapters, whatever its connection was made for."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        super().__init__(connection, row_factory=tuple_row)
        self._adapters = ADAPTERS


class Statements:
    """The statements of one file."""

    def __init__(self, text: str) -> None:
        head, *parts = _NAME.split(text)
        assert not _without_comments(head), "a statement before the first name"
        names = parts[::2]
        assert len(set(names)) == len(names), "a name is used twice"
        self.text = dict(zip(names, parts[1::2], strict=True))
        self.bodies: dict[str, str] = {}
        shared: dict[str, str] = {}
        for name, part in self.text.items():
            body = _USED.sub(lambda found: shared[found[1]], _without_comments(part))
            (shared if name.startswith(_SHARED) else self.bodies)[name.removeprefix(_SHARED)] = body

    def rows(
        self, connection: psycopg.Connection[Any], name: str, parameters: Parameters | None = None
    ) -> list[Row]:
        """All rows of the statement's result."""
        with self._executed(connection, name, parameters) as cursor:
            return cursor.fetchall()

    def records(
        self,
        connection: psycopg.Connection[Any],
        name: str,
        parameters: Parameters | None = None,
        *,
        into: type[Record],
    ) -> list[Record]:
        """All rows as structs; the columns' names are the fields' names."""
        with self._executed(connection, name, parameters) as cursor:
            found = cursor.fetchall()
            columns = [column.name for column in cursor.description or ()]
            return [into(**dict(zip(columns, row, strict=True))) for row in found]

    def run(
        self, connection: psycopg.Connection[Any], name: str, parameters: Parameters | None = None
    ) -> int:
        """How many rows the statement wrote. In a pipeline this waits for the answer."""
        with self._executed(connection, name, parameters) as cursor:
            if connection.pgconn.pipeline_status != PipelineStatus.OFF:
                with connection.pipeline() as pipeline:
                    pipeline.sync()
            return cursor.rowcount

    def send(
        self, connection: psycopg.Connection[Any], name: str, parameters: Parameters | None = None
    ) -> None:
        """Will run a statement whose answer nobody needs: in a pipeline nothing is waited for."""
        self._executed(connection, name, parameters)

    def copy(
        self, connection: psycopg.Connection[Any], name: str, rows: Iterable[Sequence[object]]
    ) -> None:
        """Will run a statement that copies rows in; not within a pipeline."""
        lines = copying.text(rows)
        with _Cursor(connection) as cursor, cursor.copy(self.bodies[name].encode()) as copy:
            copy.write(lines)

    def _executed(
        self, connection: psycopg.Connection[Any], name: str, parameters: Parameters | None
    ) -> _Cursor:
        # The texts are our own files; what comes from outside is bound.
        body = self.bodies[name]
        cursor = _Cursor(connection).execute(body, parameters or {}, prepare=True, binary=True)
        if connection.pgconn.pipeline_status != PipelineStatus.OFF:
            connection.wait(_all_sent(connection.pgconn))
        return cursor


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
    return Statements(resources.files(package).joinpath(file).read_text(encoding="utf-8"))


def _without_comments(part: str) -> str:
    """The one statement of a part: whole lines of comment would only cost on the wire."""
    lines = (line for line in part.splitlines() if not line.startswith("--"))
    return "\n".join(lines).strip().removesuffix(";")
