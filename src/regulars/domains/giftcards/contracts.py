"""Values that cross: a gift card as it was sold."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class GiftCard(Struct, frozen=True, kw_only=True):
    """A gift card. What it holds is its account's; its code is known to its bearer only.

    `reward` is what it was given as, `payment` the payment or voucher that it was made for.
    """

    account_id: UUID
    program_id: UUID
    wallet: str
    amount_minor: int
    reward: str
    payment: str
    hint: str
    blocked: bool
    sold_at: datetime
    changed_at: datetime
