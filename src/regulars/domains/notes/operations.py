"""Writing notes, and letting go of them."""

from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.domains.notes.contracts import Note
from regulars.domains.notes.store import SQL


def write(conn: Connection, note: Note) -> bool:
    """Will keep a note; False when this one is kept already."""
    return SQL.run(conn, "write", msgspec.structs.asdict(note)) == 1


def forget(conn: Connection, program_id: UUID, member_id: UUID) -> None:
    """Will drop what was written about somebody who is erased."""
    SQL.run(conn, "forget", {"program_id": program_id, "member_id": member_id})


def hand_over(conn: Connection, program_id: UUID, leaving: UUID, into: UUID) -> None:
    """Will show what was written about the one at the other."""
    SQL.run(conn, "copy", {"program_id": program_id, "leaving": leaving, "into": into})


def give_back(conn: Connection, program_id: UUID, giver: UUID, to: UUID) -> None:
    """Will no longer show at the one what was written about the other."""
    SQL.run(conn, "drop_shared", {"program_id": program_id, "giver": giver, "to": to})
