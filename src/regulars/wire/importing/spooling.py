"""A file that is kept in the database, on disk for as long as it is read."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.domains import imports
from regulars.domains.imports.contracts import File, Refused
from regulars.kit.pg.connect import retrying
from regulars.wire.importing.mapping import Mapping
from regulars.wire.importing.rejected import VALUE_MAX, Reject


@contextmanager
def spooled(conn: Connection, file_id: UUID, *, most: int | None = None) -> Iterator[Path]:
    """Will have a file's bytes, or its first `most` parts, in a folder until the block ends."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.csv"
        with path.open("wb") as out:
            for number, body in enumerate(imports.queries.parts(conn, file_id), 1):
                out.write(body)
                if number == most:
                    break
        yield path


def mapping_of(file: File) -> Mapping:
    """Will give how a file is read."""
    return msgspec.json.decode(file.mapping, type=Mapping)


def keepable(one: Reject) -> Refused:
    """Will give a row that is not taken as it can be kept: no NUL, no half a character."""
    value = one.value[:VALUE_MAX].replace("\0", "�").encode(errors="replace").decode()
    return Refused(line=one.line, field=one.field, value=value, code=one.code, cure=one.cure)


def transact(conn: Connection, work: Callable[[Connection], Any]) -> Any:
    """Will do a piece of work in a transaction, again when another made PostgreSQL undo it."""

    def attempt() -> Any:
        with conn.transaction():
            return work(conn)

    return retrying(attempt)
