"""The closed set of frozen rule words. A program file is made of these and nothing else.

Each word's meaning for one event stands in `row.py`; its documentation is its `Doc` here, from
which the reference page and the JSON Schema are generated. A word without either fails a test.
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
Rounding = Literal["floor", "ceil", "half-up", "half-even"]
Match = str | int | bool | tuple[str, ...]


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

    minimum_spend: Annotated[
        Decimal | None, Meta(description="least paid for the rule's lines, net")
    ] = None
    minimum_quantity: Annotated[
        Decimal | None, Meta(description="least number of items on the rule's lines")
    ] = None
    products: Annotated[
        Products | None, Meta(description="the order has at least one such line")
    ] = None
    bundle: Annotated[
        tuple[Products, ...], Meta(description="the order has a line of each, together")
    ] = ()
    payment_method: Annotated[tuple[str, ...], Meta(description="paid by one of these")] = ()
    channel: Annotated[tuple[str, ...], Meta(description="bought through one of these")] = ()
    location: Annotated[tuple[str, ...], Meta(description="in one of these shops")] = ()
    order_tag: Annotated[
        tuple[str, ...], Meta(description="the order carries one of these tags")
    ] = ()
    weekday: Annotated[
        tuple[Weekday, ...], Meta(description="on these days of the shop's week")
    ] = ()
    time: Annotated[TimeWindow | None, Meta(description="at this time of the shop's day")] = None
    dates: Annotated[Dates | None, Meta(description="on these days of the shop's calendar")] = None
    first_order: Annotated[
        bool | None, Meta(description="it is (or is not) the member's first order")
    ] = None
    order_number: Annotated[
        tuple[Positive, ...],
        Meta(description="it is one of these orders of the member, counted from 1"),
    ] = ()
    every_nth_order: Annotated[
        Positive | None, Meta(description="every so many orders of the member")
    ] = None
    months_in_a_row: Annotated[
        Positive | None, Meta(description="an order in each of so many months, this one included")
    ] = None
    attribute: Annotated[
        dict[str, Match], Meta(description="the member's attributes have these values")
    ] = {}
    tier: Annotated[tuple[str, ...], Meta(description="the member is in one of these tiers")] = ()
    segment: Annotated[
        tuple[str, ...], Meta(description="the member is in one of these segments")
    ] = ()
    age: Annotated[Range | None, Meta(description="the member's age in full years")] = None
    data: Annotated[
        dict[str, Match], Meta(description="the activity's data have these values")
    ] = {}
    chance: Annotated[
        Decimal | None, Meta(description="holds by chance, in so many of 100 cases")
    ] = None
    any: Annotated[tuple["When", ...], Meta(description="at least one of these groups holds")] = ()
    none: Annotated[tuple["When", ...], Meta(description="not one of these groups holds")] = ()


class Limit(Node, frozen=True):
    """How often (`times`) or how much (`amount`) a rule may give in a period of the shop's
    calendar.
    """

    per: Literal["order", "day", "week", "month", "quarter", "year", "lifetime", "program"]
    times: Positive | None = None
    amount: Positive | None = None


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
