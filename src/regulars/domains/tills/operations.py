"""Writing down devices and who serves."""

from datetime import datetime, timedelta
from uuid import UUID

from psycopg import Connection

from regulars.domains.tills.contracts import ByHand, Pairing, Queued, Till
from regulars.domains.tills.store import SQL
from regulars.kit import codes, ids

CODE_LASTS = timedelta(minutes=10)
SEEN_EVERY = timedelta(minutes=1)


def offer(conn: Connection, pairing: Pairing, now: datetime) -> str:
    """Will make a code that pairs one device within ten minutes; the code itself is not kept."""
    code = codes.new()
    SQL.run(conn, "forget_offers", {"now": now})
    columns = {
        "hash": codes.digest("till", code), "program_id": pairing.program_id,
        "label": pairing.label, "location": pairing.location, "made_by": pairing.made_by,
        "expires_at": now + CODE_LASTS,
    }  # fmt: skip
    SQL.run(conn, "offer", columns)
    return code


def take(conn: Connection, code: str, now: datetime) -> Pairing | None:
    """Will use a code up; None for one that is unknown, used or too old."""
    wanted = {"hash": codes.digest("till", code), "now": now}
    found = SQL.records(conn, "take_offer", wanted, into=Pairing)
    return found[0] if found else None


def enrol(conn: Connection, pairing: Pairing, key_id: UUID, now: datetime) -> UUID:
    """Will bind a device to what its code said, and to its key."""
    till_id = ids.new()
    columns = {
        "till_id": till_id, "program_id": pairing.program_id, "key_id": key_id,
        "label": pairing.label, "location": pairing.location, "made_by": pairing.made_by,
        "now": now,
    }  # fmt: skip
    SQL.run(conn, "insert_till", columns)
    return till_id


def seen(conn: Connection, till: Till, now: datetime) -> None:
    """Will note that a device spoke, about once a minute."""
    if now - till.seen_at >= SEEN_EVERY:
        SQL.run(conn, "seen", {"till_id": till.till_id, "now": now})


def give_key(conn: Connection, till_id: UUID, key: bytes) -> bool:
    """Will keep the public key by which a device signs its queue; False where it has another."""
    known = SQL.rows(conn, "give_key", {"till_id": till_id, "key": key})
    return bool(known) and bytes(known[0][0]) == key


def note_queued(conn: Connection, one: Queued) -> None:
    """Will note what came of a sale that was sent from a queue; a place is taken once."""
    columns = {name: getattr(one, name) for name in Queued.__struct_fields__}
    SQL.run(conn, "note_queued", columns | {"queued_id": ids.new()})


def forget_queued(conn: Connection, before: datetime) -> None:
    """Will let go of what was sent long ago; the end of each chain stays."""
    SQL.run(conn, "forget_queued", {"before": before})


def block(conn: Connection, program_id: UUID, till_id: UUID, now: datetime) -> UUID | None:
    """Will note that a device is lost and give its key; None where it is blocked or unknown."""
    wanted = {"program_id": program_id, "till_id": till_id, "now": now}
    found = SQL.rows(conn, "block", wanted)
    return found[0][0] if found else None


def hire(conn: Connection, program_id: UUID, name: str, pin_hash: str) -> UUID:
    """Will add somebody who serves."""
    cashier_id = ids.new()
    columns = {
        "cashier_id": cashier_id, "program_id": program_id, "name": name, "pin_hash": pin_hash
    }  # fmt: skip
    SQL.run(conn, "put_cashier", columns)
    return cashier_id


def change_pin(conn: Connection, program_id: UUID, cashier_id: UUID, pin_hash: str) -> bool:
    """Will give somebody who serves another PIN."""
    columns = {"cashier_id": cashier_id, "program_id": program_id, "pin_hash": pin_hash}
    return SQL.run(conn, "change_pin", columns) == 1


def allow_by_hand(
    conn: Connection, program_id: UUID, cashier_id: UUID, *, points: int, stamps: int
) -> bool:
    """Will say how much somebody who serves may give or take by hand on a day."""
    columns = {
        "cashier_id": cashier_id, "program_id": program_id, "points": points, "stamps": stamps
    }  # fmt: skip
    return SQL.run(conn, "allow_by_hand", columns) == 1


def take_by_hand(conn: Connection, part: ByHand, since: datetime) -> int | None:
    """Will note a part of somebody's day, once for its key; else gives how much of it is left."""
    rows = SQL.rows(conn, "lock_cashier", {"cashier_id": part.cashier_id})
    most = rows[0][1 if part.stamps else 0] if rows else 0
    columns = {name: getattr(part, name) for name in ByHand.__struct_fields__}
    before: int = SQL.rows(conn, "by_hand_since", columns | {"since": since})[0][0]
    if before + part.amount > most:
        return max(0, most - before)
    SQL.run(conn, "note_by_hand", columns)
    return None


def undo_by_hand(conn: Connection, cashier_id: UUID, key: str) -> None:
    """Will give a part of the day back to whoever had it."""
    SQL.run(conn, "undo_by_hand", {"cashier_id": cashier_id, "key": key})


def leave(conn: Connection, program_id: UUID, cashier_id: UUID, now: datetime) -> bool:
    """Will note that somebody does not serve any more."""
    wanted = {"cashier_id": cashier_id, "program_id": program_id, "now": now}
    return SQL.run(conn, "leave", wanted) == 1
