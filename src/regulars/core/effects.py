"""What must follow from a fact: values that the flows write down, in order, without deciding
anything.

A `Posted` becomes one ledger entry with its transfers, lots and consumptions. The others change
vouchers, redemptions, tiers and notices. `Refused` stands alone: nothing else happens then.
"""

from collections.abc import Mapping

from msgspec import Struct

from regulars.core.facts import LotPiece, Part, Scalar, Standing

Params = Mapping[str, Scalar]

POTS = (
    "available", "pending", "reserved", "deficit",
    "issued", "redeemed", "expired", "reversed", "adjusted", "funded", "transferred",
)  # fmt: skip
SAVED = "saved"  # memo currency in money: what vouchers and benefits saved the member


class Effect(Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="effect"):
    """One consequence."""


class Why(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A reason as a code with parameters; the door makes a sentence of it, in the reader's
    language.
    """

    code: str
    params: Params = {}


class Move(Struct, frozen=True, array_like=True):
    """A positive amount from one pot to another, in one currency of one account."""

    currency: str
    debit: str
    credit: str
    amount: int


class Opened(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A new lot. `inactive` marks lots that lapse by inactivity and have no date of their own."""

    lot: int
    currency: str
    amount: int
    available: int
    expires: int | None = None
    inactive: bool = False


class Posted(Effect, frozen=True, tag="posted"):
    """One entry of the ledger: kind, rule, transfers, lots opened, lots consumed (restored:
    negative).
    """

    kind: str
    effective: int
    why: Why
    version: int
    rule: str = ""
    moves: tuple[Move, ...] = ()
    opened: tuple[Opened, ...] = ()
    used: tuple[LotPiece, ...] = ()


class VoucherIssued(Effect, frozen=True, tag="voucher.issued"):
    """A voucher comes into being, with the terms of the program version that made it.

    Its code is of the pool `codes`, or made with `code_prefix` in front.
    """

    number: int
    reward: str
    version: int
    rule: str
    why: Why
    valid_from: int
    expires: int | None = None
    uses_left: int | None = None
    moved_from: int | None = None
    codes: str = ""
    code_prefix: str = ""


class VoucherChanged(Effect, frozen=True, tag="voucher.changed"):
    """A voucher was used, revoked, reinstated, moved or has expired.

    'unsaved': one use came back, the voucher stays as it is. `use` is the event of the use that
    came back.
    """

    number: int
    status: str
    at: int
    why: Why
    uses_left: int | None = None
    saved_minor: int = 0
    order_id: str = ""
    use: int = 0


class RedemptionChanged(Effect, frozen=True, tag="redemption.changed"):
    """A redemption is reserved, committed, cancelled, expired, rolled back or partly restored.

    `more` is what it takes of other currencies.
    """

    number: int
    status: str
    at: int
    reward: str = ""
    currency: str = ""
    amount: int = 0
    expires: int | None = None
    pieces: tuple[LotPiece, ...] = ()
    restored: int = 0
    voucher: int | None = None
    order_id: str = ""
    more: tuple[Part, ...] = ()
    receipt: str = ""
    worth_minor: int = 0
    charges: tuple[tuple[str, str, int, int], ...] = ()


class TierChanged(Effect, frozen=True, tag="tier.changed"):
    """The member moved from one level of a tier set to another."""

    before: str
    after: str
    at: int
    until: int | None
    why: Why
    set: str = "tier"
    actor: str = ""


class TierStatus(Effect, frozen=True, tag="tier.status"):
    """A level that people decide about: the member is a candidate, was approved, declined, invited,
    has accepted; an invitation or candidacy was withdrawn; a level is held by staff or released.
    """

    set: str
    level: str
    status: str
    at: int
    until: int | None = None
    actor: str = ""


class BenefitChanged(Effect, frozen=True, tag="benefit.changed"):
    """A benefit was used, or a use undone: `use` is the event of the use that came back."""

    benefit: str
    status: str
    at: int
    why: Why
    saved_minor: int = 0
    period: str = ""
    order_id: str = ""
    location: str = ""
    actor: str = ""
    use: int = 0


class SegmentChanged(Effect, frozen=True, tag="segment.changed"):
    """The member entered a segment, or left it."""

    segment: str
    entered: bool
    at: int


class CampaignMet(Effect, frozen=True, tag="campaign.met"):
    """The member met a campaign for the first time, or was held out of it."""

    campaign: str
    held_out: bool
    at: int


class Notify(Effect, frozen=True, tag="notify"):
    """Something that the member should be told: a trigger and typed data, never a sentence."""

    trigger: str
    at: int
    data: Params = {}


class BudgetUsed(Effect, frozen=True, tag="budget.used"):
    """A part of a program-wide limit was used (negative: given back)."""

    limit: str
    amount: int


class Passed(Effect, frozen=True, tag="skipped"):
    """A rule that would have applied did not, and why: told to staff, written nowhere."""

    rule: str
    why: Why


class Refused(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An expected no: a stable code with its parameters. Nothing was changed."""

    code: str
    params: Params = {}


AnyEffect = (
    Posted | VoucherIssued | VoucherChanged | RedemptionChanged | TierChanged | TierStatus
    | BenefitChanged | SegmentChanged | CampaignMet | Notify | BudgetUsed | Passed
)  # fmt: skip


class Outcome(Struct, frozen=True, kw_only=True):
    """What a fact led to: effects in order and the order's new standing, or a refusal.

    The first `elapsed` effects are what time had brought before the fact was looked at.
    """

    effects: tuple[AnyEffect, ...] = ()
    elapsed: int = 0
    standing: Standing | None = None
    refused: Refused | None = None
