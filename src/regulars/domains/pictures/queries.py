"""Finding pictures."""

from uuid import UUID

from psycopg import Connection

from regulars.domains.pictures.contracts import Picture, Shown
from regulars.domains.pictures.store import SQL


def shown(conn: Connection, program_id: UUID) -> dict[str, tuple[str, str]]:
    """Will give what has a picture: its digest and kind, by subject."""
    rows = SQL.rows(conn, "shown", {"program_id": program_id})
    return {subject: (digest, kind) for subject, digest, kind in rows}


def shown_by(conn: Connection, program_id: UUID, subject: str) -> Shown | None:
    """Will say what something shows."""
    row = {"program_id": program_id, "subject": subject}
    return next(iter(SQL.records(conn, "shown_by", row, into=Shown)), None)


def picture(conn: Connection, digest: str) -> Picture | None:
    """Will give a picture by its hash, whichever shop keeps it: the hash is of all of it."""
    found = SQL.records(conn, "picture", {"digest": digest}, into=Picture)
    return found[0] if found else None
