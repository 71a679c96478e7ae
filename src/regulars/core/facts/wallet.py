"""Money that is paid in, spent and paid out."""

from regulars.core.facts.fact import Fact
from regulars.core.facts.moving import Passage


class ValueFact(Fact, frozen=True):
    """Something about stored value."""


class TopUp(ValueFact, frozen=True, tag="stored_value.topped_up"):
    """A member paid money in. `payment` is the payment's own reference."""

    wallet: str
    amount_minor: int
    payment: str = ""


class SpendValue(ValueFact, frozen=True, tag="stored_value.spent"):
    """A member pays with stored value: at once, or set aside until the order is paid (`hold`)."""

    wallet: str
    amount_minor: int
    order_id: str = ""
    location: str = ""
    channel: str = ""
    hold: bool = False
    hold_seconds: int | None = None


class PayOut(ValueFact, frozen=True, tag="stored_value.paid_out"):
    """Money goes back to whoever paid: a part of one top-up (`lot`), or a small rest as a whole."""

    wallet: str
    amount_minor: int = 0
    lot: int = 0


class SellCard(ValueFact, frozen=True, tag="gift_card.sold"):
    """A gift card comes into being with money on it: paid, or given as a `reward`."""

    wallet: str
    amount_minor: int
    reward: str = ""


class BlockCard(ValueFact, frozen=True, tag="gift_card.blocked"):
    """A gift card is blocked, or is good again."""

    blocked: bool = True
    actor: str = ""


class ReplaceCard(ValueFact, frozen=True, tag="gift_card.replaced"):
    """A gift card gets another code; what it holds stays, and a block ends."""

    actor: str = ""


class PayBackCard(ValueFact, frozen=True, tag="gift_card.paid_back"):
    """The sale of a gift card was undone by a refund: what is left on it cannot be spent.

    `spent_minor` had been spent by then, which the shop is told.
    """

    refund: str
    spent_minor: int = 0


class SendValue(ValueFact, frozen=True, tag="stored_value.sent"):
    """Stored value leaves for another account. `load`: all of a gift card, into a wallet."""

    wallet: str
    to: str
    amount_minor: int = 0
    load: bool = False


class ReceiveValue(ValueFact, frozen=True, tag="stored_value.received"):
    """Stored value arrives from another account, with the dates that it had there."""

    wallet: str
    came_from: str
    lots: tuple[Passage, ...]
