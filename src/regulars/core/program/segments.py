"""Groups of members by what they are, did and have: worked out again and again, never by hand."""

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from regulars.core.rules.nodes import DaySpan, Id, Match, Node, Products, Range, Trigger

Stage = Literal["visitor", "first-order", "regular", "vip", "at-risk", "gone"]
Class = Literal["A", "B", "C"]
Score = Annotated[int, Meta(ge=1, le=5)]


class Times(Node, frozen=True, rename={"least": "from", "most": "to"}):
    """How often something happened, of late (`within`) or ever."""

    least: Annotated[int, Meta(ge=0)] | None = None
    most: Annotated[int, Meta(ge=0)] | None = None
    within: DaySpan | None = None


class Spent(Node, frozen=True, rename={"least": "from", "most": "to"}):
    """How much money was spent, net of what came back, of late (`within`) or ever."""

    least: Decimal | None = None
    most: Decimal | None = None
    within: DaySpan | None = None


class Ago(Node, frozen=True):
    """How long ago: `within` the last so much time, or `longer` ago than that."""

    within: DaySpan | None = None
    longer: DaySpan | None = None


class Bought(Node, frozen=True, rename={"least": "from"}):
    """Products that were bought in at least so many orders (`from`)."""

    products: Products
    least: Annotated[int, Meta(ge=1)] = 1
    within: DaySpan | None = None


class Did(Node, frozen=True, rename={"least": "from", "most": "to"}):
    """An activity of a type, and how often."""

    type: Trigger
    least: Annotated[int, Meta(ge=0)] = 1
    most: Annotated[int, Meta(ge=0)] | None = None
    within: DaySpan | None = None


class Lapsing(Node, frozen=True, rename={"least": "from"}):
    """Points that lapse soon: at least so many."""

    within: DaySpan
    least: Annotated[int, Meta(ge=1)] = 1


class Scores(Node, frozen=True):
    """RFM: from 1 (lowest fifth) to 5 (highest) among all who ordered in the window."""

    recency: tuple[Score, ...] = ()
    frequency: tuple[Score, ...] = ()
    money: tuple[Score, ...] = ()


class Where(Node, frozen=True):
    """What members of a segment have in common. All that is given must hold."""

    orders: Times | None = None
    spend: Spent | None = None
    average_order: Spent | None = None
    first_order: Ago | None = None
    last_order: Ago | None = None
    last_active: Ago | None = None
    joined: Ago | None = None
    bought: Bought | None = None
    did: Did | None = None
    location: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    tier: tuple[str, ...] = ()
    balance: dict[Id, Range] = {}
    lapsing: dict[Id, Lapsing] = {}
    vouchers: Times | None = None
    attribute: dict[str, Match] = {}
    consent: tuple[str, ...] = ()
    age: Range | None = None
    stage: tuple[Stage, ...] = ()
    value_class: tuple[Class, ...] = ()
    rfm: Scores | None = None
    segment: tuple[str, ...] = ()
    any: tuple["Where", ...] = ()
    none: tuple["Where", ...] = ()


class Segment(Node, frozen=True):
    """A group of members with a name; rules may ask for it, and be woken by it."""

    where: Where
    title: str = ""


class Stages(Node, frozen=True):
    """When a customer counts as a VIP, at risk or gone."""

    vip: tuple[Class, ...] = ("A",)
    at_risk_after: DaySpan = "90 days"
    gone_after: DaySpan = "365 days"
