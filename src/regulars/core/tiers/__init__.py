"""Levels in one set or several: promotion at the order that crosses the line, kept, reviewed.

The credit that qualifies is kept in buckets (`credit`), a level is what they entitle to or what a
floor under them holds (`entitled`); `counting` brings credit, `deciding` what people decide, and
`changes` moves members.
"""

from regulars.core.tiers.ahead import Ahead, ahead, distance
from regulars.core.tiers.changes import (
    current_index,
    enter,
    place_of,
    review,
    standing_of,
    welcome,
)
from regulars.core.tiers.counting import (
    absorb,
    qualify_activity,
    qualify_order,
    take_back,
    with_credits,
)
from regulars.core.tiers.deciding import decide
from regulars.core.tiers.parting import part_with

__all__ = [
    "Ahead",
    "absorb",
    "ahead",
    "current_index",
    "decide",
    "distance",
    "enter",
    "part_with",
    "place_of",
    "qualify_activity",
    "qualify_order",
    "review",
    "standing_of",
    "take_back",
    "welcome",
    "with_credits",
]
