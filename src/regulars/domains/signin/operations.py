"""Counting attempts, and one-time codes from offer to use."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from psycopg import Connection

from regulars.domains.signin.store import SQL

WINDOW = timedelta(minutes=15)
CODE_LASTS = timedelta(minutes=10)
CODE_TRIES = 5


def count(conn: Connection, keys: Sequence[bytes], now: datetime) -> dict[bytes, int]:
    """Will count one attempt for each key and give how many there were in its window."""
    wanted = {"keys": list(keys), "now": now, "since": now - WINDOW}
    return dict(SQL.rows(conn, "count_attempts", wanted))


def forget(conn: Connection, keys: Sequence[bytes], now: datetime) -> None:
    """Will start these keys anew, and drop what is older than a window."""
    SQL.run(conn, "forget_attempts", {"keys": list(keys), "since": now - WINDOW})


def give_back(conn: Connection, keys: Sequence[bytes]) -> None:
    """Will count one attempt less for each of these keys."""
    SQL.run(conn, "give_attempts_back", {"keys": list(keys)})


def offer(conn: Connection, request_id: UUID, user_id: int, code_hash: str, now: datetime) -> None:
    """Will keep a code's hash until it is used or its time is over."""
    SQL.run(conn, "forget_codes", {"now": now})
    columns = {
        "request_id": request_id,
        "user_id": user_id,
        "hash": code_hash,
        "expires_at": now + CODE_LASTS,
    }
    SQL.run(conn, "offer_code", columns)


def attempt(conn: Connection, request_id: UUID, now: datetime) -> tuple[int, str] | None:
    """Will count a try and give user and hash to compare with; None when nothing is left."""
    wanted = {"request_id": request_id, "now": now, "tries_max": CODE_TRIES}
    found = SQL.rows(conn, "try_code", wanted)
    return (found[0][0], found[0][1]) if found else None


def spend(conn: Connection, request_id: UUID) -> bool:
    """Will use a code up; of two at the same moment one is told that it did."""
    return SQL.run(conn, "spend_code", {"request_id": request_id}) == 1


def offer_member(
    conn: Connection, request_id: UUID, program_id: UUID, member_id: UUID | None, code_hash: str,
    now: datetime,
) -> None:  # fmt: skip
    """Will keep the hash of a member's code; nobody's, for somebody who is about to join."""
    SQL.run(conn, "forget_member_codes", {"now": now})
    columns = {
        "request_id": request_id,
        "program_id": program_id,
        "member_id": member_id,
        "hash": code_hash,
        "expires_at": now + CODE_LASTS,
    }
    SQL.run(conn, "offer_member_code", columns)


def attempt_member(
    conn: Connection, request_id: UUID, program_id: UUID, now: datetime
) -> tuple[UUID | None, str] | None:
    """Will count a try and give member and hash to compare with; None when nothing is left."""
    wanted = {
        "request_id": request_id, "program_id": program_id, "now": now, "tries_max": CODE_TRIES
    }  # fmt: skip
    found = SQL.rows(conn, "try_member_code", wanted)
    return (found[0][0], found[0][1]) if found else None


def spend_member(conn: Connection, request_id: UUID) -> bool:
    """Will use a member's code up; of two at the same moment one is told that it did."""
    return SQL.run(conn, "spend_member_code", {"request_id": request_id}) == 1
