"""The closed set of frozen rule words. A program file is made of these and nothing else.

Each condition's meaning for one event stands in `row.py`, what each word means for people in
`core/words`, from which the reference and the JSON Schema are made.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct

Id = Annotated[str, Meta(pattern="^[a-z][a-z0-9_-]{0,62}$")]
Span = Annotated[str, Meta(pattern="^[1-9][0-9]{0,3} (minute|hour|day|week|month|year)s?$")]
DaySpan = Annotated[str, Meta(pattern="^[1-9][0-9]{0,3} (day|week|month|year)s?$")]
Clock = Annotated[str, Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]
MonthDay = Annotated[str, Meta(pattern="^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
Trigger = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]*([.][a-z][a-z0-9_-]*)+$")]
Positive = Annotated[int, Meta(ge=1, le=1_000_000_000)]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Owner = Literal["person", "household", "company"]
Rounding = Literal["floor", "ceil", "half-up", "half-even"]
Match = str | int | bool | tuple[str, ...]


TOPPED_UP = "stored_value.topped_up"


class Node(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A word of the program file."""


class Products(Node, frozen=True):
    """Which lines of an order are meant: a line must match every list given, and none of
    `exclude`.
    """

    sku: tuple[str, ...] = ()
    product: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    brand: tuple[str, ...] = ()
    collection: tuple[str, ...] = ()
    gift_cards: bool = False
    exclude: tuple["Products", ...] = ()


class TimeWindow(Node, frozen=True, rename={"start": "from", "end": "to"}):
    """A part of each day on the shop's clock; `to` is not included, and may lie past midnight."""

    start: Clock
    end: Clock


class Dates(Node, frozen=True, rename={"first": "from", "last": "to"}):
    """Days on the shop's calendar, both ends included; either end may be left open."""

    first: date | None = None
    last: date | None = None


class Range(Node, frozen=True, rename={"least": "from", "most": "to"}):
    """Whole numbers, both ends included."""

    least: int | None = None
    most: int | None = None


class When(Node, frozen=True):
    """Conditions. All that are given must hold; `any` and `none` group others."""

    minimum_spend: Decimal | None = None
    minimum_quantity: Decimal | None = None
    products: Products | None = None
    bundle: tuple[Products, ...] = ()
    payment_method: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    location: tuple[str, ...] = ()
    order_tag: tuple[str, ...] = ()
    weekday: tuple[Weekday, ...] = ()
    time: TimeWindow | None = None
    dates: Dates | None = None
    first_order: bool | None = None
    order_number: tuple[Positive, ...] = ()
    every_nth_order: Positive | None = None
    months_in_a_row: Positive | None = None
    attribute: dict[str, Match] = {}
    tier: tuple[str, ...] = ()
    owner: tuple[Owner, ...] = ()
    segment: tuple[str, ...] = ()
    club: tuple[str, ...] = ()
    age: Range | None = None
    birthday: Literal["day", "week", "month"] | None = None
    data: dict[str, Match] = {}
    chance: Decimal | None = None
    any: tuple["When", ...] = ()
    none: tuple["When", ...] = ()


class Limit(Node, frozen=True):
    """How often (`times`) or how much (`amount`) a rule may give in a period of the shop's
    calendar, everywhere together or in each location (`at`).
    """

    per: Literal["order", "day", "week", "month", "quarter", "year", "lifetime", "program"]
    times: Positive | None = None
    amount: Positive | None = None
    at: Literal["location"] | None = None


class Pending(Node, frozen=True, rename={"span": "for"}):
    """How long what was earned waits before it can be spent."""

    span: DaySpan | None = None
    until: Literal["fulfilled"] | None = None


class EarnRule(Node, frozen=True):
    """What a member gets when something happens: an amount, a factor for other amounts, or a
    reward.
    """

    id: Id
    on: Trigger
    title: str = ""
    when: When = When()
    products: Products | None = None
    give: dict[Id, Decimal] = {}
    per: Decimal | None = None
    per_items: Positive | None = None
    of: Literal["net", "gross"] = "net"
    include: tuple[Literal["tax", "shipping"], ...] = ()
    units: Literal["exact", "whole"] = "exact"
    round: Rounding = "floor"
    multiply: Decimal | None = None
    issue: Id | tuple[Id, ...] = ()
    limit: Limit | tuple[Limit, ...] = ()
    stack: Literal["add", "best", "exclusive", "multiply"] | None = None
    group: Id = "all"
    priority: int = 0
    pending: Pending | None = None
    if_lost: Literal["keep", "revoke"] = "revoke"


class Schedule(Node, frozen=True):
    """When something happens by itself, on the shop's calendar, at the start of the day."""

    day_of_month: Annotated[int, Meta(ge=1, le=31)] | None = None
    weekday: Weekday | None = None
    month_day: MonthDay | None = None
    end_of: Literal["week", "month", "quarter", "year"] | None = None
    birthday: bool = False
    lead: DaySpan | None = None


class Level(Node, frozen=True, rename={"least": "from"}):
    """A balance from which a level's reward is due."""

    id: Id
    least: Positive
    issue: Id
    title: str = ""


class Automatic(Node, frozen=True):
    """What happens without anyone asking: on a day (`at`), or as soon as a balance is reached
    (`reach`).
    """

    id: Id
    title: str = ""
    at: Schedule | None = None
    reach: dict[Id, Positive] = {}
    turn: dict[Id, Positive] = {}
    into: Id | None = None
    remainder: Literal["keep", "expire"] = "keep"
    levels: tuple[Level, ...] = ()
    of: Id | None = None
    then: Literal["keep", "reset"] = "keep"
    give: dict[Id, Positive] = {}
    issue: Id | None = None
    when: When = When()
