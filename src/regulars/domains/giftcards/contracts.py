"""Values that cross: a gift card as it was sold."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class GiftCard(Struct, frozen=True, kw_only=True):
    """A gift card. What it holds is its account's; its code is known to its bearer only.

    `reward` is what it was given as, `payment` the payment or voucher that it was made for, `order`
    and `line` what it was bought with. Who bought it and who it is for are told of it, no more.
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
    buyer_id: UUID | None = None
    receiver_id: UUID | None = None
    order_ref: str = ""
    line_id: str = ""


class CardChange(Struct, frozen=True, kw_only=True):
    """Something that staff did to a card, with their reason."""

    account_id: UUID
    change_id: UUID
    program_id: UUID
    what: str
    actor: str
    reason: str
    at: datetime
