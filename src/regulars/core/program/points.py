"""Currencies: what members collect, and when it lapses."""

from decimal import Decimal
from typing import Literal

from regulars.core.rules.nodes import DaySpan, MonthDay, Node, Pending


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
