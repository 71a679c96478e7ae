"""Reading tenants and keys."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

from regulars.domains.merchants import secrets
from regulars.domains.merchants.contracts import Invitation, Key, Merchant, Post, Worker
from regulars.domains.merchants.store import SQL


def key(conn: Connection, text: str) -> Key | None:
    """Will find a key by its text, dead ones too; a malformed text is not looked up."""
    if not secrets.well_formed(text):
        return None
    found = SQL.records(conn, "key_by_hash", {"hash": secrets.digest(text)}, into=Key)
    return found[0] if found else None


def keys(conn: Connection, merchant_id: UUID) -> list[Key]:
    """Will give a merchant's keys, the oldest first."""
    return SQL.records(conn, "keys_of", {"merchant_id": merchant_id}, into=Key)


def generation(conn: Connection) -> int:
    """Will give how often keys have changed."""
    found = SQL.rows(conn, "generation")
    return int(found[0][0]) if found else 0


def merchants(conn: Connection) -> list[Merchant]:
    """Will give all merchants, the oldest first."""
    return SQL.records(conn, "merchants", into=Merchant)


def worker(conn: Connection, user_id: int) -> Worker | None:
    """Will give where and as what a user works."""
    found = SQL.rows(conn, "worker", {"user_id": user_id})
    return _worker(found[0], _posts(conn, [user_id])) if found else None


def workers(conn: Connection, merchant_id: UUID) -> list[Worker]:
    """Will give everybody who works for a merchant, the first hired first."""
    found = SQL.rows(conn, "workers", {"merchant_id": merchant_id})
    posts = _posts(conn, [row[0] for row in found])
    return [_worker(row, posts) for row in found]


def invitations(conn: Connection, merchant_id: UUID, now: datetime) -> list[Invitation]:
    """Will give the open invitations of a merchant, the oldest first."""
    wanted = {"merchant_id": merchant_id, "now": now}
    return SQL.records(conn, "invitations", wanted, into=Invitation)


def invitation(
    conn: Connection, invitation_id: UUID, secret: str, now: datetime
) -> Invitation | None:
    """Will find an open invitation by its link."""
    wanted = {"invitation_id": invitation_id, "hash": secrets.digest(secret), "now": now}
    found = SQL.records(conn, "invitation", wanted, into=Invitation)
    return found[0] if found else None


def _posts(conn: Connection, user_ids: Sequence[int]) -> list[Post]:
    return SQL.records(conn, "posts", {"user_ids": list(user_ids)}, into=Post)


def _worker(row: Sequence[Any], posts: Sequence[Post]) -> Worker:
    user_id, merchant_id, merchant, second_factor, role, blocked_at = row
    return Worker(
        user_id=user_id, merchant_id=merchant_id, merchant=merchant, second_factor=second_factor,
        role=role, blocked_at=blocked_at,
        posts=tuple(one for one in posts if one.user_id == user_id),
    )  # fmt: skip


def name_of(conn: Connection, merchant_id: UUID) -> str:
    """Will give a merchant's name."""
    found = SQL.rows(conn, "merchant_name", {"merchant_id": merchant_id})
    return str(found[0][0]) if found else ""
