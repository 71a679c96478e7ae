"""Stamp cards: so many places, what fills one, and what a full card gives."""

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from regulars.core.rules.nodes import DaySpan, Id, Limit, Node, Positive, Products, Trigger, When

Color = Annotated[str, Meta(pattern="^#[0-9a-fA-F]{6}$")]


class PlaceReward(Node, frozen=True):
    """What is given as soon as so many places of a card are filled."""

    at: Positive
    issue: Id


class Goodwill(Node, frozen=True):
    """Places that are filled from the start on a member's first card."""

    stamps: Positive = 1
    on: Literal["joining", "first-stamp"] = "first-stamp"


class CardExpiry(Node, frozen=True, rename={"source": "from"}):
    """When the stamps of a card that is not full lapse."""

    after: DaySpan
    source: Literal["first-stamp", "last-stamp", "each-stamp"] = "first-stamp"


class CardDesign(Node, frozen=True):
    """How a card looks on paper and on a phone: the shop's own colours and sign."""

    background: Color = "#1f3a2e"
    text: Color = "#ffffff"
    accent: Color = "#f2b544"
    icon: Annotated[str, Meta(max_length=8)] = "★"
    note: Annotated[str, Meta(max_length=200)] = ""


class StampCard(Node, frozen=True):
    """A card with places: something fills them, and a full card gives a reward."""

    title: str
    stamps: Annotated[int, Meta(ge=1, le=100)]
    rewards: tuple[PlaceReward, ...]
    on: Trigger = "order.paid"
    one_per: Literal["visit", "item", "spend"] = "visit"
    spend: Decimal | None = None
    products: Products | None = None
    when: When = When()
    limit: Limit | tuple[Limit, ...] = ()
    goodwill: Goodwill | None = None
    expires: CardExpiry | None = None
    notice: tuple[DaySpan, ...] = ()
    grace: DaySpan = "30 days"
    then: Literal["restart", "stop"] = "restart"
    counted_by: Id = "program"
    name: tuple[str, str] = ("stamp", "stamps")
    design: CardDesign = CardDesign()
