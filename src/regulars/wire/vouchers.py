"""Vouchers on the wire: look one up, use one on an order."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated

import msgspec
from msgspec import Meta

from regulars.core.effects import Refused
from regulars.core.facts import Line, UseVoucher
from regulars.domains.rewards.contracts import Voucher
from regulars.flows import guessing, redeem
from regulars.flows.shops import Shop
from regulars.kit import ids
from regulars.wire.calls import Answered, Asked, Closed
from regulars.wire.effects import Effect, told
from regulars.wire.orders import LINES_MAX, Amount, LineIn, Name, When
from regulars.wire.problems import Problem, of, problem, written

HoldSeconds = Annotated[int, Meta(ge=1, le=604_800)]


class VoucherOut(Closed, frozen=True, omit_defaults=True):
    """A voucher: its code, what it is for, how it stands. `uses_left` is absent when unlimited."""

    id: str
    code: str
    account: str
    reward: str
    title: str
    kind: str
    status: str
    issued_at: datetime
    expires_at: datetime | None = None
    uses_left: int | None = None
    rule: str = ""


class VoucherUse(Closed, frozen=True, omit_defaults=True):
    """Where a voucher is used. With `lines`, what it takes off is worked out and checked."""

    occurred_at: When
    lines: Annotated[tuple[LineIn, ...], Meta(max_length=LINES_MAX)] = ()
    shipping_minor: Amount = 0
    order: Annotated[str, Meta(max_length=420)] = ""
    location: Name = ""
    channel: Name = ""


class VoucherHold(VoucherUse, frozen=True, omit_defaults=True):
    """Where a voucher is to be used, and for how long that use is set aside."""

    hold_seconds: HoldSeconds | None = None


class VoucherUsed(Closed, frozen=True):
    """What using it led to."""

    status: str
    voucher: VoucherOut
    saved_minor: int
    effects: tuple[Effect, ...]


def out(shop: Shop, voucher: Voucher) -> VoucherOut:
    """Will tell a voucher with the terms of the version that issued it."""
    reward = shop.timeline.version(voucher.version).document.rewards[voucher.reward]
    return VoucherOut(
        id=ids.encode("vch", voucher.voucher_id),
        code=voucher.code,
        account=ids.encode("acc", voucher.account_id),
        reward=voucher.reward,
        title=reward.title or voucher.reward,
        kind=reward.kind,
        status=voucher.status,
        issued_at=voucher.issued_at,
        expires_at=voucher.expires_at,
        uses_left=voucher.uses_left,
        rule=voucher.rule,
    )


def handle_get(asked: Asked) -> Answered | Problem:
    """GET /v1/vouchers/{code}."""
    found = find(asked)
    if isinstance(found, Problem):
        return found
    return Answered(status=200, body=out(asked.shop, found))


def handle_use(asked: Asked) -> Answered | Problem:
    """POST /v1/vouchers/{code}/redeem."""
    if not asked.idempotency_key:
        return problem("idempotency_key_needed")
    body: VoucherUse = asked.body
    found = find(asked)
    if isinstance(found, Problem):
        return found
    fact = UseVoucher(
        occurred_at=body.occurred_at,
        voucher=found.number,
        lines=lines_of(body.lines),
        shipping_minor=body.shipping_minor,
        location=body.location,
        channel=body.channel,
        order_id=order_ref(body.order),
    )
    used = redeem.use_voucher(
        asked.conn,
        asked.shop,
        found,
        fact,
        key=f"use:{found.code}/{asked.idempotency_key}",
        fingerprint=hashlib.sha256(msgspec.json.encode(body, order="sorted")).digest(),
        actor=asked.by,
    )
    if used.answer.refused is not None:
        return of(used.answer.refused)
    assert used.voucher, "a voucher that was used is there"
    effects = told(asked.conn, used.answer)
    return Answered(
        status=201 if used.answer.status == "created" else 200,
        body=VoucherUsed(
            status=used.answer.status,
            voucher=out(asked.shop, used.voucher),
            saved_minor=sum(one.saved_minor for one in effects if one.type == "voucher.used"),
            effects=effects,
        ),
    )


def find(asked: Asked) -> Voucher | Problem:
    """Will find a voucher by the code of the path. Problems: voucher_unknown, too_many_attempts."""
    asker = guessing.Asker(key_id=asked.key.key_id, address=asked.address)
    found = guessing.voucher(asked.conn, asked.shop, asker, asked.path["code"])
    return written(found) if isinstance(found, Refused) else found


def order_ref(text: str) -> str:
    """Will name an order as it is kept beside a use: 'source/external_id' or 'ord_...'."""
    return text if text.startswith("ord_") else text.replace(":", "/", 1)


def lines_of(lines: Sequence[LineIn]) -> tuple[Line, ...]:
    """Will make facts of the lines that vouchers and points may pay for."""
    return tuple(_line(index, line) for index, line in enumerate(lines, 1))


def _line(index: int, line: LineIn) -> Line:
    names = {
        name: getattr(line, name)
        for name in (
            "sku",
            "product",
            "categories",
            "collections",
            "brand",
            "net_minor",
            "gift_card",
        )
    }
    return Line(line_id=line.line_id or str(index), quantity=Decimal(line.quantity), **names)
