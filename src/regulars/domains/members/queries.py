"""Finding people."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.domains.members.contracts import Known, Member, Merge, Ref
from regulars.domains.members.store import SQL
from regulars.kit.pg.sql import Row

_WORD = re.compile(r"[^\W_]+")
LAST = UUID(int=2**128 - 1)
_ORDERS = {"joined": "oldest", "name": "by_name", "-name": "by_name_back"}


def find(conn: Connection, program_id: UUID, refs: Sequence[Ref]) -> dict[Ref, Known]:
    """Will find the accounts that references lead to; an unknown or erased one is left out."""
    return finding(conn, program_id, refs)()


def finding(
    conn: Connection, program_id: UUID, refs: Sequence[Ref]
) -> Callable[[], dict[Ref, Known]]:
    """Will ask as `find` does, and give what waits for the answer."""
    named = [ref for ref in refs if ref.kind != "id"]
    wanted = {
        "program_id": program_id,
        "kinds": [ref.kind for ref in named],
        "values": [ref.value for ref in named],
    }
    asked = SQL.asked(conn, "find", wanted) if named else list
    by_id = [ref for ref in refs if ref.kind == "id"]
    return lambda: _found(conn, program_id, asked(), by_id)


def _found(
    conn: Connection, program_id: UUID, rows: list[Row], by_id: list[Ref]
) -> dict[Ref, Known]:
    found = {
        Ref(kind, value): Known(account_id=account_id, member_id=member_id, barred=barred)
        for kind, value, account_id, member_id, barred in rows
    }
    if by_id:
        ids = {ref: UUID(ref.value) for ref in by_id}
        stand = current(conn, program_id, list(ids.values()))
        for ref, member_id in ids.items():
            member = stand.get(member_id)
            # Of an erased one the other names are free again, and the id leads nowhere either.
            if member is not None and member.erased_at is None:
                found[ref] = Known(account_id=member.account_id, member_id=member.member_id)
    return found


def current(conn: Connection, program_id: UUID, ids: Sequence[UUID]) -> dict[UUID, Member]:
    """Will give members by id; who was merged into another one is that one now."""
    found = {one.member_id: one for one in members(conn, program_id, ids)}
    later = {one: member.merged_into for one, member in found.items() if member.merged_into}
    if later:
        into = current(conn, program_id, sorted(set(later.values())))
        found |= {one: into[target] for one, target in later.items() if target in into}
    return found


def members(conn: Connection, program_id: UUID, ids: Sequence[UUID]) -> list[Member]:
    """Will give members of a program by id."""
    if not ids:
        return []
    wanted = {"program_id": program_id, "member_ids": list(ids)}
    return SQL.records(conn, "members_by_id", wanted, into=Member)


def member_of(conn: Connection, program_id: UUID, account_id: UUID) -> Member | None:
    """Will give whose account this is; None for a guest's."""
    found = members_of(conn, program_id, [account_id])
    return found.get(account_id)


def members_of(
    conn: Connection, program_id: UUID, account_ids: Sequence[UUID]
) -> dict[UUID, Member]:
    """Will give whose accounts these are, by account: of a shared one, its head."""
    wanted = {"program_id": program_id, "account_ids": list(account_ids)}
    found = SQL.records(conn, "members_by_account", wanted, into=Member)
    return {member.account_id: member for member in reversed(found)}


def sharing(conn: Connection, program_id: UUID, account_ids: Sequence[UUID]) -> list[Member]:
    """Will give all whose accounts these are, of each the head first."""
    wanted = {"program_id": program_id, "account_ids": list(account_ids)}
    return SQL.records(conn, "members_by_account", wanted, into=Member)


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


def in_order(
    conn: Connection, program_id: UUID, text: str, order: str, *, after: UUID | None, limit: int
) -> list[Member]:
    """Will search as `search` does, in another order: 'joined' (who joined first comes first),
    'name' or '-name'; after one of them."""
    words = _WORD.findall(text)
    if text.strip() and not words:
        return []
    wanted = {
        "program_id": program_id, "words": " & ".join(f"{word}:*" for word in words),
        "after": after, "limit": limit,
    }  # fmt: skip
    return SQL.records(conn, _ORDERS[order], wanted, into=Member)


def matching(conn: Connection, program_id: UUID, text: str, ids: Sequence[UUID]) -> list[Member]:
    """Will give those of these members whom a search would find; without a text, all who are
    still there."""
    words = _WORD.findall(text)
    if text.strip() and not words:
        return []
    wanted = {
        "program_id": program_id, "member_ids": list(ids),
        "words": " & ".join(f"{word}:*" for word in words),
    }  # fmt: skip
    return SQL.records(conn, "matching", wanted, into=Member)


def count(conn: Connection, program_id: UUID, since: datetime) -> tuple[int, int, int]:
    """Will count members: all, those who joined since, those who are simulated."""
    all_, new, simulated = SQL.rows(
        conn, "count_members", {"program_id": program_id, "since": since}
    )[0]
    return all_, new, simulated


def absorbed(conn: Connection, program_id: UUID, member_id: UUID) -> list[Member]:
    """Will list the members that were merged into this one."""
    wanted = {"program_id": program_id, "member_id": member_id}
    return SQL.records(conn, "absorbed", wanted, into=Member)


def erased(conn: Connection) -> list[tuple[UUID, UUID]]:
    """Will give program and id of all who were erased, in whichever program."""
    return [(row[0], row[1]) for row in SQL.rows(conn, "erased", {})]


def merges(conn: Connection, program_id: UUID, member_id: UUID) -> list[Merge]:
    """Will list who became a member, the latest first."""
    wanted = {"program_id": program_id, "member_id": member_id}
    return SQL.records(conn, "merges", wanted, into=Merge)


def names_of(conn: Connection, program_id: UUID, member_id: UUID, account_id: UUID) -> list[Ref]:
    """Will give every name that leads to a member or to their account."""
    wanted = {"program_id": program_id, "member_id": member_id, "account_id": account_id}
    return [Ref(kind, value) for kind, value in SQL.rows(conn, "names_of", wanted)]
