"""Writing phones down, using their codes up, and taking them away."""

from collections.abc import Sequence
from uuid import UUID

from msgspec import structs
from psycopg import Connection

from regulars.domains.phones.contracts import Phone
from regulars.domains.phones.store import SQL


def add(conn: Connection, phone: Phone) -> None:
    """Will write a new phone down."""
    SQL.run(conn, "add", structs.asdict(phone))


def drop(conn: Connection, program_id: UUID, member_id: UUID, aliases: Sequence[str]) -> None:
    """Will take phones of a member away: their codes are nobody's from then on."""
    wanted = {"program_id": program_id, "member_id": member_id, "aliases": list(aliases)}
    SQL.run(conn, "drop", wanted)


def forget(conn: Connection, program_id: UUID, member_id: UUID) -> None:
    """Will take all phones of a member away."""
    SQL.run(conn, "forget", {"program_id": program_id, "member_id": member_id})


def use(conn: Connection, program_id: UUID, alias: str, step: int, by: str) -> bool:
    """Will use a step up; False where a newer one was seen, or this one elsewhere."""
    wanted = {"program_id": program_id, "alias": alias, "step": step, "by": by}
    return SQL.run(conn, "use", wanted) == 1
