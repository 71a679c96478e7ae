"""A device at the counter is enrolled by a one-time code, and blocked when it is lost.

What it may do hangs on a key of its own: nobody else has it, and it dies with the block.
"""

from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.domains.merchants import operations as merchants
from regulars.domains.tills import operations as tills
from regulars.flows.shops import Shop, open_unpublished

SCOPES = ("members", "orders", "redemptions")


def enrol(conn: Connection, code: str, now: datetime) -> str | None:
    """Will use a code up and give the text of the device's new key, this once; None for a code
    that is unknown, used or too old."""
    pairing = tills.take(conn, code, now)
    if pairing is None:
        return None
    shop = open_unpublished(conn, pairing.program_id, now=now)
    key_id, text = merchants.create_key(
        conn, shop.merchant_id, shop.program_id, kind="device",
        mode="test" if shop.test_clock else "live", label=pairing.label, scopes=SCOPES, now=now,
    )  # fmt: skip
    tills.enrol(conn, pairing, key_id, now)
    return text


def block(conn: Connection, shop: Shop, till_id: UUID, now: datetime) -> bool:
    """Will end a device's key; False where there is no such device, or it is blocked already."""
    key_id = tills.block(conn, shop.program_id, till_id, now)
    if key_id is None:
        return False
    merchants.revoke_key(conn, shop.merchant_id, key_id, now)
    return True
