"""What the merchant promised: a versioned value, built from the plain data of a program file.

`Program` mirrors the file word for word. It holds no computed value: `compiled.py` prepares what
evaluation needs, `reading.py` turns plain data into it or into problems with path and cure.
"""

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from regulars.core.rules.nodes import (
    Automatic,
    DaySpan,
    EarnRule,
    Id,
    MonthDay,
    Node,
    Pending,
    Positive,
    Products,
    Span,
    When,
)


class Expires(Node, frozen=True, rename={"source": "from"}):
    """When points lapse: rolling (`after`), on a fixed day (`each_year`), or after inactivity."""

    after: DaySpan | None = None
    source: Literal["earned", "available"] = "earned"
    each_year: MonthDay | None = None
    not_before: DaySpan | None = None
    inactive: DaySpan | None = None


class Currency(Node, frozen=True):
    """A kind of points: their name, when they lapse, what one is worth when it is spent."""

    name: tuple[str, str]
    expires: Expires | None = None
    pending: Pending | None = None
    notice: tuple[DaySpan, ...] = ()
    grace: DaySpan = "30 days"
    worth: Decimal | None = None


class Reward(Node, frozen=True):
    """Something that a member gets: for points (`price`), or because a rule issues it."""

    kind: Literal["amount-off", "percent-off", "product", "free-shipping"]
    title: str = ""
    value: Decimal | None = None
    maximum: Decimal | None = None
    product: str | None = None
    price: dict[Id, Positive] = {}
    valid_for: Span | None = None
    uses: Positive | Literal["unlimited"] = 1
    products: Products | None = None
    minimum_spend: Decimal | None = None
    when: When = When()
    cost: Decimal | None = None
    on_refund: Literal["reinstate", "keep-used"] = "reinstate"


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


class Benefit(Node, frozen=True):
    """Something that members may have without paying points for it."""

    title: str
    when: When = When()


class Joining(Node, frozen=True):
    """Who may join and how."""

    at_first_order: bool = True
    age_from: Annotated[int, Meta(ge=0, le=120)] | None = None


class Redeeming(Node, frozen=True):
    """How points are spent: how long a reservation holds, and where members may redeem."""

    hold_for: Span = "15 minutes"
    when: When = When()


class Program(Node, frozen=True):
    """Everything that the merchant promised, as one file says it."""

    program: Id
    title: str
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}$")]
    time_zone: str
    points: dict[Id, Currency]
    summary: str = ""
    earns_on: Products | None = None
    pays_for: Products | None = None
    earn: tuple[EarnRule, ...] = ()
    rewards: dict[Id, Reward] = {}
    automatic: tuple[Automatic, ...] = ()
    tiers: Tiers | None = None
    benefits: dict[Id, Benefit] = {}
    joining: Joining = Joining()
    redeeming: Redeeming = Redeeming()
    clawback: Literal["pending-only", "within-balance", "negative"] = "negative"
    terms: dict[str, str] = {}
