"""Staff found a club, change it, and tell its members something."""

import hashlib
from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.domains.clubs import operations, queries
from regulars.domains.clubs.contracts import Club, Post
from regulars.flows.shops import Shop
from regulars.kit import codes

Way = Literal["open", "request", "invitation", "code"]


def digest(key: str, code: str) -> bytes:
    """Will give what is kept of a joining code; case, spaces and dashes do not matter."""
    return hashlib.sha256(f"{key}:{codes.normal(code)}".encode()).digest()


def found(conn: Connection, club: Club) -> tuple[str, Club] | Refused:
    """Will keep a new club, once for its key: 'created' or 'repeated'. Refusals:
    club_code_needed, exists_with_different_content."""
    if club.joining == "code" and club.code_digest is None:
        return Refused(code="club_code_needed")
    if operations.found(conn, club):
        return "created", club
    kept = queries.by_key(conn, club.program_id, club.key)
    assert kept is not None, "who was in the way is there"
    if kept.fingerprint != club.fingerprint:
        return Refused(code="exists_with_different_content")
    return "repeated", kept


def change(conn: Connection, shop: Shop, club_id: UUID, said: Mapping[str, Any]) -> Club | Refused:
    """Will change a club; who is in it stays. Refusals: club_unknown, club_code_needed."""
    before = queries.locked(conn, shop.program_id, club_id)
    if before is None:
        return Refused(code="club_unknown")
    after = msgspec.structs.replace(before, **said)
    if after.joining == "code" and after.code_digest is None:
        return Refused(code="club_code_needed")
    if after != before:
        after = msgspec.structs.replace(after, changed_at=shop.now)
        operations.save(conn, after)
    return after


def publish(conn: Connection, post: Post) -> tuple[str, Post] | Refused:
    """Will keep a post, once for its request. Refusals: club_unknown, post_times_wrong,
    exists_with_different_content."""
    if post.until is not None and post.until <= post.published_at:
        return Refused(code="post_times_wrong")
    if not queries.some(conn, post.program_id, [post.club_id]):
        return Refused(code="club_unknown")
    if operations.publish(conn, post):
        return "created", post
    kept = queries.by_request(conn, post.program_id, post.request)
    assert kept is not None, "who was in the way is there"
    if kept.fingerprint != post.fingerprint:
        return Refused(code="exists_with_different_content")
    return "repeated", kept


def rewrite(
    conn: Connection, shop: Shop, club_id: UUID, post_id: UUID, said: Mapping[str, Any]
) -> Post | Refused:
    """Will change a post, or end it by its `until`. Refusals: post_unknown, post_times_wrong."""
    before = queries.locked_post(conn, shop.program_id, club_id, post_id)
    if before is None:
        return Refused(code="post_unknown")
    after = msgspec.structs.replace(before, **said)
    if after.until is not None and after.until <= after.published_at:
        return Refused(code="post_times_wrong")
    if after != before:
        after = msgspec.structs.replace(after, changed_at=shop.now)
        operations.save_post(conn, after)
    return after
