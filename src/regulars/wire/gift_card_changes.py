"""What staff do to gift cards on the wire, always with a reason: block, unblock, replace."""

from typing import Annotated

from msgspec import Meta

from regulars.flows import change_card
from regulars.flows.change_card import By
from regulars.wire.calls import Answered, Asked, Closed
from regulars.wire.gift_cards import found, told
from regulars.wire.problems import Problem
from regulars.wire.refs import event_key

Reason = Annotated[str, Meta(min_length=1, max_length=500)]


class BlockIn(Closed, frozen=True, omit_defaults=True):
    """Whether the card is blocked from now on, or good again, and why. `actor` is your own name
    for who decided; a number, not a person's name.
    """

    reason: Reason
    blocked: bool = True
    actor: Annotated[str, Meta(max_length=100)] = ""


class ReplaceIn(Closed, frozen=True, omit_defaults=True):
    """Why a card gets another code. `hint` is the end of the code that is replaced, so that a
    replaced one is not replaced again.
    """

    reason: Reason
    hint: Annotated[str, Meta(min_length=4, max_length=4)]
    actor: Annotated[str, Meta(max_length=100)] = ""


def handle_block(asked: Asked) -> Answered | Problem:
    """POST /v1/gift-cards/{card}/block."""
    card = found(asked, by_id=True)
    if isinstance(card, Problem):
        return card
    body: BlockIn = asked.body
    by = _by(asked, body)
    return told(asked, change_card.block(asked.conn, asked.shop, card, by, blocked=body.blocked))


def handle_replace(asked: Asked) -> Answered | Problem:
    """POST /v1/gift-cards/{card}/replace."""
    card = found(asked, by_id=True)
    if isinstance(card, Problem):
        return card
    body: ReplaceIn = asked.body
    by = _by(asked, body)
    return told(asked, change_card.replace(asked.conn, asked.shop, card, by, hint=body.hint))


def _by(asked: Asked, body: BlockIn | ReplaceIn) -> By:
    return By(
        key=event_key(asked.idempotency_key), actor=body.actor or str(asked.key.key_id),
        reason=body.reason,
    )  # fmt: skip
