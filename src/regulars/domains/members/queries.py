"""Finding people."""

import re
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.domains.members.contracts import Known, Member, Ref
from regulars.domains.members.store import SQL

_WORD = re.compile(r"[^\W_]+")
LAST = UUID(int=2**128 - 1)


def find(conn: Connection, program_id: UUID, refs: Sequence[Ref]) -> dict[Ref, Known]:
    """Will find the accounts that references lead to; an unknown or erased one is left out."""
    by_id = [ref for ref in refs if ref.kind == "id"]
    named = [ref for ref in refs if ref.kind != "id"]
    found: dict[Ref, Known] = {}
    if named:
        wanted = {
            "program_id": program_id,
            "kinds": [ref.kind for ref in named],
            "values": [ref.value for ref in named],
        }
        for kind, value, account_id, member_id in SQL.rows(conn, "find", wanted):
            found[Ref(kind, value)] = Known(account_id=account_id, member_id=member_id)
    if by_id:
        for member in members(conn, program_id, [UUID(ref.value) for ref in by_id]):
            if member.erased_at is not None:
                continue  # their other names are free again, and the id leads nowhere either
            ref = Ref("id", str(member.member_id))
            found[ref] = Known(account_id=member.account_id, member_id=member.member_id)
    return found


def members(conn: Connection, program_id: UUID, ids: Sequence[UUID]) -> list[Member]:
    """Will give members of a program by id."""
    wanted = {"program_id": program_id, "member_ids": list(ids)}
    return SQL.records(conn, "members_by_id", wanted, into=Member)


def member_of(conn: Connection, program_id: UUID, account_id: UUID) -> Member | None:
    """Will give whose account this is; None for a guest's."""
    found = members_of(conn, program_id, [account_id])
    return found.get(account_id)


def members_of(
    conn: Connection, program_id: UUID, account_ids: Sequence[UUID]
) -> dict[UUID, Member]:
    """Will give whose accounts these are, by account."""
    wanted = {"program_id": program_id, "account_ids": list(account_ids)}
    found = SQL.records(conn, "members_by_account", wanted, into=Member)
    return {member.account_id: member for member in found}


def locked(conn: Connection, program_id: UUID, member_id: UUID) -> Member | None:
    """Will give a member and keep the row until the end of the transaction."""
    wanted = {"program_id": program_id, "member_id": member_id}
    found = SQL.records(conn, "lock_member", wanted, into=Member)
    return found[0] if found else None


def search(
    conn: Connection, program_id: UUID, text: str, *, before: UUID | None, limit: int
) -> list[Member]:
    """Will search by the beginnings of words in name, e-mail, phone, card or number; newest first,
    a page at a time. An empty text finds everybody.
    """
    words = _WORD.findall(text)
    wanted = {
        "program_id": program_id,
        "words": " & ".join(f"{word}:*" for word in words),
        "before": before or LAST,
        "limit": limit,
    }
    if text.strip() and not words:
        return []
    return SQL.records(conn, "search" if words else "newest", wanted, into=Member)


def count(conn: Connection, program_id: UUID, since: datetime) -> tuple[int, int, int]:
    """Will count members: all, those who joined since, those who are simulated."""
    all_, new, simulated = SQL.rows(
        conn, "count_members", {"program_id": program_id, "since": since}
    )[0]
    return all_, new, simulated
