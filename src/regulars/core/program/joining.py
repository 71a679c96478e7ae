"""Who may join and how."""

from typing import Annotated

from msgspec import Meta

from regulars.core.rules.nodes import DaySpan, Node


class Joining(Node, frozen=True):
    """Who may join and how."""

    at_first_order: bool = True
    keep_for: DaySpan | None = None
    age_from: Annotated[int, Meta(ge=0, le=120)] | None = None
