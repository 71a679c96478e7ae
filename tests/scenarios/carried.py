"""What a story says about cards that members carry: given, lost, found again, replaced."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from tests.scenarios.story import Step
from tests.scenarios.words import Answer


@runtime_checkable
class WithCards(Protocol):
    """A driver that knows cards, each under a name that the story calls it by; whoever buys with
    it is called `card:` and that name."""

    def give_card(self, name: str, member: str) -> Answer:
        """Give a member a card."""

    def stop_card(self, name: str) -> Answer:
        """Block a card that was lost."""

    def free_card(self, name: str) -> Answer:
        """Let a card be good again."""

    def new_card(self, name: str, old: str) -> Answer:
        """Give a new card for an old one."""


def with_cards(driver: object) -> WithCards:
    """Will give a driver that knows cards; others are not told such stories."""
    assert isinstance(driver, WithCards), "mark the story: (over HTTP)"
    return driver


CARRIED: dict[str, Callable[[WithCards, Step], Answer]] = {
    "givecard": lambda driver, step: driver.give_card(*step.words),
    "losecard": lambda driver, step: driver.stop_card(*step.words),
    "findcard": lambda driver, step: driver.free_card(*step.words),
    "newcard": lambda driver, step: driver.new_card(step.words[0], step.options["for"]),
}
