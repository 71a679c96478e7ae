"""Writing tenants and keys."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.domains.merchants import secrets
from regulars.domains.merchants.store import SQL
from regulars.kit import ids


def create(conn: Connection, name: str, now: datetime) -> UUID:
    """Will open a merchant."""
    merchant_id = ids.new()
    SQL.run(conn, "insert_merchant", {"merchant_id": merchant_id, "name": name, "created_at": now})
    return merchant_id


def create_key(
    conn: Connection,
    merchant_id: UUID,
    program_id: UUID,
    *,
    kind: str,
    mode: str,
    label: str,
    scopes: Sequence[str],
    now: datetime,
    origins: Sequence[str] = (),
    expires_at: datetime | None = None,
) -> tuple[UUID, str]:
    """Will make a key and give its id and its text, which is never shown again."""
    key_id, text = ids.new(), secrets.make(kind, mode)
    columns = {
        "key_id": key_id,
        "merchant_id": merchant_id,
        "program_id": program_id,
        "kind": kind,
        "mode": mode,
        "label": label,
        "hash": secrets.digest(text),
        "hint": secrets.hint(text),
        "scopes": " ".join(scopes),
        "origins": " ".join(origins),
        "created_at": now,
        "expires_at": expires_at,
    }
    SQL.run(conn, "insert_key", columns)
    SQL.run(conn, "next_generation")
    return key_id, text


def revoke_key(conn: Connection, merchant_id: UUID, key_id: UUID, now: datetime) -> bool:
    """Will end a key; whoever keeps keys in memory learns of it from the generation."""
    found = SQL.run(conn, "revoke_key", {"key_id": key_id, "merchant_id": merchant_id, "now": now})
    SQL.run(conn, "next_generation")
    return found == 1


def change_origins(
    conn: Connection, merchant_id: UUID, key_id: UUID, origins: Sequence[str]
) -> bool:
    """Will say anew where a publishable key may be used."""
    wanted = {"key_id": key_id, "merchant_id": merchant_id, "origins": " ".join(origins)}
    found = SQL.run(conn, "change_origins", wanted)
    SQL.run(conn, "next_generation")
    return found == 1


def hire(conn: Connection, user_id: int, merchant_id: UUID, role: str) -> None:
    """Will give a user a role at a merchant."""
    SQL.run(conn, "hire", {"user_id": user_id, "merchant_id": merchant_id, "role": role})
