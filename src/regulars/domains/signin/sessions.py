"""Where somebody is signed in, so that they can end it elsewhere. The address is cut short."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct
from psycopg import Connection

from regulars.domains.signin.store import SQL
from regulars.kit import ids
from regulars.kit.addresses import short_address

BROWSER_MAX = 300


class Session(Struct, frozen=True, kw_only=True):
    """One browser that somebody came in with."""

    session_id: UUID
    key: str
    user_id: int
    address: str
    browser: str
    began_at: datetime


def begin(
    conn: Connection, key: str, user_id: int, now: datetime, *, address: str, browser: str
) -> None:
    """Will remember a session."""
    columns = {
        "session_id": ids.new(), "key": key, "user_id": user_id, "began_at": now,
        "address": short_address(address), "browser": browser[:BROWSER_MAX],
    }  # fmt: skip
    SQL.run(conn, "begin_session", columns)


def of(conn: Connection, user_id: int) -> list[Session]:
    """Will give somebody's sessions, the newest first."""
    return SQL.records(conn, "sessions", {"user_id": user_id}, into=Session)


def forget(conn: Connection, keys: Sequence[str]) -> None:
    """Will forget sessions that are over."""
    SQL.run(conn, "forget_sessions", {"keys": list(keys)})
