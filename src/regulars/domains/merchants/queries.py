"""Reading tenants and keys."""

from uuid import UUID

from psycopg import Connection

from regulars.domains.merchants import secrets
from regulars.domains.merchants.contracts import Key, Merchant
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


def staff(conn: Connection, user_id: int) -> tuple[UUID, str] | None:
    """Will give the merchant and role of a user."""
    found = SQL.rows(conn, "staff_of", {"user_id": user_id})
    return (found[0][0], found[0][1]) if found else None


def name_of(conn: Connection, merchant_id: UUID) -> str:
    """Will give a merchant's name."""
    found = SQL.rows(conn, "merchant_name", {"merchant_id": merchant_id})
    return str(found[0][0]) if found else ""
