"""Effects as callers read them: one flat shape for all, each with its rule and its reason."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.core.calendar import moment
from regulars.core.effects import (
    AnyEffect,
    BenefitChanged,
    Passed,
    Posted,
    RedemptionChanged,
    TierChanged,
    TierStatus,
    VoucherChanged,
    VoucherIssued,
    Why,
)
from regulars.core.facts import Scalar
from regulars.domains.rewards import queries as rewards
from regulars.flows.answers import Answer
from regulars.flows.envelopes import PAST
from regulars.wire.calls import Closed
from regulars.wire.sentences import sentence


class Reason(Closed, frozen=True):
    """Why: a stable code, what mattered, and a sentence."""

    code: str
    params: Mapping[str, Scalar]
    text: str


class Effect(Closed, frozen=True, omit_defaults=True):
    """One consequence. `type` is a past tense; fields that do not apply are left out.

    `amount` is signed as the member sees it: what came in is positive, what went is negative.
    """

    type: str
    at: datetime | None = None
    rule: str = ""
    currency: str = ""
    amount: int = 0
    pending: int = 0
    expires_at: datetime | None = None
    reward: str = ""
    voucher: str = ""
    redemption: int = 0
    saved_minor: int = 0
    tier_before: str = ""
    tier_after: str = ""
    tier_set: str = ""
    until: datetime | None = None
    benefit: str = ""
    reason: Reason | None = None


def reason(why: Why) -> Reason:
    """Will say why, with its sentence."""
    return Reason(code=why.code, params=why.params, text=sentence(why.code, why.params))


MEMBERS_POTS = ("available", "pending", "reserved", "deficit")


def posted(effect: Posted) -> Effect:
    """Will tell an entry: what it brought to or took from what the member has."""
    # Net over the member's own pots; releasing or reserving moves between them and shows its size.
    amount = pending = 0
    for move in effect.moves:
        inward = move.credit in MEMBERS_POTS
        outward = move.debit in MEMBERS_POTS
        if inward and not outward:
            amount += move.amount
            pending += move.amount if move.credit == "pending" else 0
        elif outward and not inward:
            amount -= move.amount
            pending -= move.amount if move.debit == "pending" else 0
        elif effect.kind in ("release", "unreserve"):
            amount += move.amount
        else:
            amount -= move.amount
    if effect.kind == "save":
        amount = sum(move.amount for move in effect.moves)
    expires = next((lot.expires for lot in effect.opened), None)
    return Effect(
        type=PAST[effect.kind],
        at=moment(effect.effective),
        rule=effect.rule,
        currency=effect.moves[0].currency,
        amount=amount,
        pending=pending,
        expires_at=moment(expires) if expires else None,
        reason=reason(effect.why),
    )


_Codes = Mapping[tuple[UUID | None, int], str]


def _told(effect: AnyEffect, account_id: UUID | None, codes: _Codes) -> Effect | None:
    match effect:
        case Posted():
            return posted(effect)
        case VoucherIssued():
            return Effect(
                type="voucher.issued", at=moment(effect.valid_from), rule=effect.rule,
                reward=effect.reward, voucher=codes.get((account_id, effect.number), ""),
                expires_at=moment(effect.expires) if effect.expires else None,
                reason=reason(effect.why),
            )  # fmt: skip
        case VoucherChanged() if effect.status != "unsaved":
            return Effect(
                type=f"voucher.{effect.status}", at=moment(effect.at),
                voucher=codes.get((account_id, effect.number), ""), saved_minor=effect.saved_minor,
                reason=reason(effect.why),
            )  # fmt: skip
        case TierChanged():
            return Effect(
                type="tier.changed", at=moment(effect.at), tier_before=effect.before,
                tier_after=effect.after, reason=reason(effect.why), tier_set=effect.set,
                until=moment(effect.until) if effect.until is not None else None,
            )  # fmt: skip
        case BenefitChanged():
            return Effect(
                type=f"benefit.{effect.status}", at=moment(effect.at), benefit=effect.benefit,
                saved_minor=effect.saved_minor, reason=reason(effect.why),
            )  # fmt: skip
        case TierStatus():
            return Effect(
                type=f"tier.{effect.status}", at=moment(effect.at), tier_after=effect.level,
                tier_set=effect.set,
                until=moment(effect.until) if effect.until is not None else None,
            )  # fmt: skip
        case RedemptionChanged():
            return Effect(
                type=f"redemption.{effect.status}", at=moment(effect.at), reward=effect.reward,
                currency=effect.currency, amount=effect.amount, redemption=effect.number,
            )  # fmt: skip
        case Passed():
            return Effect(type="rule.passed", rule=effect.rule, reason=reason(effect.why))
    return None


def told(conn: Connection, answer: Answer) -> tuple[Effect, ...]:
    """Will tell all effects of an answer, vouchers by their codes."""
    return told_of(conn, answer, answer.effects)


def told_each(conn: Connection, answers: Sequence[Answer]) -> list[tuple[Effect, ...]]:
    """Will tell all effects of many answers."""
    codes = _codes(conn, [(one.account_id, one.effects) for one in answers])
    return [_told_all(one.account_id, one.effects, codes) for one in answers]


def told_of(conn: Connection, answer: Answer, effects: Sequence[AnyEffect]) -> tuple[Effect, ...]:
    """Will tell effects of an account."""
    codes = _codes(conn, [(answer.account_id, effects)])
    return _told_all(answer.account_id, effects, codes)


def _codes(conn: Connection, effects: Sequence[tuple[UUID | None, Sequence[AnyEffect]]]) -> _Codes:
    wanted = {
        (account_id, one.number)
        for account_id, some in effects
        for one in some
        if account_id and isinstance(one, VoucherIssued | VoucherChanged)
    }
    found = rewards.numbered(conn, sorted(wanted))
    return {(one.account_id, one.number): one.code for one in found}


def _told_all(
    account_id: UUID | None, effects: Sequence[AnyEffect], codes: _Codes
) -> tuple[Effect, ...]:
    found = (_told(effect, account_id, codes) for effect in effects)
    return tuple(one for one in found if one is not None)
