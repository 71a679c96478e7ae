"""Values that cross: what happened, and one use."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from regulars.core.facts import BenefitUse


class Use(Struct, frozen=True, kw_only=True):
    """One use of a benefit, named by its event."""

    account_id: UUID
    event_no: int
    program_id: UUID
    benefit: str
    period: str
    order_ref: str
    location: str
    saved_minor: int
    actor: str
    used_at: datetime
    undone_at: datetime | None

    def known(self) -> BenefitUse:
        """What the rules need to take it back."""
        return BenefitUse(
            benefit=self.benefit, event_no=self.event_no, period=self.period,
            saved_minor=self.saved_minor, undone=self.undone_at is not None,
        )  # fmt: skip
