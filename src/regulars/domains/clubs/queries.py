"""Reading clubs, memberships and posts."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.domains.clubs.contracts import Club, Membership, Post, Step
from regulars.domains.clubs.store import SQL

EVERYBODY = 1_000_000
NOBODY = UUID(int=0)


def locked(conn: Connection, program_id: UUID, club_id: UUID) -> Club | None:
    """Will lock a club until the transaction ends, and give it."""
    wanted = {"program_id": program_id, "club_id": club_id}
    rows = SQL.records(conn, "lock", wanted, into=Club)
    return rows[0] if rows else None


def some(conn: Connection, program_id: UUID, club_ids: Sequence[UUID]) -> dict[UUID, Club]:
    """Will give clubs by id, in the order of their keys."""
    wanted = {"program_id": program_id, "club_ids": list(club_ids)}
    return {one.club_id: one for one in SQL.records(conn, "some", wanted, into=Club)}


def by_key(conn: Connection, program_id: UUID, key: str) -> Club | None:
    """Will give the club of a key."""
    rows = SQL.records(conn, "by_key", {"program_id": program_id, "key": key}, into=Club)
    return rows[0] if rows else None


def listed(
    conn: Connection, program_id: UUID, *, after: str = "", limit: int = EVERYBODY
) -> list[Club]:
    """Will give clubs in the order of their keys."""
    wanted = {"program_id": program_id, "after": after, "limit": limit}
    return SQL.records(conn, "listed", wanted, into=Club)


def of_account(conn: Connection, account_id: UUID) -> dict[UUID, Membership]:
    """Will give how a member stands in every club that they ever had to do with."""
    rows = SQL.records(conn, "of_account", {"account_id": account_id}, into=Membership)
    return {one.club_id: one for one in rows}


def members(
    conn: Connection,
    program_id: UUID,
    club_id: UUID,
    statuses: Sequence[str] = ("member",),
    *,
    after: UUID = NOBODY,
    limit: int = EVERYBODY,
) -> list[Membership]:
    """Will give those who stand in a club in one of these ways."""
    wanted = {
        "program_id": program_id, "club_id": club_id, "statuses": list(statuses),
        "after": after, "limit": limit,
    }  # fmt: skip
    return SQL.records(conn, "members", wanted, into=Membership)


def asking(conn: Connection, program_id: UUID, club_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Will count who waits for an answer, by club; none where nobody does."""
    wanted = {"program_id": program_id, "club_ids": list(club_ids)}
    return dict(SQL.rows(conn, "asking", wanted))


def asking_in_all(conn: Connection, program_id: UUID) -> int:
    """Will count who waits for a club's answer."""
    return int(SQL.rows(conn, "asking_in_all", {"program_id": program_id})[0][0])


def step(conn: Connection, account_id: UUID, request: str) -> Step | None:
    """Will give what a caller's key led to."""
    wanted = {"account_id": account_id, "request": request}
    rows = SQL.records(conn, "step", wanted, into=Step)
    return rows[0] if rows else None


def steps(conn: Connection, account_id: UUID) -> list[Step]:
    """Will give every step of a member, in all clubs, the oldest first."""
    return SQL.records(conn, "steps", {"account_id": account_id}, into=Step)


def by_request(conn: Connection, program_id: UUID, request: str) -> Post | None:
    """Will give the post that was published under a key."""
    wanted = {"program_id": program_id, "request": request}
    rows = SQL.records(conn, "post_by_request", wanted, into=Post)
    return rows[0] if rows else None


def locked_post(conn: Connection, program_id: UUID, club_id: UUID, post_id: UUID) -> Post | None:
    """Will lock a post of a club, and give it."""
    wanted = {"program_id": program_id, "club_id": club_id, "post_id": post_id}
    rows = SQL.records(conn, "lock_post", wanted, into=Post)
    return rows[0] if rows else None


def posts(
    conn: Connection,
    program_id: UUID,
    club_ids: Sequence[UUID],
    *,
    now: datetime | None = None,
    limit: int = 100,
) -> list[Post]:
    """Will give posts, pinned ones first, then the newest; with `now`, those that can be read."""
    wanted = {"program_id": program_id, "club_ids": list(club_ids), "now": now, "limit": limit}
    return SQL.records(conn, "posts", wanted, into=Post)
