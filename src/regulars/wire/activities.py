"""Activities on the wire: anything else that happened."""

import hashlib
from typing import Annotated

import msgspec
from msgspec import Meta

from regulars.core.facts import Activity, Scalar
from regulars.flows import act as acting
from regulars.flows.guessing import WRITTEN, Asker
from regulars.kit import ids
from regulars.wire.calls import Answered, Asked, Closed
from regulars.wire.effects import Effect, told
from regulars.wire.orders import Name, When
from regulars.wire.problems import Problem, of, problem, written
from regulars.wire.refs import member as find_member
from regulars.wire.refs import order_key


class ActivityIn(Closed, frozen=True, omit_defaults=True):
    """Something a member did. `external_id`, or else the Idempotency-Key, makes it happen once.

    Two types are known to the platform itself: 'code.redeemed' with `data.code`, and
    'order.fulfilled' with `data.order` ('source:external_id' or 'ord_...').
    """

    type: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*([.][a-z][a-z0-9_-]*)+$", max_length=100)]
    member: Annotated[str, Meta(max_length=220)]
    occurred_at: When
    external_id: Name = ""
    data: Annotated[dict[Name, Scalar], Meta(max_length=50)] = {}


class ActivityOut(Closed, frozen=True):
    """What an activity led to. `status` is 'created' or 'repeated'."""

    status: str
    account: str
    effects: tuple[Effect, ...]


def handle(asked: Asked) -> Answered | Problem:
    """POST /v1/activities."""
    body: ActivityIn = asked.body
    name = body.external_id or asked.idempotency_key
    if not name:
        return problem("idempotency_key_needed")
    key = f"activity:{body.type}/{name}"
    if body.type == "order.fulfilled":
        order = order_key(asked.conn, asked.shop.program_id, str(body.data.get("order", "")))
        if isinstance(order, Problem):
            return order
        answer = acting.fulfil(asked.conn, asked.shop, order, key=key)
    else:
        member = find_member(asked.conn, asked.shop.program_id, body.member)
        if isinstance(member, Problem):
            return member
        fact = Activity(occurred_at=body.occurred_at, type=body.type, data=body.data)
        fingerprint = hashlib.sha256(msgspec.json.encode(body, order="sorted")).digest()
        answer = acting.act(
            asked.conn, asked.shop, member.account_id, fact, key=key, fingerprint=fingerprint,
            asker=Asker(key_id=asked.key.key_id, address=asked.address),
        )  # fmt: skip
    if answer.refused is not None:
        counted = body.type == acting.CODE and answer.refused.code in WRITTEN
        return (written if counted else of)(answer.refused)
    assert answer.account_id, "an activity that was booked has an account"
    out = ActivityOut(
        status=answer.status,
        account=ids.encode("acc", answer.account_id),
        effects=told(asked.conn, answer),
    )
    return Answered(status=201 if answer.status == "created" else 200, body=out)
