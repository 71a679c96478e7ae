"""What a member can get, and how points are spent for it."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from regulars.core.rules.nodes import Dates, Id, Limit, Node, Positive, Products, Span, When

Kind = Literal[
    "amount-off", "percent-off", "free-shipping", "product", "sample", "gift", "experience",
    "service", "early-access", "donation", "gift-card", "custom",
]  # fmt: skip
Price = dict[Id, Positive]
Prefix = Annotated[str, Meta(pattern="^[A-Z0-9]{1,12}$")]


class Reward(Node, frozen=True):
    """Something that a member gets: for points (`price`), or because a rule issues it."""

    kind: Kind
    title: str = ""
    value: Decimal | None = None
    maximum: Decimal | None = None
    product: str | None = None
    cause: str | None = None
    price: Price = {}
    prices: tuple[Price, ...] = ()
    tier_prices: dict[Id, Price] = {}
    visible: When = When()
    on_offer: Dates | None = None
    not_on: tuple[date, ...] = ()
    stock: Positive | None = None
    limit: Limit | tuple[Limit, ...] = ()
    budget: Decimal | None = None
    valid_for: Span | None = None
    uses: Positive | Literal["unlimited"] = 1
    products: Products | None = None
    minimum_spend: Decimal | None = None
    when: When = When()
    cost: Decimal | None = None
    codes: Id | None = None
    code_prefix: Prefix | None = None
    on_refund: Literal["reinstate", "keep-used"] = "reinstate"
    combine: Literal["all", "none"] | tuple[str, ...] = "all"
    stack_order: int = 0
    terms: str = ""
    images: tuple[str, ...] = ()

    @property
    def alternatives(self) -> tuple[Price, ...]:
        """Its prices for everybody, of which a member pays one."""
        return ((self.price,) if self.price else ()) + self.prices

    @property
    def limits(self) -> tuple[Limit, ...]:
        """How often members may have it."""
        return self.limit if isinstance(self.limit, tuple) else (self.limit,)

    @property
    def counted(self) -> bool:
        """Whether there is only so much of it."""
        return bool(self.limits or self.stock or self.budget is not None or self.codes)


class Payment(Node, frozen=True):
    """How a part of an order is paid with points: what one is worth, and within which bounds."""

    worth: Decimal
    least: Positive = 1
    step: Positive = 1
    most_share: Decimal = Decimal(100)


class Redeeming(Node, frozen=True):
    """How points are spent: how long a reservation holds, and where members may redeem."""

    hold_for: Span = "15 minutes"
    when: When = When()
    pay: dict[Id, Payment] = {}
