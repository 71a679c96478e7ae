"""Redeem: reserve a reward, then commit, cancel or roll it back; use a voucher on an order."""

from uuid import UUID

from msgspec import Struct, structs
from psycopg import Connection

from regulars.core.facts import (
    CancelHold,
    Commit,
    Reserve,
    ReservePayment,
    ReserveVoucher,
    Rollback,
    SpendValue,
    UseVoucher,
)
from regulars.domains.events import queries as events
from regulars.domains.rewards import queries as rewards
from regulars.domains.rewards.contracts import Redemption, Voucher
from regulars.flows import shelves
from regulars.flows.answers import Answer, refusal, repeated
from regulars.flows.books import Books
from regulars.flows.once import book_once
from regulars.flows.shops import Shop
from regulars.flows.steps import Step


class Redeemed(Struct, frozen=True, kw_only=True):
    """How a step of a redemption ended, and how the redemption and its voucher stand now."""

    answer: Answer
    redemption: Redemption | None = None
    voucher: Voucher | None = None


def reserve(conn: Connection, shop: Shop, account_id: UUID,
            fact: Reserve | ReservePayment | SpendValue, *,
            key: str, fingerprint: bytes, actor: str = "") -> Redeemed:  # fmt: skip
    """Will set a reward's price aside, or points that pay for an order. Refusals: those of
    `core.redemptions.reserve` and `core.paying.reserve`."""
    return _reserve(conn, shop, account_id, fact, key=key, fingerprint=fingerprint, actor=actor)


def reserve_voucher(conn: Connection, shop: Shop, voucher: Voucher, fact: ReserveVoucher, *,
                    key: str, fingerprint: bytes, actor: str = "") -> Redeemed:  # fmt: skip
    """Will set a voucher's use aside. Refusals: those of `core.voucher_holds.reserve`."""
    fact = structs.replace(fact, beside=_beside(conn, shop, voucher, fact.order_id))
    account_id = voucher.account_id
    done = _reserve(conn, shop, account_id, fact, key=key, fingerprint=fingerprint, actor=actor)
    return structs.replace(done, answer=_why_closed(done.answer, voucher))


def _reserve(conn: Connection, shop: Shop, account_id: UUID,
             fact: Reserve | ReservePayment | ReserveVoucher | SpendValue, *,
             key: str, fingerprint: bytes,
             actor: str) -> Redeemed:  # fmt: skip
    step = Step(account_id=account_id, fact=fact, key=key, fingerprint=fingerprint, actor=actor)
    takes = shelves.of_reward(shop, fact.reward) if isinstance(fact, Reserve) else []
    answer = book_once(conn, shop, step, takes)
    if answer.refused is not None:
        return Redeemed(answer=answer)
    found = rewards.redemption_of_event(conn, account_id, answer.event_no)
    return _stands(conn, found, answer) if found else Redeemed(answer=answer)


def commit(conn: Connection, shop: Shop, redemption: Redemption, *, order_ref: str = "",
           receipt: str = "", actor: str = "") -> Redeemed:  # fmt: skip
    """Will spend what was reserved. Doing it again answers as the first time."""
    fact = Commit(
        occurred_at=shop.now, redemption=redemption.number, order_id=order_ref, receipt=receipt
    )
    return _change(conn, shop, redemption, fact, "commit", actor)


def cancel(conn: Connection, shop: Shop, redemption: Redemption, *, actor: str = "") -> Redeemed:
    """Will set what was reserved free. Doing it again answers as the first time."""
    fact = CancelHold(occurred_at=shop.now, redemption=redemption.number)
    return _change(conn, shop, redemption, fact, "cancel", actor)


