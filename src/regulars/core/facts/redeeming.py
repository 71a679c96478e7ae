"""Asking for rewards, and using what was given."""

from regulars.core.facts.fact import Fact
from regulars.core.facts.orders import Line
from regulars.core.facts.standing import SpentOn


class Reserve(Fact, frozen=True, tag="redemption.reserved"):
    """A member asks for a reward: its price is set aside for a while.

    Of several prices, `price` or `currency` names the one that is meant; else it is the first that
    the member can pay.
    """

    reward: str
    location: str = ""
    channel: str = ""
    order_id: str = ""
    hold_seconds: int | None = None
    price: int | None = None
    currency: str = ""


class Commit(Fact, frozen=True, tag="redemption.committed"):
    """The reward was handed over: what was set aside is spent."""

    redemption: int
    order_id: str = ""
    receipt: str = ""


class CancelHold(Fact, frozen=True, tag="redemption.cancelled"):
    """The member changed their mind: what was set aside is free again."""

    redemption: int


class Rollback(Fact, frozen=True, tag="redemption.rolled_back"):
    """A committed redemption is undone: its points return to the lots they came from.

    `amount` of them where not all of it is meant.
    """

    spent: SpentOn
    voucher: int | None = None
    amount: int | None = None


class UseVoucher(Fact, frozen=True, tag="voucher.used"):
    """A voucher is presented for an order. `lines` may be empty where the till knows none.

    `beside` are the rewards, with their versions, of vouchers that were used on it before.
    """

    voucher: int
    lines: tuple[Line, ...] = ()
    shipping_minor: int = 0
    location: str = ""
    channel: str = ""
    order_id: str = ""
    beside: tuple[tuple[str, int], ...] = ()
    gift_card: bool = False


class ReserveVoucher(Fact, frozen=True, tag="voucher.reserved"):
    """One use of a voucher is set aside for an order that is not paid yet."""

    voucher: int
    lines: tuple[Line, ...] = ()
    shipping_minor: int = 0
    location: str = ""
    channel: str = ""
    order_id: str = ""
    beside: tuple[tuple[str, int], ...] = ()
    hold_seconds: int | None = None


class ReservePayment(Fact, frozen=True, tag="payment.reserved"):
    """Points are set aside to pay for a part of an order."""

    currency: str
    amount: int
    lines: tuple[Line, ...]
    location: str = ""
    channel: str = ""
    order_id: str = ""
    hold_seconds: int | None = None
