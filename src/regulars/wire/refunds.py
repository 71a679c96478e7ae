"""Refunds and cancellations on the wire: what was taken back and given back."""

import hashlib
from typing import Annotated

import msgspec
from msgspec import Meta

from regulars.core.facts import RefundLine
from regulars.flows import refund as refunding
from regulars.kit import ids
from regulars.wire.calls import Answered, Asked, Closed
from regulars.wire.effects import Effect, told
from regulars.wire.orders import LINES_MAX, Amount, Given, Name, When
from regulars.wire.problems import Problem, of
from regulars.wire.refs import order_key, refund_key


class RefundLineIn(Closed, frozen=True, omit_defaults=True):
    """What comes back of a line: an amount, a quantity, or (neither) all of it. Shipping is
    'shipping'.
    """

    line_id: Given
    amount_minor: Amount | None = None
    quantity: Annotated[str, Meta(pattern=r"^[0-9]{1,9}([.][0-9]{1,6})?$")] | None = None


class RefundIn(Closed, frozen=True, omit_defaults=True):
    """A refund by lines, by amount, or (neither) of all that is left of the order."""

    external_id: Given
    occurred_at: When
    lines: Annotated[tuple[RefundLineIn, ...], Meta(max_length=LINES_MAX)] = ()
    amount_minor: Amount | None = None
    reason: Name = ""


class CancelIn(Closed, frozen=True, omit_defaults=True):
    """The order as a whole is void."""

    occurred_at: When
    reason: Name = ""


class PaidBackOut(Closed, frozen=True):
    """A gift card whose sale the refund undid: it is blocked. `spent_minor` had been spent of its
    `amount_minor` by then.
    """

    gift_card: str
    amount_minor: int
    spent_minor: int


class RefundOut(Closed, frozen=True, omit_defaults=True):
    """What a refund led to. `status`: created, repeated, or parked until its order arrives."""

    status: str
    order: str
    effects: tuple[Effect, ...]
    gift_cards: tuple[PaidBackOut, ...] = ()


def handle(asked: Asked) -> Answered | Problem:
    """POST /v1/orders/{ref}/refunds."""
    key = order_key(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(key, Problem):
        return key
    body: RefundIn = asked.body
    new = refunding.NewRefund(
        order=key,
        key=refund_key(key, body.external_id),
        occurred_at=body.occurred_at,
        fingerprint=hashlib.sha256(msgspec.json.encode(body, order="sorted")).digest(),
        lines=tuple(
            msgspec.convert(msgspec.structs.asdict(line), RefundLine) for line in body.lines
        ),
        amount_minor=body.amount_minor,
    )
    return _out(asked, new)


def handle_cancel(asked: Asked) -> Answered | Problem:
    """POST /v1/orders/{ref}/cancel."""
    key = order_key(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(key, Problem):
        return key
    new = refunding.cancellation(key, asked.body.occurred_at)
    return _out(asked, new)


def _out(asked: Asked, new: refunding.NewRefund) -> Answered | Problem:
    answer = refunding.refund(asked.conn, asked.shop, new)
    if answer.refused is not None:
        return of(answer.refused)
    order = ids.encode("ord", answer.order_id) if answer.order_id else ""
    out = RefundOut(status=answer.status, order=order, effects=told(asked.conn, answer),
                    gift_cards=_ended(asked, new))  # fmt: skip
    status = {"created": 201, "repeated": 200, "parked": 202}[answer.status]
    return Answered(status=status, body=out)


def _ended(asked: Asked, new: refunding.NewRefund) -> tuple[PaidBackOut, ...]:
    return tuple(
        PaidBackOut(
            gift_card=ids.encode("gft", one.card.account_id), amount_minor=one.card.amount_minor,
            spent_minor=one.spent_minor,
        )
        for one in refunding.ended_cards(asked.conn, asked.shop, new)
    )  # fmt: skip
