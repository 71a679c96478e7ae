"""How an order stands: what it gave, what was spent on it, what came back of it."""

from msgspec import Struct


class Share(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one rule gave for an order in one currency, and how much of it was taken back since.

    `factors` name the multipliers behind the amount where a refund may cost one its condition.
    `lapsed` is what of its lot lapsed in an account that it moved from since, `written_off` how
    much of all that lapsed already stands for points that were to be taken back.
    """

    rule: str
    currency: str
    amount: int
    lot: int
    eligible: dict[str, int]
    rounding: str = "floor"
    reversed: int = 0
    lapsed: int = 0
    written_off: int = 0
    factors: tuple[str, ...] = ()
    nth: int = 0
    charges: tuple[tuple[str, str, int, int], ...] = ()


class IssuedFor(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A voucher that a rule issued because of an order."""

    rule: str
    voucher: int
    eligible: dict[str, int] = {}
    revoked: bool = False
    nth: int = 0
    charges: tuple[tuple[str, str, int, int], ...] = ()


class Credited(Struct, frozen=True, array_like=True):
    """What an order gave towards a tier set, in which bucket, and how much was taken back since."""

    amount: int
    bucket: str
    reversed: int = 0


class Standing(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How an order stands: what it gave, what was refunded since. Rewritten by every refund.

    `qualifying` is of the first tier set, `credited` of the others.
    """

    number: int = 0
    shares: tuple[Share, ...] = ()
    issued: tuple[IssuedFor, ...] = ()
    refunded: dict[str, int] = {}
    quantities: dict[str, str] = {}
    shipping_refunded_minor: int = 0
    cancelled: bool = False
    counted: bool = True
    qualifying: int = 0
    qualifying_bucket: str = ""
    qualifying_reversed: int = 0
    credited: dict[str, Credited] = {}


class BenefitUse(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A use of a benefit, with what taking it back needs. `event_no` names the use."""

    benefit: str
    event_no: int
    period: str = ""
    saved_minor: int = 0
    undone: bool = False


class LotPiece(Struct, frozen=True, array_like=True):
    """A part of a lot: what was taken from it or given back to it."""

    lot: int
    amount: int
    expires: int | None = None


class Part(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a redemption takes of one currency, lot by lot, and how much of it came back since."""

    currency: str
    amount: int
    pieces: tuple[LotPiece, ...] = ()
    restored: int = 0


class SpentOn(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Points that a committed redemption spent towards an order, lot by lot.

    `more` is what it spent of other currencies. `elsewhere`: its voucher was used on another order,
    so that this one coming back does not undo it. `pays`: it stands for `worth_minor` of money.
    `charges` are what it used of limits.
    """

    redemption: int
    currency: str
    amount: int
    pieces: tuple[LotPiece, ...]
    restored: int = 0
    voucher: int | None = None
    more: tuple[Part, ...] = ()
    elsewhere: bool = False
    pays: bool = False
    worth_minor: int = 0
    charges: tuple[tuple[str, str, int, int], ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """What it spent of each currency."""
        return (Part(currency=self.currency, amount=self.amount, pieces=self.pieces,
                     restored=self.restored), *self.more)  # fmt: skip


class UsedVoucher(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A use of a voucher on an order, with what the voucher needs to stand again.

    `event_no` names the use: one voucher may be used several times. A revoked one stays revoked.
    """

    number: int
    reward: str
    version: int
    event_no: int = 0
    expires: int | None = None
    saved_minor: int = 0
    reinstated: bool = False
    revoked: bool = False
