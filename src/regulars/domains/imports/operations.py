"""Keeping a file, telling how far it is, and letting go of it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.domains.imports.contracts import File, Refused
from regulars.domains.imports.store import SQL


def add(conn: Connection, file: File) -> None:
    """Will keep what is known of a file."""
    SQL.run(conn, "add", msgspec.structs.asdict(file))


def add_part(conn: Connection, file_id: UUID, number: int, body: bytes) -> None:
    """Will keep a piece of its bytes; they count from 0."""
    SQL.run(conn, "add_part", {"file_id": file_id, "number": number, "body": body})


@contextmanager
def alone(conn: Connection, file_id: UUID) -> Iterator[bool]:
    """Will say whether nobody else works on a file, and keep others away until the block ends.

    The lock is this connection's: whoever dies lets go of it.
    """
    mine = bool(SQL.rows(conn, "try_lock", {"file_id": file_id})[0][0])
    try:
        yield mine
    finally:
        if mine:
            SQL.rows(conn, "unlock", {"file_id": file_id})


def hold(conn: Connection, file_id: UUID) -> File | None:
    """Will give a file as it is now, held until the transaction ends."""
    found = SQL.records(conn, "hold", {"file_id": file_id}, into=File)
    return found[0] if found else None


def change(conn: Connection, file: File) -> None:
    """Will keep a file that is held as it is given."""
    SQL.run(conn, "change", msgspec.structs.asdict(file))


def refuse(conn: Connection, file_id: UUID, rows: Sequence[Refused]) -> None:
    """Will keep rows that were not taken; one that is kept already stays as it is."""
    columns: dict[str, object] = {
        name: [getattr(one, name) for one in rows] for name in Refused.__struct_fields__
    }
    SQL.run(conn, "refuse", columns | {"file_id": file_id})


def forget_refused(conn: Connection, file_id: UUID) -> None:
    """Will let go of the rows that were not taken."""
    SQL.run(conn, "forget_refused", {"file_id": file_id})


def forget_parts(conn: Connection, file_id: UUID) -> None:
    """Will delete a file's bytes; what is counted of it stays, and what was not taken."""
    SQL.run(conn, "forget_parts", {"file_id": file_id})


def let_go(conn: Connection, file_id: UUID, now: datetime) -> None:
    """Will delete all that a file held; what is counted of it stays."""
    held = hold(conn, file_id)
    if held is None:
        return
    forget_parts(conn, file_id)
    forget_refused(conn, file_id)
    change(conn, msgspec.structs.replace(held, gone_at=now))
