"""Levels that members reach, in one set or several."""

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from regulars.core.rules.nodes import DaySpan, Id, Node, Products, Trigger


class Tier(Node, frozen=True, rename={"least": "from"}):
    """One level of a tier set: from which qualifying credit, who opens it, what it multiplies."""

    id: Id
    least: Decimal = Decimal(0)
    title: str = ""
    by: Literal["credit", "approval", "invitation"] = "credit"
    multiply: Decimal = Decimal(1)
    perks: tuple[str, ...] = ()


class Qualify(Node, frozen=True):
    """How many credits what counts: money spent, orders, items, points earned, activities."""

    spend: Decimal = Decimal(0)
    orders: Decimal = Decimal(0)
    items: Decimal = Decimal(0)
    points: dict[Id, Decimal] = {}
    activities: dict[Trigger, Decimal] = {}


class Tiers(Node, frozen=True):
    """One set of levels: what qualifies in which window, and how long a level is kept."""

    levels: tuple[Tier, ...]
    title: str = ""
    qualify: Qualify | None = None
    window: Literal["year", "membership-year", "rolling", "lifetime"] = "year"
    months: Annotated[int, Meta(ge=1, le=60)] = 12
    keep: Literal["end-of-next-year", "end-of-year", "window"] = "end-of-next-year"
    grace: DaySpan | None = None
    fall: Literal["full", "one-level"] = "full"
    on_refund: Literal["at-once", "at-review"] = "at-review"
    notice: tuple[DaySpan, ...] = ()
    again_after: DaySpan = "90 days"
    multiplies: Id | None = None
    products: Products | None = None
