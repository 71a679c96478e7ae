"""What others will hear of an event: one envelope for the event and one for each consequence."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from uuid import UUID

import msgspec

from regulars.core.calendar import moment
from regulars.core.effects import (
    AnyEffect,
    BenefitChanged,
    Outcome,
    Posted,
    RedemptionChanged,
    SegmentChanged,
    TierChanged,
    TierStatus,
    VoucherChanged,
    VoucherIssued,
)
from regulars.core.facts import Activity, ClubJoined, ClubLeft
from regulars.domains.outbox.contracts import Envelope, Waiting
from regulars.flows.shops import Shop
from regulars.flows.steps import Done
from regulars.kit import ids

PAST = {
    "earn": "points.earned", "release": "points.released", "expire": "points.expired",
    "reserve": "points.reserved", "unreserve": "points.unreserved", "redeem": "points.redeemed",
    "turn": "points.turned", "claw_back": "points.clawed_back", "restore": "points.restored",
    "adjust": "points.adjusted", "repay": "points.deficit_repaid", "save": "voucher.saved",
    "unsave": "voucher.unsaved", "complete": "stamp_card.completed",
    "sell_card": "gift_card.funded", "send_value": "stored_value.sent",
    "receive_value": "stored_value.received",
    "top_up": "stored_value.topped_up", "pay_out": "stored_value.paid_out",
    "reopen": "stamp_card.reopened", "move_out": "account.moved_out", "move_in": "account.moved_in",
}  # fmt: skip
"""Ledger kinds as events, in the past tense."""


def of(
    shop: Shop, done: Sequence[Done], passed: Sequence[tuple[UUID, Outcome]]
) -> Iterable[Waiting]:
    """Will give the envelopes of every event, and of what time brought."""
    for account_id, outcome in passed:
        envelopes = tuple(_of_effects(shop, account_id, 0, outcome.effects))
        if envelopes:
            yield _waiting(shop, account_id, envelopes)
    for one in done:
        account_id, fact = one.step.account_id, one.step.fact
        name = fact.type if isinstance(fact, Activity) else str(fact.__struct_config__.tag)
        told = {"key": one.step.key}
        if isinstance(fact, ClubJoined | ClubLeft):
            told["club"] = fact.club
        data = msgspec.json.encode(told)
        first = _envelope(shop, account_id, one.event_no, name, one.step.fact.occurred_at, data)
        rest = _of_effects(shop, account_id, one.event_no, one.outcome.effects)
        yield _waiting(shop, account_id, (first, *rest))


def single(shop: Shop, account_id: UUID, name: str, data: Mapping[str, object]) -> Waiting:
    """Will make the one envelope of something that changed no account."""
    told = msgspec.json.encode(data)
    return _waiting(shop, account_id, (_envelope(shop, account_id, 0, name, shop.now, told),))


def _waiting(shop: Shop, account_id: UUID, envelopes: tuple[Envelope, ...]) -> Waiting:
    return Waiting(
        account_id=account_id,
        outbox_id=ids.new(),
        program_id=shop.program_id,
        envelopes=envelopes,
    )


def _of_effects(
    shop: Shop, account_id: UUID, sequence: int, effects: Sequence[AnyEffect]
) -> Iterable[Envelope]:
    for effect in effects:
        match effect:
            case Posted():
                name, at = PAST[effect.kind], effect.effective
            case VoucherIssued():
                name, at = "voucher.issued", effect.valid_from
            case VoucherChanged() if effect.status != "unsaved":
                name, at = f"voucher.{effect.status}", effect.at
            case RedemptionChanged():
                name, at = f"redemption.{effect.status}", effect.at
            case TierChanged():
                name, at = "tier.changed", effect.at
            case BenefitChanged():
                name, at = f"benefit.{effect.status}", effect.at
            case SegmentChanged():
                name, at = "segment.entered" if effect.entered else "segment.left", effect.at
            case TierStatus():
                name, at = f"tier.{effect.status}", effect.at
            case _:
                continue
        data = msgspec.json.encode(effect)
        yield _envelope(shop, account_id, sequence, name, moment(at), data)


@lru_cache(maxsize=256)
def _account(account_id: UUID) -> str:
    return ids.encode("acc", account_id)


def _envelope(
    shop: Shop, account_id: UUID, sequence: int, name: str, occurred: datetime, data: bytes
) -> Envelope:
    return Envelope(
        id=ids.new_text("evt"),
        type=name,
        account=_account(account_id),
        sequence=sequence,
        occurred=occurred,
        booked=shop.now,
        data=msgspec.Raw(data),
    )
