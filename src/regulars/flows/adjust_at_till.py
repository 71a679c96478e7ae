"""Points or stamps given or taken at a till, by somebody who may so much of it on a day."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct
from psycopg import Connection

from regulars.core.facts import Adjust
from regulars.domains.tills import operations as tills
from regulars.domains.tills.contracts import ByHand, Cashier
from regulars.flows.adjust import adjust
from regulars.flows.answers import Answer
from regulars.flows.shops import Shop
from regulars.kit import ids


class Change(Struct, frozen=True, kw_only=True):
    """What is given, or taken where it is negative; why, and once for its key."""

    account_id: UUID
    currency: str
    amount: int
    reason: str
    key: str


def by_hand(conn: Connection, shop: Shop, who: Cashier, change: Change) -> Answer | int:
    """Will book it under who serves, or give how much of their day is left, where it is more.
    Refusals: those of `core.adjustments`."""
    part = ByHand(
        cashier_id=who.cashier_id, key=change.key, amount=abs(change.amount), now=shop.now,
        stamps=shop.program.card(change.currency) is not None,
    )  # fmt: skip
    left = tills.take_by_hand(conn, part, day_of(shop))
    if left is not None:
        return left
    return _book(conn, shop, who, change)


def undo(conn: Connection, shop: Shop, who: Cashier, change: Change, by: UUID) -> Answer:
    """Will take back what `by` did; it does not count against anybody's day."""
    tills.undo_by_hand(conn, by, change.key)
    back = Change(
        account_id=change.account_id, currency=change.currency, amount=-change.amount,
        reason=change.reason, key=f"{change.key}/undo",
    )  # fmt: skip
    return _book(conn, shop, who, back)


def day_of(shop: Shop) -> datetime:
    """Will give when the shop's day began."""
    here = shop.now.astimezone(ZoneInfo(shop.program.zone))
    return here.replace(hour=0, minute=0, second=0, microsecond=0)


def _book(conn: Connection, shop: Shop, who: Cashier, change: Change) -> Answer:
    actor = ids.encode("csh", who.cashier_id)
    fact = Adjust(
        occurred_at=shop.now, currency=change.currency, amount=change.amount, actor=actor
    )  # fmt: skip
    said = f"{change.currency}\0{change.amount}\0{change.reason}"
    return adjust(
        conn, shop, change.account_id, fact, key=f"till:{change.key}",
        fingerprint=sha256(said.encode()).digest(), reason=change.reason,
    )  # fmt: skip
