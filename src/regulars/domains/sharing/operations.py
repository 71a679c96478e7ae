"""Writing down who shares which account. Callers hold the account's lock."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.domains.sharing.contracts import Child, Invitation, Shared, Stay
from regulars.domains.sharing.store import SQL


def share(conn: Connection, shared: Shared) -> None:
    """Will write a shared account down as it is now."""
    columns = msgspec.structs.asdict(shared) | {"attributes": shared.attributes.decode()}
    SQL.run(conn, "share", columns)


def begin(conn: Connection, program_id: UUID, stays: Sequence[Stay]) -> None:
    """Will note that people are in accounts from now on, or were."""
    columns = {
        "program_id": program_id,
        "account_ids": [one.account_id for one in stays],
        "member_ids": [one.member_id for one in stays],
        "since": [one.since for one in stays],
        "own": [one.own for one in stays],
        "told": [one.told for one in stays],
        "until": [one.until for one in stays],
    }
    SQL.run(conn, "begin", columns)


def end(conn: Connection, account_id: UUID, member_id: UUID, at: datetime) -> None:
    """Will note that somebody left an account."""
    SQL.run(conn, "end", {"account_id": account_id, "member_id": member_id, "at": at})


def tell(conn: Connection, account_id: UUID, member_id: UUID) -> None:
    """Will note that what happens to an account says what somebody told of themselves."""
    SQL.run(conn, "tell", {"account_id": account_id, "member_id": member_id})


def redact(conn: Connection, program_id: UUID, member_id: UUID, at: datetime) -> None:
    """Will note that what somebody told is no longer in the accounts that they were in."""
    SQL.run(conn, "redact", {"program_id": program_id, "member_id": member_id, "at": at})


def add_child(conn: Connection, child: Child) -> None:
    """Will note a child of a household."""
    SQL.run(conn, "add_child", msgspec.structs.asdict(child))


def drop_child(conn: Connection, account_id: UUID, child_id: UUID) -> bool:
    """Will forget a child; False when there is none of this id."""
    wanted = {"account_id": account_id, "child_id": child_id}
    return bool(SQL.run(conn, "drop_child", wanted))


def close(conn: Connection, account_id: UUID) -> None:
    """Will forget the children of an account and withdraw its invitations."""
    SQL.run(conn, "drop_children", {"account_id": account_id})
    SQL.run(conn, "withdraw_all", {"account_id": account_id})


def invite(conn: Connection, invitation: Invitation, digest: bytes) -> None:
    """Will keep an invitation, and the hash of its code."""
    columns = msgspec.structs.asdict(invitation)
    SQL.run(conn, "invite", columns)
    SQL.run(conn, "put_code", columns | {"digest": digest})


def settle(conn: Connection, invitation: Invitation) -> None:
    """Will write down how a locked invitation ended."""
    SQL.run(conn, "settle_invitation", msgspec.structs.asdict(invitation))


def note_opened(
    conn: Connection, program_id: UUID, key: str, fingerprint: bytes, account_id: UUID
) -> bool:
    """Will note which account a request opened; False when its key is taken."""
    columns = {
        "program_id": program_id, "key": key, "fingerprint": fingerprint, "account_id": account_id
    }  # fmt: skip
    return bool(SQL.run(conn, "note_opened", columns))
