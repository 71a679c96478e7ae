"""Redemptions on the wire: reserve with a time limit, then commit, cancel or roll back."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta, structs

from regulars.core.facts import Reserve, ReservePayment
from regulars.domains.members.contracts import Member
from regulars.domains.rewards import queries as rewards
from regulars.domains.rewards.contracts import Redemption
from regulars.flows import redeem
from regulars.flows.shops import Shop
from regulars.flows.steps import Step
from regulars.kit import ids
from regulars.wire import vouchers
from regulars.wire.calls import Answered, Asked, Closed
from regulars.wire.effects import Effect, told_each
from regulars.wire.orders import LINES_MAX, Given, LineIn, Name
from regulars.wire.problems import Problem, of, problem
from regulars.wire.spending import spenders
from regulars.wire.vouchers import HoldSeconds, VoucherOut, lines_of, order_ref


class PaymentIn(Closed, frozen=True):
    """So many points of a currency."""

    currency: Given
    amount: Annotated[int, Meta(ge=1, le=2**53)]


class RedemptionIn(Closed, frozen=True, omit_defaults=True):
    """A member asks for a reward. `hold_seconds` shortens or lengthens the program's time limit.

    Of several prices, `price` (from 0) or `currency` names one; else the first that can be paid.
    In place of a reward, `pay` names points that pay for a part of the order of these `lines`.
    """

    member: Annotated[str, Meta(max_length=220)]
    reward: Name = ""
    pay: PaymentIn | None = None
    lines: Annotated[tuple[LineIn, ...], Meta(max_length=LINES_MAX)] = ()
    order: Annotated[str, Meta(max_length=420)] = ""
    location: Name = ""
    channel: Name = ""
    hold_seconds: HoldSeconds | None = None
    price: Annotated[int, Meta(ge=0, le=99)] | None = None
    currency: Name = ""


class CommitIn(Closed, frozen=True, omit_defaults=True):
    """The order that the reward belongs to, if it is known by now ('source:external_id' or
    'ord_...'), and the receipt that it stands on.
    """

    order: Annotated[str, Meta(max_length=420)] = ""
    receipt: Name = ""


class RollbackIn(Closed, frozen=True, omit_defaults=True):
    """How many points come back; all of them, and no voucher stays, where nothing is said. What
    points have paid can be said as money (`amount_minor`) as well.

    A part needs an Idempotency-Key, since it can be given back more than once.
    """

    amount: Annotated[int, Meta(ge=1, le=2**53)] | None = None
    amount_minor: Annotated[int, Meta(ge=1, le=2**53)] | None = None


class Nothing(Closed, frozen=True):
    """An empty object."""


class RedemptionOut(Closed, frozen=True, omit_defaults=True):
    """A redemption as it stands, and what this call led to. `repeated`: it had been done before.

    `price` is all that it takes; `currency`, `amount` and `restored` are those of its first part.
    """

    id: str
    status: str
    account: str
    reward: str
    currency: str
    amount: int
    restored: int
    expires_at: datetime
    effects: tuple[Effect, ...]
    price: dict[str, int] = {}
    order: str = ""
    receipt: str = ""
    worth_minor: int = 0
    voucher: VoucherOut | None = None
    repeated: bool = False


def handle_reserve(asked: Asked) -> Answered | Problem:
    """POST /v1/redemptions."""
    return reserve_together([asked])[0]


def reserve_together(asked: Sequence[Asked]) -> list[Answered | Problem]:
    """POST /v1/redemptions, many at once."""
    conn, shop = asked[0].conn, asked[0].shop
    members = spenders(conn, shop, [one.body.member for one in asked])
    steps = [_step(one, member) for one, member in zip(asked, members, strict=True)]
    good = [one for one in steps if isinstance(one, Step)]
    done = iter(answers(asked, redeem.reserve_each(conn, shop, good)) if good else ())
    return [next(done) if isinstance(one, Step) else one for one in steps]


def _step(asked: Asked, member: Member | Problem) -> Step | Problem:
    body: RedemptionIn = asked.body
    if not asked.idempotency_key:
        return problem("idempotency_key_needed")
    if isinstance(member, Problem):
        return member
    if bool(body.reward) is (body.pay is not None):
        return problem("reward_or_payment")
    fact: Reserve | ReservePayment = Reserve(
        occurred_at=asked.shop.now,
        reward=body.reward,
        location=body.location,
        channel=body.channel,
        order_id=order_ref(body.order),
        hold_seconds=body.hold_seconds,
        price=body.price,
        currency=body.currency,
    )
    if body.pay is not None:
        fact = ReservePayment(
            occurred_at=asked.shop.now,
            currency=body.pay.currency,
            amount=body.pay.amount,
            lines=lines_of(body.lines),
            location=body.location,
            channel=body.channel,
            order_id=order_ref(body.order),
            hold_seconds=body.hold_seconds,
        )
    return Step(
        account_id=member.account_id,
        fact=fact,
        key=f"reserve:{asked.idempotency_key}",
        fingerprint=hashlib.sha256(msgspec.json.encode(body, order="sorted")).digest(),
        actor=asked.by or str(asked.key.key_id),
    )


def handle_commit(asked: Asked) -> Answered | Problem:
    """POST /v1/redemptions/{id}/commit."""
    return commit_together([asked])[0]


def commit_together(asked: Sequence[Asked]) -> list[Answered | Problem]:
    """POST /v1/redemptions/{id}/commit, many at once."""
    conn, shop = asked[0].conn, asked[0].shop
    named = [ids.decode("red", one.path["id"]) for one in asked]
    wanted = sorted({one for one in named if one})
    found = {
        one.redemption_id: one for one in rewards.redemptions_by_id(conn, shop.program_id, wanted)
    }
    good = [
        redeem.Committing(
            redemption=found[name], order_ref=order_ref(one.body.order),
            receipt=one.body.receipt, actor=one.by,
        )
        for one, name in zip(asked, named, strict=True) if name in found
    ]  # fmt: skip
    done = iter(answers(asked, redeem.commit_each(conn, shop, good)) if good else ())
    return [next(done) if name in found else problem("redemption_unknown") for name in named]


def handle_cancel(asked: Asked) -> Answered | Problem:
    """POST /v1/redemptions/{id}/cancel."""
    found = _find(asked)
    if isinstance(found, Problem):
        return found
    return answer(asked, redeem.cancel(asked.conn, asked.shop, found, actor=asked.by))


def handle_rollback(asked: Asked) -> Answered | Problem:
    """POST /v1/redemptions/{id}/rollback."""
    found = _find(asked)
    if isinstance(found, Problem):
        return found
    body: RollbackIn = asked.body
    amount = body.amount
    if body.amount_minor is not None:
        if found.reward or not found.worth_minor or amount is not None:
            return problem("rollback_needs_whole")
        # As many points as stand for at least this money.
        amount = -(-body.amount_minor * found.amount // found.worth_minor)
    if amount is not None and not asked.idempotency_key:
        return problem("idempotency_key_needed")
    done = redeem.roll_back(
        asked.conn, asked.shop, found, amount=amount, key=asked.idempotency_key, actor=asked.by
    )
    return answer(asked, done)


def handle_get(asked: Asked) -> Answered | Problem:
    """GET /v1/redemptions/{id}."""
    found = _find(asked)
    if isinstance(found, Problem):
        return found
    wanted = [(found.account_id, found.voucher)] if found.voucher else []
    held = rewards.numbered(asked.conn, wanted)
    voucher = vouchers.out(asked.shop, held[0]) if held else None
    return Answered(status=200, body=_out(found, (), voucher))


def _find(asked: Asked) -> Redemption | Problem:
    redemption_id = ids.decode("red", asked.path["id"])
    if redemption_id is None:
        return problem("redemption_unknown")
    found = rewards.redemption(asked.conn, asked.shop.program_id, redemption_id)
    return found or problem("redemption_unknown")


def answer(asked: Asked, found: redeem.Redeemed) -> Answered | Problem:
    """Will answer a step of a redemption."""
    return answers([asked], [found])[0]


def answers(asked: Sequence[Asked], found: Sequence[redeem.Redeemed]) -> list[Answered | Problem]:
    """Will answer steps of redemptions of one shop."""
    conn, shop = asked[0].conn, asked[0].shop
    effects = told_each(conn, [one.answer for one in found])
    return [_answer(shop, one, each) for one, each in zip(found, effects, strict=True)]


def _answer(shop: Shop, found: redeem.Redeemed, effects: tuple[Effect, ...]) -> Answered | Problem:
    if found.answer.refused is not None:
        return of(found.answer.refused)
    assert found.redemption, "a redemption that was changed is there"
    voucher = vouchers.out(shop, found.voucher) if found.voucher else None
    body = _out(found.redemption, effects, voucher)
    body = structs.replace(body, repeated=found.answer.status == "repeated")
    new = found.answer.status == "created" and found.redemption.status == "reserved"
    return Answered(
        status=201 if new else 200, body=body, location=f"/v1/redemptions/{body.id}" if new else ""
    )


def _out(
    redemption: Redemption, effects: tuple[Effect, ...], voucher: VoucherOut | None
) -> RedemptionOut:
    return RedemptionOut(
        id=ids.encode("red", redemption.redemption_id),
        status=redemption.status,
        account=ids.encode("acc", redemption.account_id),
        reward=redemption.reward,
        currency=redemption.currency,
        amount=redemption.amount,
        restored=redemption.restored,
        expires_at=redemption.expires_at,
        effects=effects,
        price={one.currency: one.amount for one in redemption.parts() if one.currency},
        order=redemption.order_ref,
        receipt=redemption.receipt,
        worth_minor=redemption.worth_minor,
        voucher=voucher,
    )
