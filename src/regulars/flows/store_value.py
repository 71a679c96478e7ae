"""Stored value: paid in once for its payment, spent toward an order or at once, paid out."""

from uuid import UUID

from msgspec import structs
from psycopg import Connection

from regulars.core.effects import Posted
from regulars.core.facts import PayOut, SpendValue, TopUp
from regulars.domains.events import queries as events
from regulars.flows.answers import Answer, again, refusal
from regulars.flows.once import book_once
from regulars.flows.redeem import Redeemed, reserve
from regulars.flows.shops import Shop
from regulars.flows.steps import Step


def top_up(conn: Connection, shop: Shop, account_id: UUID, fact: TopUp, *, fingerprint: bytes,
           actor: str) -> Answer:  # fmt: skip
    """Will put a payment into stored value, once for the payment's own reference. Refusals: those
    of `core.wallet.top_up`."""
    step = Step(
        account_id=account_id, fact=fact, key=_key(fact.payment), fingerprint=fingerprint,
        actor=actor,
    )  # fmt: skip
    return book_once(conn, shop, step)


def spend(conn: Connection, shop: Shop, account_id: UUID, fact: SpendValue, *, key: str,
          fingerprint: bytes, actor: str) -> Redeemed:  # fmt: skip
    """Will pay with stored value, or set it aside. Refusals: those of `core.wallet.spend`."""
    return reserve(
        conn, shop, account_id, fact, key=f"spend:{key}", fingerprint=fingerprint, actor=actor
    )


def pay_out(conn: Connection, shop: Shop, account_id: UUID, fact: PayOut, *, key: str,
            fingerprint: bytes, actor: str, payment: str = "") -> Answer:  # fmt: skip
    """Will give money back: of one payment what is left of it, or else a small rest. Refusals:
    top_up_unknown, and those of `core.wallet.pay_out`."""
    if payment:
        lot = _lot(conn, account_id, fact.wallet, payment)
        if lot is None:
            return refusal("top_up_unknown", payment=payment)
        fact = structs.replace(fact, lot=lot)
    step = Step(
        account_id=account_id, fact=fact, key=f"pay-out:{key}", fingerprint=fingerprint,
        actor=actor,
    )  # fmt: skip
    return book_once(conn, shop, step)


def _key(payment: str) -> str:
    return f"top-up:{payment}"


def _lot(conn: Connection, account_id: UUID, wallet: str, payment: str) -> int | None:
    key = (account_id, _key(payment))
    kept = events.events(conn, [key]).get(key)
    if kept is None:
        return None
    posted = [one for one in again(conn, [kept])[0].effects if isinstance(one, Posted)]
    return next(
        (lot.lot for one in posted if one.kind == "top_up" for lot in one.opened
         if lot.currency == wallet), None
    )  # fmt: skip


def by_hand(conn: Connection, shop: Shop, account_id: UUID, fact: TopUp | SpendValue, *, key: str,
            fingerprint: bytes, reason: str, actor: str) -> Answer:  # fmt: skip
    """Will pay in or spend as staff say, with their reason. Refusals: those of the fact."""
    step = Step(
        account_id=account_id, fact=fact, key=f"by-hand:{key}", fingerprint=fingerprint,
        actor=actor, reason=reason,
    )  # fmt: skip
    return book_once(conn, shop, step)
