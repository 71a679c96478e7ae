"""Money that is paid in, spent and paid out."""

from regulars.core.facts.fact import Fact


class TopUp(Fact, frozen=True, tag="stored_value.topped_up"):
    """A member paid money in. `payment` is the payment's own reference."""

    wallet: str
    amount_minor: int
    payment: str = ""


class SpendValue(Fact, frozen=True, tag="stored_value.spent"):
    """A member pays with stored value: at once, or set aside until the order is paid (`hold`)."""

    wallet: str
    amount_minor: int
    order_id: str = ""
    location: str = ""
    channel: str = ""
    hold: bool = False
    hold_seconds: int | None = None


class PayOut(Fact, frozen=True, tag="stored_value.paid_out"):
    """Money goes back to whoever paid: a part of one top-up (`lot`), or a small rest as a whole."""

    wallet: str
    amount_minor: int = 0
    lot: int = 0
