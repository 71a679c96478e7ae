"""Levels that members reach."""

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from regulars.core.rules.nodes import DaySpan, Id, Node, Products


class Tier(Node, frozen=True, rename={"least": "from"}):
    """One level of the tier set: from which qualifying credit, and what it multiplies."""

    id: Id
    least: Decimal = Decimal(0)
    title: str = ""
    multiply: Decimal = Decimal(1)
    perks: tuple[str, ...] = ()


class Tiers(Node, frozen=True):
    """One tier set by spend in a window."""

    levels: tuple[Tier, ...]
    window: Literal["year", "rolling", "lifetime"] = "year"
    months: Annotated[int, Meta(ge=1, le=60)] = 12
    keep: Literal["end-of-next-year", "end-of-year", "window"] = "end-of-next-year"
    on_refund: Literal["at-once", "at-review"] = "at-review"
    notice: tuple[DaySpan, ...] = ()
    multiplies: Id | None = None
    products: Products | None = None
