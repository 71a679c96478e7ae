"""Stored value on the wire: paid in, spent toward an order or at once, paid out."""

import hashlib
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from regulars.core.facts import PayOut, SpendValue, TopUp
from regulars.domains.members.contracts import Member
from regulars.flows import store_value
from regulars.flows.answers import Answer
from regulars.kit import ids
from regulars.wire import redemptions
from regulars.wire.calls import Answered, Asked, Call, Closed
from regulars.wire.effects import Effect, told
from regulars.wire.orders import Given, Name
from regulars.wire.problems import Problem, of, problem
from regulars.wire.refs import FINDING
from regulars.wire.refs import member as find_member
from regulars.wire.spending import spender
from regulars.wire.vouchers import HoldSeconds, order_ref

Paid = Annotated[int, Meta(ge=1, le=10**12)]


class TopUpIn(Closed, frozen=True, omit_defaults=True):
    """A payment into stored value. `payment` is its own reference, which makes it happen once;
    `wallet` may be left out where the program has one.
    """

    amount_minor: Paid
    payment: Given
    wallet: Name = ""


class SpendIn(Closed, frozen=True, omit_defaults=True):
    """Paying with stored value: at once, or with `hold` set aside until the redemption is
    committed. What is spent on an order returns when the order does.
    """

    amount_minor: Paid
    wallet: Name = ""
    order: Annotated[str, Meta(max_length=420)] = ""
    location: Name = ""
    channel: Name = ""
    hold: bool = False
    hold_seconds: HoldSeconds | None = None


class PayOutIn(Closed, frozen=True, omit_defaults=True):
    """Money back: what is left of a `payment`, or a part of that; without one, a small rest."""

    payment: Name = ""
    amount_minor: Paid | None = None
    wallet: Name = ""

    def __post_init__(self) -> None:
        if self.amount_minor is not None and not self.payment:
            raise ValueError(
                "`amount_minor` is a part of a `payment`; a small rest is paid out whole"
            )


class ValueOut(Closed, frozen=True):
    """What it led to. `status` is 'created' or 'repeated'."""

    status: str
    account: str
    effects: tuple[Effect, ...]


def top_up(asked: Asked) -> Answered | Problem:
    """POST /v1/members/{ref}/stored-value/top-ups."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    body: TopUpIn = asked.body
    fact = TopUp(
        occurred_at=asked.shop.now, wallet=wallet_of(asked), amount_minor=body.amount_minor,
        payment=body.payment,
    )  # fmt: skip
    answer = store_value.top_up(
        asked.conn, asked.shop, member.account_id, fact, fingerprint=fingerprint(body),
        actor=str(asked.key.key_id),
    )  # fmt: skip
    return answered(asked, answer)


def spend(asked: Asked) -> Answered | Problem:
    """POST /v1/members/{ref}/stored-value/spends."""
    member = _spender(asked)
    if isinstance(member, Problem):
        return member
    body: SpendIn = asked.body
    fact = SpendValue(
        occurred_at=asked.shop.now, wallet=wallet_of(asked), amount_minor=body.amount_minor,
        order_id=order_ref(body.order), location=body.location, channel=body.channel,
        hold=body.hold, hold_seconds=body.hold_seconds,
    )  # fmt: skip
    found = store_value.spend(
        asked.conn, asked.shop, member.account_id, fact, key=asked.idempotency_key,
        fingerprint=fingerprint(body), actor=str(asked.key.key_id),
    )  # fmt: skip
    return redemptions.answer(asked, found)


def pay_out(asked: Asked) -> Answered | Problem:
    """POST /v1/members/{ref}/stored-value/pay-outs."""
    member = _spender(asked)
    if isinstance(member, Problem):
        return member
    body: PayOutIn = asked.body
    fact = PayOut(
        occurred_at=asked.shop.now, wallet=wallet_of(asked), amount_minor=body.amount_minor or 0
    )
    answer = store_value.pay_out(
        asked.conn, asked.shop, member.account_id, fact, key=asked.idempotency_key,
        fingerprint=fingerprint(body), actor=str(asked.key.key_id), payment=body.payment,
    )  # fmt: skip
    return answered(asked, answer)


def _spender(asked: Asked) -> Member | Problem:
    if not asked.idempotency_key:
        return problem("idempotency_key_needed")
    return spender(asked.conn, asked.shop, asked.path["ref"])


def wallet_of(asked: Asked) -> str:
    """Will give the wallet that was named, else the program's only one."""
    names = tuple(asked.shop.program.document.stored_value)
    named: str = asked.body.wallet
    return named or (names[0] if len(names) == 1 else "")


def fingerprint(body: Any) -> bytes:
    """Will hash what was asked, so that a repeat with other content is noticed."""
    return hashlib.sha256(msgspec.json.encode(body, order="sorted")).digest()


def answered(asked: Asked, answer: Answer) -> Answered | Problem:
    """Will answer what was booked."""
    if answer.refused is not None:
        return of(answer.refused)
    assert answer.account_id, "what was booked has an account"
    out = ValueOut(
        status=answer.status, account=ids.encode("acc", answer.account_id),
        effects=told(asked.conn, answer),
    )  # fmt: skip
    return Answered(status=201 if answer.status == "created" else 200, body=out)


COMMON = (
    "exists_with_different_content", *FINDING, "wallet_unknown", "account_closed", "account_moved",
    "time_out_of_range", "amount_out_of_range",
)  # fmt: skip

CALLS: tuple[Call, ...] = (
    Call(
        name="top_up", method="POST", path="/v1/members/{ref}/stored-value/top-ups",
        scope="adjustments", summary="Tell of money that a member paid into stored value",
        handle=top_up, body=TopUpIn, answers={200: ValueOut, 201: ValueOut},
        problems=(*COMMON, "top_up_too_small", "wallet_full"), kinds=("secret", "device"),
    ),
    Call(
        name="spend_value", method="POST", path="/v1/members/{ref}/stored-value/spends",
        scope="redemptions", summary="Pay with stored value, or set it aside for an order",
        handle=spend, body=SpendIn,
        answers={200: redemptions.RedemptionOut, 201: redemptions.RedemptionOut},
        problems=(
            *COMMON, "idempotency_key_needed", "spending_not_allowed", "redeeming_not_here",
            "balance_too_low",
        ),
        kinds=("secret", "device"),
    ),
    Call(
        name="pay_out", method="POST", path="/v1/members/{ref}/stored-value/pay-outs",
        scope="adjustments", summary="Pay stored value out in money",
        handle=pay_out, body=PayOutIn, answers={200: ValueOut, 201: ValueOut},
        problems=(
            "spending_not_allowed",
            *COMMON, "idempotency_key_needed", "top_up_unknown", "top_up_spent", "rest_too_large",
            "balance_too_low",
        ),
    ),
)  # fmt: skip
