"""Passkeys of members: kept, found by their id, used, taken away."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct, structs
from psycopg import Connection

from regulars.domains.signin.store import SQL


class Passkey(Struct, frozen=True, kw_only=True):
    """A passkey of a member. `key` is its public half, as the standard writes it."""

    program_id: UUID
    credential_id: bytes
    member_id: UUID
    key: bytes
    sign_count: int
    name: str
    made_at: datetime


def add(conn: Connection, passkey: Passkey) -> bool:
    """Will keep a new passkey; False where its id is known already."""
    return SQL.run(conn, "add_passkey", structs.asdict(passkey)) == 1


def of_member(conn: Connection, program_id: UUID, member_id: UUID) -> list[Passkey]:
    """Will list a member's passkeys, the oldest first."""
    wanted = {"program_id": program_id, "member_id": member_id}
    return SQL.records(conn, "passkeys_of", wanted, into=Passkey)


def find(conn: Connection, program_id: UUID, credential_id: bytes) -> Passkey | None:
    """Will find a passkey by its id."""
    wanted = {"program_id": program_id, "credential_id": credential_id}
    found = SQL.records(conn, "passkey", wanted, into=Passkey)
    return found[0] if found else None


def use(conn: Connection, passkey: Passkey, sign_count: int) -> bool:
    """Will note how often a passkey has signed; False where its count did not go up."""
    wanted = {
        "program_id": passkey.program_id, "credential_id": passkey.credential_id,
        "sign_count": sign_count,
    }  # fmt: skip
    return SQL.run(conn, "use_passkey", wanted) == 1


def drop(conn: Connection, program_id: UUID, member_id: UUID, credential_id: bytes) -> None:
    """Will take a member's passkey away."""
    wanted = {"program_id": program_id, "member_id": member_id, "credential_id": credential_id}
    SQL.run(conn, "drop_passkey", wanted)


def forget(conn: Connection, program_id: UUID, member_id: UUID) -> None:
    """Will take all passkeys of a member away."""
    SQL.run(conn, "forget_passkeys", {"program_id": program_id, "member_id": member_id})
