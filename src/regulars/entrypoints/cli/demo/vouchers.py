"""Members of the demo present vouchers at the till: at most one a basket, by the stated model."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from psycopg import Connection

from regulars.connectors.completejourney.behaviour import presents_voucher
from regulars.connectors.completejourney.orders import SOURCE, Basket
from regulars.core.facts import Line, UseVoucher
from regulars.domains.rewards import queries as rewards
from regulars.domains.rewards.contracts import Voucher
from regulars.flows.answers import Answer
from regulars.flows.once import book_each
from regulars.flows.shops import Shop
from regulars.flows.steps import Step


def use_vouchers(
    conn: Connection, shop: Shop, window: Sequence[Basket], answers: Sequence[Answer]
) -> None:
    """Will use vouchers at those baskets of a window where the model says so."""
    presenting = [
        (basket, answer.account_id)
        for basket, answer in zip(window, answers, strict=True)
        if answer.account_id is not None and presents_voucher(basket)
    ]
    if not presenting:
        return
    held: dict[UUID, list[Voucher]] = defaultdict(list)
    for voucher in rewards.open_vouchers(conn, sorted({account for _, account in presenting})):
        held[voucher.account_id].append(voucher)
    steps = [
        _step(basket, chosen)
        for basket, account_id in presenting
        if (chosen := _take(held[account_id], basket)) is not None
    ]
    if steps:
        book_each(conn, shop, steps)


def _take(vouchers: list[Voucher], basket: Basket) -> Voucher | None:
    """The first to expire of those that were there at the time of the basket."""
    at = basket.order.occurred_at
    for index, one in enumerate(vouchers):
        if one.issued_at <= at and (one.expires_at is None or at < one.expires_at):
            return vouchers.pop(index)
    return None


def _step(basket: Basket, voucher: Voucher) -> Step:
    order = basket.order
    spend = sum(line.net_minor for line in order.lines)
    fact = UseVoucher(
        occurred_at=order.occurred_at,
        voucher=voucher.number,
        lines=(Line(line_id="total", net_minor=spend),),
        location=order.location,
        channel=order.channel,
        order_id=f"{SOURCE}/{order.external_id}",
    )
    key = f"use:{SOURCE}/{order.external_id}"
    return Step(account_id=voucher.account_id, fact=fact, key=key, fingerprint=key.encode())
