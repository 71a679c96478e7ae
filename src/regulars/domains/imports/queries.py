"""Reading files that were brought, and what came of their rows."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.domains.imports.contracts import File, Refused
from regulars.domains.imports.store import SQL


def file(conn: Connection, file_id: UUID, merchant_id: UUID | None = None) -> File | None:
    """Will find a file, of one merchant only where one is named."""
    wanted = {"file_id": file_id, "merchant_id": merchant_id}
    found = SQL.records(conn, "file", wanted, into=File)
    return found[0] if found else None


def newest(
    conn: Connection, merchant_id: UUID, program_id: UUID | None, *, limit: int
) -> list[File]:
    """Will give the files of a program, or those of no program yet, the newest first."""
    wanted = {"merchant_id": merchant_id, "program_id": program_id, "limit": limit}
    return SQL.records(conn, "newest", wanted, into=File)


def active(conn: Connection) -> list[UUID]:
    """Will list the files that a job has to work on."""
    return [one for (one,) in SQL.rows(conn, "active", {})]


def old(conn: Connection, before: datetime, *, limit: int) -> list[UUID]:
    """Will list files that were brought before an instant and are still kept."""
    return [one for (one,) in SQL.rows(conn, "old", {"before": before, "limit": limit})]


def parts(conn: Connection, file_id: UUID) -> Iterator[bytes]:
    """Will give a file's bytes piece by piece."""
    number = 0
    while found := SQL.rows(conn, "part", {"file_id": file_id, "number": number}):
        yield bytes(found[0][0])
        number += 1


def refused(conn: Connection, file_id: UUID, *, after: int = 0, limit: int) -> list[Refused]:
    """Will give rows that were not taken, in the file's order."""
    wanted = {"file_id": file_id, "after": after, "limit": limit}
    return SQL.records(conn, "refused", wanted, into=Refused)
