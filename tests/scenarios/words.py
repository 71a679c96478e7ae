"""The values that stories are made of, and what a driver of a story must be able to do.

Everything is in the API's terms: names of members, numbers of orders, money in the smallest unit.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from msgspec import Struct

Scalar = str | int | bool


class Person(Struct, frozen=True, kw_only=True):
    """Somebody who wants to join, under the name that the story calls them by."""

    name: str
    born: date | None = None
    email: str = ""
    phone: str = ""
    way: str = "api"
    attributes: dict[str, Scalar] = {}


class Item(Struct, frozen=True, kw_only=True):
    """A line of an order."""

    sku: str
    category: str = ""
    quantity: Decimal = Decimal(1)
    net_minor: int


class Purchase(Struct, frozen=True, kw_only=True):
    """A paid order of a member. `occurred_at` is set for one that is told late."""

    number: str
    member: str
    items: tuple[Item, ...]
    payment_method: str = ""
    location: str = ""
    channel: str = ""
    source: str = "shop"
    occurred_at: datetime | None = None


class Answer(Struct, frozen=True, kw_only=True):
    """How a call ended: 'done', 'exists' (a repeat) or 'refused'. `earned` is by currency."""

    status: str = "done"
    code: str = ""
    params: Mapping[str, Scalar] = {}
    earned: Mapping[str, int] = {}
    saved_minor: int = 0
    member: str = ""


class Driver(Protocol):
    """What lives a story through: core in memory, or the API over HTTP."""

    def begin(self, program: str, at: datetime) -> None:
        """Publish a program's text in an empty shop whose clock stands at an instant."""

    def advance(self, to: datetime) -> None:
        """Move the clock forwards and do all that falls due until then."""

    def location(self, name: str, attributes: Mapping[str, Scalar]) -> None:
        """Tell of a shop and what is known of it."""

    def join(self, person: Person) -> Answer:
        """Enrol somebody; `member` of the answer tells who that is."""

    def order(self, purchase: Purchase) -> Answer:
        """Send an order."""

    def refund(self, number: str, amount_minor: int | None, line: str) -> Answer:
        """Give money back: an amount, a line by its sku, or all."""

    def cancel(self, number: str) -> Answer:
        """Cancel an order."""

    def activity(self, member: str, kind: str, data: Mapping[str, Scalar], key: str) -> Answer:
        """Send an activity; the same key is the same activity."""

    def codes(self, pool: str, codes: tuple[str, ...]) -> None:
        """Make one-time codes."""

    def code(self, member: str, code: str) -> Answer:
        """Type a one-time code in."""

    def reserve(self, name: str, member: str, reward: str, location: str) -> Answer:
        """Reserve a reward, under a name that later steps use."""

    def commit(self, name: str, order: str) -> Answer:
        """Hand the reserved reward over, towards an order where one is named."""

    def release(self, name: str) -> Answer:
        """Cancel the reservation."""

    def roll_back(self, name: str) -> Answer:
        """Undo a redemption that was committed."""

    def use(
        self, member: str, reward: str, items: tuple[Item, ...], order: str, location: str
    ) -> Answer:
        """Use an open voucher for a reward, the oldest first."""

    def adjust(self, member: str, currency: str, amount: int) -> Answer:
        """Give or take points by hand."""

    def saved(self, member: str) -> int:
        """Say what vouchers and points have saved in all, from the ledger, in minor units."""

    def pots(self, member: str, currency: str) -> Mapping[str, int]:
        """Say what is in each pot: available, pending, reserved, deficit, issued, expired ..."""

    def top_up(self, member: str, amount_minor: int, payment: str) -> Answer:
        """Pay money into stored value; the same payment is the same."""

    def pay(self, member: str, amount_minor: int, order: str, location: str) -> Answer:
        """Pay with stored value at once, towards an order where one is named."""

    def card(self, member: str, currency: str) -> tuple[int, int]:
        """Say how many places of a stamp card are filled, and of how many."""

    def tier(self, member: str) -> str:
        """Name the member's tier."""

    def level(self, member: str) -> str:
        """Name the level that the member's points reach in a rule with levels."""

    def vouchers(self, member: str) -> Mapping[int, tuple[str, str]]:
        """Give all vouchers ever issued: reward and status, by number."""

    def notices(self, member: str) -> tuple[str, ...]:
        """Give the triggers of all that the member was told so far."""

    def entitlement(self, member: str, benefit: str) -> Answer:
        """Ask for a benefit: done, or refused with what is missing."""

    def decide(
        self, member: str, decision: str, level: str, until: datetime | None, adviser: str
    ) -> Answer:
        """Decide about a member's level."""

    def enjoy(self, member: str, benefit: str, order: str) -> Answer:
        """Use a benefit, on an order where one is named."""

    def forgo(self, member: str, benefit: str) -> Answer:
        """Take the last use of a benefit back."""

    def candidate(self, member: str) -> str:
        """Name the level that waits for staff, or 'none'."""

    def adviser(self, member: str) -> str:
        """Name the member's adviser, or 'nobody'."""

    def keep_missing(self, member: str) -> int | None:
        """Say what must still be earned for the level to stay, in the smallest unit."""

    def bought(self, member: str, sku: str) -> str:
        """Name the newest order with an article, or 'never'."""

    def knows(self, member: str) -> bool:
        """Tell whether there is such a member."""
