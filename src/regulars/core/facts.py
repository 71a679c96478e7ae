"""What happened, and to whom: frozen values that doors translate into and that `evaluate` reads.

Money is an integer in the smallest unit of the program's currency, quantities are decimals,
instants are aware datetimes. Facts are what replay feeds on, so each encodes to JSON and back
without loss.
"""

from datetime import date, datetime
from decimal import Decimal

from msgspec import Struct, field

Scalar = str | int | bool


class Fact(Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="fact"):
    """Anything that can happen to one account. `occurred_at` is when it happened, not when told."""

    occurred_at: datetime


class Line(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of an order. `net_minor` is what was paid for it: after discounts, without tax."""

    line_id: str
    sku: str = ""
    product: str = ""
    categories: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    brand: str = ""
    quantity: Decimal = Decimal(1)
    unit_price_minor: int = 0
    net_minor: int = 0
    discount_minor: int = 0
    tax_minor: int = 0
    unit_cost_minor: int | None = None
    gift_card: bool = False


class Order(Fact, frozen=True, tag="order.paid"):
    """A paid order. A shop that sends totals only gets one anonymous line at the door."""

    order_id: str
    source: str
    external_id: str
    currency: str
    lines: tuple[Line, ...]
    shipping_minor: int = 0
    payment_method: str = ""
    channel: str = ""
    location: str = ""
    tags: tuple[str, ...] = ()
    fulfilled: bool = True


class RefundLine(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What comes back of one line: an amount, or a quantity whose share of the line is meant."""

    line_id: str
    amount_minor: int | None = None
    quantity: Decimal | None = None


class Share(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one rule gave for an order in one currency, and how much of it was taken back since."""

    rule: str
    currency: str
    amount: int
    lot: int
    eligible: dict[str, int]
    rounding: str = "floor"
    threshold_minor: int = 0
    revoke_if_lost: bool = True
    reversed: int = 0
    nth: int = 0
    charges: tuple[tuple[str, str, int, int], ...] = ()


class IssuedFor(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A voucher that a rule issued because of an order."""

    rule: str
    voucher: int
    eligible: dict[str, int] = {}
    threshold_minor: int = 0
    revoke_if_lost: bool = True
    revoked: bool = False
    nth: int = 0
    charges: tuple[tuple[str, str, int, int], ...] = ()


class Standing(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How an order stands: what it gave, what was refunded since. Rewritten by every refund."""

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


class LotPiece(Struct, frozen=True, array_like=True):
    """A part of a lot: what was taken from it or given back to it."""

    lot: int
    amount: int
    expires: int | None = None


class SpentOn(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Points that a committed redemption spent towards an order, lot by lot."""

    redemption: int
    currency: str
    amount: int
    pieces: tuple[LotPiece, ...]
    restored: int = 0
    voucher: int | None = None


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


class Refund(Fact, frozen=True, tag="order.refunded"):
    """Money given back for an order: by lines, by amount, or all that is left when neither is
    said.
    """

    external_id: str
    order: Order
    standing: Standing
    lines: tuple[RefundLine, ...] = ()
    amount_minor: int | None = None
    cancel: bool = False
    spent: tuple[SpentOn, ...] = ()
    used: tuple[UsedVoucher, ...] = ()


class Fulfilled(Fact, frozen=True, tag="order.fulfilled"):
    """The goods of an order were handed over: what waited for it becomes available."""

    order_id: str
    standing: Standing


class Activity(Fact, frozen=True, tag="activity"):
    """Anything else that happened: a visit, a review, a code typed in, an event attended."""

    type: str
    data: dict[str, Scalar] = {}


class Profile(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What rules may ask about the member. The account keeps its own copy, so replay needs no
    other.
    """

    birth_date: date | None = None
    attributes: dict[str, Scalar] = {}
    segments: tuple[str, ...] = ()


class Joined(Fact, frozen=True, tag="member.joined"):
    """A person enrolled: by the site, the till, an import or their first order."""

    profile: Profile = Profile()
    way: str = "api"


class ProfileChanged(Fact, frozen=True, tag="member.changed"):
    """The member's attributes, segments or birthday are now these."""

    profile: Profile


class Reserve(Fact, frozen=True, tag="redemption.reserved"):
    """A member asks for a reward: its price is set aside for a while."""

    reward: str
    location: str = ""
    channel: str = ""
    order_id: str = ""
    hold_seconds: int | None = None


class Commit(Fact, frozen=True, tag="redemption.committed"):
    """The reward was handed over: what was set aside is spent."""

    redemption: int
    order_id: str = ""


class CancelHold(Fact, frozen=True, tag="redemption.cancelled"):
    """The member changed their mind: what was set aside is free again."""

    redemption: int


class Rollback(Fact, frozen=True, tag="redemption.rolled_back"):
    """A committed redemption is undone: its points return to the lots they came from."""

    spent: SpentOn
    voucher: int | None = None


class UseVoucher(Fact, frozen=True, tag="voucher.used"):
    """A voucher is presented for an order. `lines` may be empty where the till knows none."""

    voucher: int
    lines: tuple[Line, ...] = ()
    shipping_minor: int = 0
    location: str = ""
    channel: str = ""
    order_id: str = ""


class Adjust(Fact, frozen=True, tag="points.adjusted"):
    """Points given or taken by hand. The reason itself is kept apart, where it can be erased."""

    currency: str
    amount: int
    actor: str
    expires_at: datetime | None = None
    below_zero: bool = False


class Passage(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A lot on its way from one account to another."""

    lot: int
    currency: str
    amount: int
    available: int | None = None
    expires: int | None = None


class VoucherPassage(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A voucher on its way from one account to another: its terms and its code stay."""

    number: int
    reward: str
    version: int
    expires: int | None = None
    uses_left: int | None = None
    used: int = 0


class MoveOut(Fact, frozen=True, tag="account.moved_out"):
    """All that the account holds leaves for another one (a guest's orders are claimed)."""

    into: str


class MoveIn(Fact, frozen=True, tag="account.moved_in"):
    """What another account held arrives here; orders and qualifying credit come along."""

    came_from: str
    lots: tuple[Passage, ...] = ()
    vouchers: tuple[VoucherPassage, ...] = ()
    deficits: dict[str, int] = {}
    orders: int = 0
    qualifying: dict[str, int] = {}
    counters: dict[str, dict[str, tuple[int, int]]] = {}
    nth_done: dict[str, int] = {}


AnyFact = (
    Order | Refund | Fulfilled | Activity | Joined | ProfileChanged | Reserve | Commit
    | CancelHold | Rollback | UseVoucher | Adjust | MoveOut | MoveIn
)  # fmt: skip


class Inputs(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What came from outside of the rules for one event. Recorded, so that replay never asks again.

    `draw` is a uniform integer in [0, 10**9); `budget_left` is what program-wide limits have left.
    """

    draw: int = 0
    budget_left: dict[str, int] = field(default_factory=dict)
