"""Orders, and what happens to them afterwards."""

from decimal import Decimal

from msgspec import Struct

from regulars.core.facts.fact import Fact
from regulars.core.facts.standing import BenefitUse, SpentOn, Standing, UsedVoucher


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
    """A paid order. A shop that sends totals only gets one anonymous line at the door.

    `place` is what the program asks of its location, such as the city. `buyer` is the member who
    bought, where several share the account.
    """

    order_id: str
    source: str
    external_id: str
    currency: str
    lines: tuple[Line, ...]
    shipping_minor: int = 0
    payment_method: str = ""
    channel: str = ""
    location: str = ""
    place: dict[str, str] = {}
    tags: tuple[str, ...] = ()
    fulfilled: bool = True
    buyer: str = ""


class RefundLine(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What comes back of one line: an amount, or a quantity whose share of the line is meant."""

    line_id: str
    amount_minor: int | None = None
    quantity: Decimal | None = None


class Refund(Fact, frozen=True, tag="order.refunded"):
    """Money given back for an order: by lines, by amount, or all that is left when neither is
    said.

    `lapsed` is what of the order's own lots, by number, nobody could spend before it lapsed.
    """

    external_id: str
    order: Order
    standing: Standing
    lines: tuple[RefundLine, ...] = ()
    amount_minor: int | None = None
    cancel: bool = False
    spent: tuple[SpentOn, ...] = ()
    used: tuple[UsedVoucher, ...] = ()
    benefits: tuple[BenefitUse, ...] = ()
    lapsed: dict[int, int] = {}


class Fulfilled(Fact, frozen=True, tag="order.fulfilled"):
    """The goods of an order were handed over: what waited for it becomes available."""

    order_id: str
    standing: Standing
