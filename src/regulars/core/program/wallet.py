"""Stored value: money that members keep with the shop."""

from decimal import Decimal

from regulars.core.program.points import Expires
from regulars.core.rules.nodes import DaySpan, Node, When


class ValueLaw(Node, frozen=True):
    """What the law asks of stored value, so that no version can promise less."""

    least: DaySpan


class GiftCards(Node, frozen=True):
    """Stored value that is sold under a code: from how much up to how much."""

    least: Decimal | None = None
    most: Decimal | None = None


class Transfers(Node, frozen=True):
    """Members may send stored value to one another: how much at once, and how much in a day."""

    least: Decimal | None = None
    most: Decimal | None = None
    per_day: Decimal | None = None


class Wallet(Node, frozen=True):
    """A kind of stored value, counted in the smallest unit of the program's money."""

    name: tuple[str, str] = ("stored value", "stored value")
    expires: Expires | None = None
    notice: tuple[DaySpan, ...] = ()
    grace: DaySpan = "30 days"
    top_up_from: Decimal | None = None
    most: Decimal | None = None
    cash_out_below: Decimal | None = None
    law: ValueLaw | None = None
    gift_cards: GiftCards | None = None
    transfers: Transfers | None = None
    when: When = When()
