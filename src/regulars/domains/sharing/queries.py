"""Reading who shares which account, and who is invited."""

from collections.abc import Sequence
from uuid import UUID

from psycopg import Connection

from regulars.domains.sharing.contracts import Child, Invitation, Opened, Shared, Stay
from regulars.domains.sharing.store import SQL

LAST = UUID(int=2**128 - 1)


def some(conn: Connection, program_id: UUID, account_ids: Sequence[UUID]) -> dict[UUID, Shared]:
    """Will give shared accounts by id, those that ended too."""
    wanted = {"program_id": program_id, "account_ids": list(account_ids)}
    return {one.account_id: one for one in SQL.records(conn, "some", wanted, into=Shared)}


def listed(
    conn: Connection, program_id: UUID, *, kind: str = "", before: UUID | None = None, limit: int
) -> list[Shared]:
    """Will list the shared accounts of a program, the newest account first, a page at a time."""
    wanted = {
        "program_id": program_id, "kind": kind, "before": before or LAST, "limit": limit
    }  # fmt: skip
    return SQL.records(conn, "listed", wanted, into=Shared)


def stays(conn: Connection, program_id: UUID, member_id: UUID) -> list[Stay]:
    """Will list the accounts that somebody was ever in, the first one first."""
    wanted = {"program_id": program_id, "member_id": member_id}
    return SQL.records(conn, "stays", wanted, into=Stay)


def people(conn: Connection, account_ids: Sequence[UUID]) -> list[Stay]:
    """Will list who shares accounts now, whoever came first first."""
    return SQL.records(conn, "people", {"account_ids": list(account_ids)}, into=Stay)


def redacted(conn: Connection, account_ids: Sequence[UUID]) -> set[UUID]:
    """Will name the accounts out of which somebody was erased: no replay makes them again."""
    found = SQL.rows(conn, "redacted", {"account_ids": list(account_ids)})
    return {row[0] for row in found}


def children(conn: Connection, account_ids: Sequence[UUID]) -> list[Child]:
    """Will list the children of households."""
    return SQL.records(conn, "children", {"account_ids": list(account_ids)}, into=Child)


def invitations(conn: Connection, account_ids: Sequence[UUID]) -> list[Invitation]:
    """Will list the open invitations of accounts, those over included."""
    return SQL.records(conn, "invitations", {"account_ids": list(account_ids)}, into=Invitation)


def locked(conn: Connection, account_id: UUID, invitation_id: UUID) -> Invitation | None:
    """Will give an invitation and keep its row until the end of the transaction."""
    wanted = {"account_id": account_id, "invitation_id": invitation_id}
    found = SQL.records(conn, "lock_invitation", wanted, into=Invitation)
    return found[0] if found else None


def invitation_of(conn: Connection, program_id: UUID, digest: bytes) -> tuple[UUID, UUID] | None:
    """Will give the account and the id of the invitation that a code is of."""
    found = SQL.rows(conn, "invitation_of", {"program_id": program_id, "digest": digest})
    return (found[0][0], found[0][1]) if found else None


def opened(conn: Connection, program_id: UUID, key: str) -> Opened | None:
    """Will give the account that a request opened before."""
    found = SQL.records(conn, "opened", {"program_id": program_id, "key": key}, into=Opened)
    return found[0] if found else None
