"""Keeping pictures, and saying what shows which."""

from datetime import datetime
from uuid import UUID

from msgspec import structs
from psycopg import Connection

from regulars.domains.pictures.contracts import Picture
from regulars.domains.pictures.store import SQL


def show(conn: Connection, program_id: UUID, subject: str, picture: Picture, now: datetime) -> None:
    """Will let something show a picture. One that it showed before keeps its address."""
    row = structs.asdict(picture) | {"program_id": program_id, "added_at": now}
    SQL.run(conn, "keep", row)
    shown = {"program_id": program_id, "subject": subject, "digest": picture.digest}
    SQL.run(conn, "show", shown)


def point(conn: Connection, program_id: UUID, subject: str, digest: str) -> None:
    """Will let something show a picture that is kept already."""
    SQL.run(conn, "show", {"program_id": program_id, "subject": subject, "digest": digest})


def hide(conn: Connection, program_id: UUID, subject: str) -> bool:
    """Will let something show no picture; answers whether it had one."""
    return SQL.run(conn, "hide", {"program_id": program_id, "subject": subject}) == 1