def roll_back(conn: Connection, shop: Shop, redemption: Redemption, *, amount: int | None = None,
              key: str = "", actor: str = "") -> Redeemed:  # fmt: skip
    """Will undo a committed redemption whose voucher is unused, or give `amount` of its points
    back, once for its key. Refusals besides those of core:
    redemption_not_committed, use_comes_back_with_order."""
    # Read again under the lock: a refund may have restored a part of it meanwhile.
    Books(conn, shop, ()).lock([redemption.account_id])
    redemption = rewards.redemption(conn, shop.program_id, redemption.redemption_id) or redemption
    if redemption.status not in ("committed", "partly_restored", "rolled_back"):
        params = {"status": redemption.status}
        return Redeemed(answer=refusal("redemption_not_committed", **params))
    if not redemption.currency:
        return Redeemed(answer=refusal("use_comes_back_with_order"))
    fact = Rollback(
        occurred_at=shop.now, spent=redemption.spent(), voucher=redemption.voucher, amount=amount
    )
    verb = "rollback" if amount is None else f"rollback-{key}-{amount}"
    return _change(conn, shop, redemption, fact, verb, actor)


def _change(
    conn: Connection,
    shop: Shop,
    redemption: Redemption,
    fact: Commit | CancelHold | Rollback,
    verb: str,
    actor: str,
) -> Redeemed:
    key = f"{verb}:{redemption.redemption_id}"
    # The verb on the redemption is the whole content: order reference and time may differ in a
    # retry.
    step = Step(
        account_id=redemption.account_id, fact=fact, key=key, fingerprint=key.encode(), actor=actor
    )
    answer = book_once(conn, shop, step)
    if answer.refused is not None:
        return Redeemed(answer=answer)
    now = rewards.redemption(conn, shop.program_id, redemption.redemption_id)
    assert now is not None, "a redemption that was changed is there"
    return _stands(conn, now, answer)


def _stands(conn: Connection, redemption: Redemption, answer: Answer) -> Redeemed:
    wanted = [(redemption.account_id, redemption.voucher)] if redemption.voucher else []
    found = rewards.numbered(conn, wanted)
    return Redeemed(answer=answer, redemption=redemption, voucher=found[0] if found else None)


def use_voucher(conn: Connection, shop: Shop, voucher: Voucher, fact: UseVoucher, *, key: str,
                fingerprint: bytes, actor: str = "") -> Redeemed:  # fmt: skip
    """Will use a voucher once on an order. Refusals: those of `core.vouchers.use`."""
    step = Step(
        account_id=voucher.account_id, fact=fact, key=key, fingerprint=fingerprint, actor=actor
    )
    fact = structs.replace(fact, beside=_beside(conn, shop, voucher, fact.order_id))
    step = structs.replace(step, fact=fact)
    # It may have been used before it moved here: the retry is told the same.
    before = events.before_move(conn, voucher.account_id, voucher.event_no, key)
    answer = repeated(conn, before, fingerprint) if before else book_once(conn, shop, step)
    found = rewards.numbered(conn, [(voucher.account_id, voucher.number)])
    return Redeemed(answer=_why_closed(answer, found[0]), voucher=found[0])


def _beside(
    conn: Connection, shop: Shop, voucher: Voucher, order_id: str
) -> tuple[tuple[str, int], ...]:
    """What was used on an order before. Only programs in which something does not combine ask."""
    choosy = any(
        word.combine != "all"
        for one in shop.timeline.programs
        for word in one.document.rewards.values()
    )
    if not choosy or not order_id:
        return ()
    # Under the lock, or two tills at the same moment would see nothing of one another.
    Books(conn, shop, ()).lock([voucher.account_id])
    uses = rewards.uses_on(conn, voucher.account_id, [order_id])
    used = rewards.numbered(conn, [(voucher.account_id, one.number) for one in uses])
    return tuple((one.reward, one.version) for one in used)


def _why_closed(answer: Answer, voucher: Voucher) -> Answer:
    """Rules know open vouchers only; the table knows what became of the others."""
    if answer.refused is None or answer.refused.code != "voucher_not_open":
        return answer
    status = voucher.status if voucher.status != "open" else "set aside"
    return refusal("voucher_not_open", status=status)
