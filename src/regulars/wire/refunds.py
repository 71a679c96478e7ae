"""Refunds and cancellations on the wire: what was taken back and given back."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from psycopg import Connection

from regulars.core.facts import RefundLine
from regulars.domains.events.contracts import OrderKey
from regulars.flows import refund as refunding
from regulars.flows.answers import Answer
from regulars.flows.refund import NewRefund
from regulars.flows.shops import Shop
from regulars.kit import ids
from regulars.wire.calls import Answered, Asked, Closed
from regulars.wire.effects import Effect, told_each
from regulars.wire.orders import LINES_MAX, Amount, Given, Name, When
from regulars.wire.problems import Problem, of
from regulars.wire.refs import order_keys, refund_key


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

    def __post_init__(self) -> None:
        if self.lines and self.amount_minor is not None:
            raise ValueError("`amount_minor` is of a refund without `lines`; say one of the two")


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
    return handle_together([asked])[0]


def handle_together(asked: Sequence[Asked]) -> list[Answered | Problem]:
    """POST /v1/orders/{ref}/refunds, many at once."""
    return _each(asked, meant)


def handle_cancel(asked: Asked) -> Answered | Problem:
    """POST /v1/orders/{ref}/cancel."""
    return cancel_together([asked])[0]


def cancel_together(asked: Sequence[Asked]) -> list[Answered | Problem]:
    """POST /v1/orders/{ref}/cancel, many at once."""
    return _each(asked, lambda key, body: refunding.cancellation(key, body.occurred_at))


def meant(key: OrderKey, body: RefundIn) -> NewRefund:
    """Will translate a refund of an order."""
    return NewRefund(
        order=key,
        key=refund_key(key, body.external_id),
        occurred_at=body.occurred_at,
        fingerprint=hashlib.sha256(msgspec.json.encode(body, order="sorted")).digest(),
        lines=tuple(
            msgspec.convert(msgspec.structs.asdict(line), RefundLine) for line in body.lines
        ),
        amount_minor=body.amount_minor,
    )


def _each(
    asked: Sequence[Asked], read: Callable[[OrderKey, Any], NewRefund]
) -> list[Answered | Problem]:
    conn, shop = asked[0].conn, asked[0].shop
    keys = order_keys(conn, shop.program_id, [one.path["ref"] for one in asked])
    news = [
        key if isinstance(key, Problem) else read(key, one.body)
        for key, one in zip(keys, asked, strict=True)
    ]
    good = [one for one in news if isinstance(one, NewRefund)]
    answers = refunding.refund_each(conn, shop, good)
    done = zip(answers, told_each(conn, answers), strict=True)
    return [one if isinstance(one, Problem) else _out(conn, shop, one, *next(done)) for one in news]


def _out(
    conn: Connection, shop: Shop, new: NewRefund, answer: Answer, effects: tuple[Effect, ...]
) -> Answered | Problem:
    if answer.refused is not None:
        return of(answer.refused)
    order = ids.encode("ord", answer.order_id) if answer.order_id else ""
    out = RefundOut(status=answer.status, order=order, effects=effects,
                    gift_cards=_ended(conn, shop, new))  # fmt: skip
    status = {"created": 201, "repeated": 200, "parked": 202}[answer.status]
    return Answered(status=status, body=out)


def _ended(conn: Connection, shop: Shop, new: NewRefund) -> tuple[PaidBackOut, ...]:
    return tuple(
        PaidBackOut(
            gift_card=ids.encode("gft", one.card.account_id), amount_minor=one.card.amount_minor,
            spent_minor=one.spent_minor,
        )
        for one in refunding.ended_cards(conn, shop, new)
    )  # fmt: skip
