"""Redeem: reserve a reward, then commit, cancel or roll it back; use a voucher on an order."""

from collections.abc import Sequence
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
from regulars.flows.once import book_each, book_once
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
    step = Step(account_id=account_id, fact=fact, key=key, fingerprint=fingerprint, actor=actor)
    return reserve_each(conn, shop, [step])[0]


def reserve_each(conn: Connection, shop: Shop, steps: Sequence[Step]) -> list[Redeemed]:
    """Will set aside what each step asks for, as if they came one after another."""
    asked = {step.fact.reward for step in steps if isinstance(step.fact, Reserve)}
    takes = sorted({key for one in asked for key in shelves.of_reward(shop, one)})
    answers = book_each(conn, shop, steps, takes)
    begun = [
        (step.account_id, answer.event_no)
        for step, answer in zip(steps, answers, strict=True)
        if answer.refused is None
    ]
    found = {(one.account_id, one.event_no): one for one in rewards.begun_by(conn, begun)}
    return _stand(conn, answers, [
        found.get((step.account_id, answer.event_no)) if answer.refused is None else None
        for step, answer in zip(steps, answers, strict=True)
    ])  # fmt: skip


def reserve_voucher(conn: Connection, shop: Shop, voucher: Voucher, fact: ReserveVoucher, *,
                    key: str, fingerprint: bytes, actor: str = "") -> Redeemed:  # fmt: skip
    """Will set a voucher's use aside. Refusals: those of `core.voucher_holds.reserve`."""
    fact = structs.replace(fact, beside=_beside(conn, shop, voucher, fact.order_id))
    step = Step(
        account_id=voucher.account_id, fact=fact, key=key, fingerprint=fingerprint, actor=actor
    )
    done = reserve_each(conn, shop, [step])[0]
    return structs.replace(done, answer=_why_closed(done.answer, voucher))


class Committing(Struct, frozen=True, kw_only=True):
    """A redemption whose price is to be spent, on an order or a receipt if that is known."""

    redemption: Redemption
    order_ref: str = ""
    receipt: str = ""
    actor: str = ""


def commit(conn: Connection, shop: Shop, redemption: Redemption) -> Redeemed:
    """Will spend what was reserved. Doing it again answers as the first time."""
    return commit_each(conn, shop, [Committing(redemption=redemption)])[0]


def commit_each(conn: Connection, shop: Shop, wanted: Sequence[Committing]) -> list[Redeemed]:
    """Will do so for many, as if they came one after another."""
    return _change_each(conn, shop, [
        _Change(
            redemption=one.redemption, verb="commit", actor=one.actor,
            fact=Commit(
                occurred_at=shop.now, redemption=one.redemption.number, order_id=one.order_ref,
                receipt=one.receipt,
            ),
        )
        for one in wanted
    ])  # fmt: skip


def cancel(conn: Connection, shop: Shop, redemption: Redemption, *, actor: str = "") -> Redeemed:
    """Will set what was reserved free. Doing it again answers as the first time."""
    fact = CancelHold(occurred_at=shop.now, redemption=redemption.number)
    change = _Change(redemption=redemption, fact=fact, verb="cancel", actor=actor)
    return _change_each(conn, shop, [change])[0]


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
    change = _Change(redemption=redemption, fact=fact, verb=verb, actor=actor)
    return _change_each(conn, shop, [change])[0]


class _Change(Struct, frozen=True, kw_only=True):
    redemption: Redemption
    fact: Commit | CancelHold | Rollback
    verb: str
    actor: str

    def step(self) -> Step:
        # The verb on the redemption is the whole content: order reference and time may differ in a
        # retry.
        key = f"{self.verb}:{self.redemption.redemption_id}"
        return Step(
            account_id=self.redemption.account_id, fact=self.fact, key=key,
            fingerprint=key.encode(), actor=self.actor,
        )  # fmt: skip


def _change_each(conn: Connection, shop: Shop, changes: Sequence[_Change]) -> list[Redeemed]:
    answers = book_each(conn, shop, [one.step() for one in changes])
    changed = [
        one.redemption.redemption_id if answer.refused is None else None
        for one, answer in zip(changes, answers, strict=True)
    ]
    wanted = sorted({one for one in changed if one})
    now = {
        one.redemption_id: one for one in rewards.redemptions_by_id(conn, shop.program_id, wanted)
    }
    return _stand(conn, answers, [now[one] if one else None for one in changed])


def _stand(
    conn: Connection, answers: Sequence[Answer], redemptions: Sequence[Redemption | None]
) -> list[Redeemed]:
    wanted = {(one.account_id, one.voucher) for one in redemptions if one and one.voucher}
    found = {(one.account_id, one.number): one for one in rewards.numbered(conn, sorted(wanted))}
    return [
        Redeemed(
            answer=answer, redemption=one,
            voucher=found.get((one.account_id, one.voucher)) if one and one.voucher else None,
        )
        for answer, one in zip(answers, redemptions, strict=True)
    ]  # fmt: skip


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
    uses = rewards.uses_on(conn, [(voucher.account_id, order_id)])
    used = rewards.numbered(conn, [(voucher.account_id, one.number) for one in uses])
    return tuple((one.reward, one.version) for one in used)


def _why_closed(answer: Answer, voucher: Voucher) -> Answer:
    """Rules know open vouchers only; the table knows what became of the others."""
    if answer.refused is None or answer.refused.code != "voucher_not_open":
        return answer
    status = voucher.status if voucher.status != "open" else "set aside"
    return refusal("voucher_not_open", status=status)
