"""Stored value from one member to another, on the wire."""

from typing import Annotated

from msgspec import Meta

from regulars.core.facts import SendValue
from regulars.flows.transfer_value import transfer
from regulars.kit import ids
from regulars.wire.calls import Answered, Asked, Call, Closed
from regulars.wire.orders import Name
from regulars.wire.problems import Problem, problem
from regulars.wire.refs import event_key
from regulars.wire.refs import member as find_member
from regulars.wire.spending import spender
from regulars.wire.stored_value import (
    COMMON,
    Paid,
    ValueOut,
    answered,
    fingerprint,
    wallet_of,
)


class TransferIn(Closed, frozen=True, omit_defaults=True):
    """How much goes to whom; `wallet` may be left out where the program has one."""

    to: Annotated[str, Meta(max_length=220)]
    amount_minor: Paid
    wallet: Name = ""


def handle(asked: Asked) -> Answered | Problem:
    """POST /v1/members/{ref}/stored-value/transfers."""
    if not asked.idempotency_key:
        return problem("idempotency_key_needed")
    body: TransferIn = asked.body
    sender = spender(asked.conn, asked.shop, asked.path["ref"])
    if isinstance(sender, Problem):
        return sender
    receiver = find_member(asked.conn, asked.shop.program_id, body.to)
    if isinstance(receiver, Problem):
        return receiver
    fact = SendValue(
        occurred_at=asked.shop.now, wallet=wallet_of(asked), amount_minor=body.amount_minor,
        to=ids.encode("acc", receiver.account_id),
    )  # fmt: skip
    answer = transfer(
        asked.conn, asked.shop, sender.account_id, receiver.account_id, fact,
        key=event_key(f"transfer:{asked.idempotency_key}"), fingerprint=fingerprint(body),
        actor=str(asked.key.key_id),
    )  # fmt: skip
    return answered(asked, answer)


CALLS: tuple[Call, ...] = (
    Call(
        name="transfer_value", method="POST", path="/v1/members/{ref}/stored-value/transfers",
        scope="adjustments", summary="Send stored value from one member to another",
        handle=handle, body=TransferIn, answers={200: ValueOut, 201: ValueOut},
        problems=(
            "spending_not_allowed",
            *COMMON, "idempotency_key_needed", "transfer_to_self", "transfers_not_allowed",
            "transfer_out_of_bounds", "transfers_of_day_used", "balance_too_low", "wallet_full",
        ),
    ),
)  # fmt: skip
