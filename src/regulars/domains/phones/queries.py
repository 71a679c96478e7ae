"""Reading phones."""

from uuid import UUID

from psycopg import Connection

from regulars.domains.phones.contracts import Phone
from regulars.domains.phones.store import SQL


def by_alias(conn: Connection, program_id: UUID, alias: str) -> Phone | None:
    """Will give the phone that an alias stands for."""
    wanted = {"program_id": program_id, "alias": alias}
    found = SQL.records(conn, "by_alias", wanted, into=Phone)
    return found[0] if found else None


def of_member(conn: Connection, program_id: UUID, member_id: UUID) -> list[Phone]:
    """Will list the phones of a member, the newest first."""
    wanted = {"program_id": program_id, "member_id": member_id}
    return SQL.records(conn, "of_member", wanted, into=Phone)
