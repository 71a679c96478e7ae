"""What a member can get, and how points are spent for it."""

from decimal import Decimal
from typing import Literal

from regulars.core.rules.nodes import Id, Node, Positive, Products, Span, When


class Reward(Node, frozen=True):
    """Something that a member gets: for points (`price`), or because a rule issues it."""

    kind: Literal["amount-off", "percent-off", "product", "free-shipping"]
    title: str = ""
    value: Decimal | None = None
    maximum: Decimal | None = None
    product: str | None = None
    price: dict[Id, Positive] = {}
    prices: tuple[dict[Id, Positive], ...] = ()
    valid_for: Span | None = None
    uses: Positive | Literal["unlimited"] = 1
    products: Products | None = None
    minimum_spend: Decimal | None = None
    when: When = When()
    cost: Decimal | None = None
    on_refund: Literal["reinstate", "keep-used"] = "reinstate"

    @property
    def alternatives(self) -> tuple[dict[Id, Positive], ...]:
        """Its prices, of which a member pays one."""
        return ((self.price,) if self.price else ()) + self.prices


class Redeeming(Node, frozen=True):
    """How points are spent: how long a reservation holds, and where members may redeem."""

    hold_for: Span = "15 minutes"
    when: When = When()
