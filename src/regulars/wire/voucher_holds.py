"""Setting a use of a voucher aside, on the wire: a redemption that commits or cancels it."""

import hashlib

import msgspec

from regulars.core.facts import ReserveVoucher
from regulars.flows import redeem
from regulars.wire.calls import Answered, Asked
from regulars.wire.problems import Problem, problem
from regulars.wire.redemptions import answer
from regulars.wire.vouchers import VoucherHold, find, lines_of, order_ref


def handle(asked: Asked) -> Answered | Problem:
    """POST /v1/vouchers/{code}/reserve."""
    if not asked.idempotency_key:
        return problem("idempotency_key_needed")
    body: VoucherHold = asked.body
    found = find(asked)
    if isinstance(found, Problem):
        return found
    fact = ReserveVoucher(
        occurred_at=body.occurred_at,
        voucher=found.number,
        lines=lines_of(body.lines),
        shipping_minor=body.shipping_minor,
        location=body.location,
        channel=body.channel,
        order_id=order_ref(body.order),
        hold_seconds=body.hold_seconds,
    )
    done = redeem.reserve_voucher(
        asked.conn,
        asked.shop,
        found,
        fact,
        key=f"reserve-voucher:{found.code}/{asked.idempotency_key}",
        fingerprint=hashlib.sha256(msgspec.json.encode(body, order="sorted")).digest(),
        actor=str(asked.key.key_id),
    )
    return answer(asked, done)
