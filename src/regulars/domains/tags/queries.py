"""Reading tags."""

from collections.abc import Sequence
from uuid import UUID

from psycopg import Connection

from regulars.domains.tags.contracts import Tag
from regulars.domains.tags.store import SQL


def of_members(
    conn: Connection, program_id: UUID, member_ids: Sequence[UUID]
) -> dict[UUID, tuple[str, ...]]:
    """Will give the tags of members, by member; who has none is left out."""
    found: dict[UUID, tuple[str, ...]] = {}
    for one in of(conn, program_id, member_ids):
        found[one.member_id] = (*found.get(one.member_id, ()), one.tag)
    return found


def of(conn: Connection, program_id: UUID, member_ids: Sequence[UUID]) -> list[Tag]:
    """Will give the tags of members with since when and by whom."""
    wanted = {"program_id": program_id, "member_ids": list(member_ids)}
    return SQL.records(conn, "of_members", wanted, into=Tag)


def words(conn: Connection, program_id: UUID) -> dict[str, int]:
    """Will count the members of every tag there is."""
    return dict(SQL.rows(conn, "words", {"program_id": program_id}))


def tagged(conn: Connection, program_id: UUID, tag: str) -> list[UUID]:
    """Will give the members who have a tag."""
    found = SQL.rows(conn, "tagged", {"program_id": program_id, "tag": tag})
    return [member_id for (member_id,) in found]
