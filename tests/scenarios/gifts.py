"""What a story says about gift cards: bought, paid with, loaded, blocked, and what is left."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from tests.scenarios.story import Step, minor
from tests.scenarios.words import Answer


@runtime_checkable
class WithGifts(Protocol):
    """A driver that knows gift cards, each under a name that the story calls it by."""

    def buy_card(
        self, name: str, amount_minor: int, buyer: str, receiver: str, order: str
    ) -> Answer:
        """Buy a card, with an order where one is named; the same name is the same card."""

    def pay_by_card(self, name: str, amount_minor: int, order: str, location: str) -> Answer:
        """Pay with a card's code."""

    def load_card(self, name: str, member: str) -> Answer:
        """Load all that is on a card into a member's wallet."""

    def block_card(self, name: str) -> Answer:
        """Block a card."""

    def replace_card(self, name: str) -> Answer:
        """Give a card another code; the story goes on with the new one."""

    def on_card(self, name: str) -> int:
        """Say what is left on a card."""


def with_gifts(driver: object) -> WithGifts:
    """Will give a driver that knows gift cards."""
    assert isinstance(driver, WithGifts), "this driver knows no gift cards"
    return driver


def _buy(driver: WithGifts, step: Step) -> Answer:
    name, amount = step.words
    said = (step.options.get(one, "") for one in ("by", "to", "with"))
    return driver.buy_card(name, minor(amount), *said)


def _pay(driver: WithGifts, step: Step) -> Answer:
    name, amount = step.words
    order, location = step.options.get("for", ""), step.options.get("at", "")
    return driver.pay_by_card(name, minor(amount), order, location)


GIFTS: dict[str, Callable[[WithGifts, Step], Answer]] = {
    "buycard": _buy,
    "paycard": _pay,
    "loadcard": lambda driver, step: driver.load_card(*step.words),
    "blockcard": lambda driver, step: driver.block_card(*step.words),
    "replacecard": lambda driver, step: driver.replace_card(*step.words),
}
