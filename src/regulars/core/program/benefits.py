"""What members may have without paying points for it."""

from decimal import Decimal
from typing import Literal

from regulars.core.rules.nodes import Id, Node, Positive, Products, When


class Uses(Node, frozen=True):
    """How often a benefit may be used in a period of the shop's calendar; `levels` may have more
    or fewer.
    """

    times: Positive
    per: Literal["day", "week", "month", "quarter", "year", "lifetime"]
    levels: dict[Id, Positive] = {}


class VolumePrice(Node, frozen=True, rename={"least": "from"}):
    """From so many items on, a part of the price less, or an amount for each item."""

    least: Decimal
    percent: Decimal | None = None
    amount: Decimal | None = None


class PriceOff(Node, frozen=True):
    """What members pay less for some products: a part of the price, or an amount for each item; or
    steps `by_volume`, counted for each line, or for all such lines `together`.
    """

    percent: Decimal | None = None
    amount: Decimal | None = None
    products: Products | None = None
    by_volume: tuple[VolumePrice, ...] = ()
    count: Literal["line", "together"] = "line"


class Benefit(Node, frozen=True):
    """Something that members may have without paying points for it."""

    title: str
    when: When = When()
    uses: Uses | None = None
    value: Decimal | None = None
    price_off: PriceOff | None = None
