"""Values that cross: a goal, and what goals can be about."""

from datetime import date, datetime
from typing import Literal, get_args
from uuid import UUID

from msgspec import Struct

Measure = Literal[
    "revenue", "orders", "new_members", "repeat_rate", "average_order", "spend_per_buyer"
]
MEASURES: tuple[Measure, ...] = get_args(Measure)
SUMS: frozenset[Measure] = frozenset({"revenue", "orders", "new_members"})
"""These grow day by day; the others are ratios, which a part of the span has as well."""
MONEY: frozenset[Measure] = frozenset({"revenue", "average_order", "spend_per_buyer"})
GOALS_MAX = 12
DAYS_MAX = 1100


class Goal(Struct, frozen=True, kw_only=True):
    """A figure to be reached between two days of the shop's calendar, both counted.

    `target` is in the smallest unit of money, in hundredths of a percent, or a count.
    """

    program_id: UUID
    goal_id: UUID
    measure: Measure
    target: int
    first_day: date
    last_day: date
    set_at: datetime
    actor: str
