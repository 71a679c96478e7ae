"""What staff does by hand."""

from datetime import datetime

from regulars.core.facts.fact import Fact


class Adjust(Fact, frozen=True, tag="points.adjusted"):
    """Points given or taken by hand. The reason itself is kept apart, where it can be erased."""

    currency: str
    amount: int
    actor: str
    expires_at: datetime | None = None
    below_zero: bool = False
