"""Putting tags on members and taking them off."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.domains.tags.store import SQL


def put(
    conn: Connection, program_id: UUID, member_id: UUID, tag: str, *, actor: str, at: datetime
) -> bool:
    """Will put a tag on; False when it was there."""
    columns = {"program_id": program_id, "member_id": member_id, "tag": tag}
    return SQL.run(conn, "put", columns | {"at": at, "actor": actor}) == 1


def drop(conn: Connection, program_id: UUID, member_id: UUID, tag: str) -> bool:
    """Will take a tag off; False when it was not there."""
    columns = {"program_id": program_id, "member_id": member_id, "tag": tag}
    return SQL.run(conn, "drop", columns) == 1


def forget(conn: Connection, program_id: UUID, member_id: UUID) -> None:
    """Will take all tags off somebody who is erased."""
    SQL.run(conn, "forget", {"program_id": program_id, "member_id": member_id})


def hand_over(conn: Connection, program_id: UUID, leaving: UUID, into: UUID) -> None:
    """Will put the tags of the one on the other."""
    columns = {"program_id": program_id, "leaving": leaving}
    SQL.run(conn, "copy", columns | {"into": into})


def drop_some(conn: Connection, program_id: UUID, member_id: UUID, some: Sequence[str]) -> None:
    """Will take several tags off."""
    columns = {"program_id": program_id, "member_id": member_id, "tags": list(some)}
    SQL.run(conn, "drop_some", columns)
