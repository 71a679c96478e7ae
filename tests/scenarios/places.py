"""What a story says about events with places, for a driver that knows them."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, runtime_checkable

from tests.scenarios.story import Step
from tests.scenarios.words import Answer


@runtime_checkable
class AtEvents(Protocol):
    """A driver that knows events with places."""

    def arrange(self, name: str, kind: str, places: int, begins: datetime, tier: str) -> Answer:
        """Arrange an event for a level's members, or for all."""

    def sign_up(self, name: str, member: str) -> Answer:
        """Sign a member up."""

    def crowd(self, name: str, many: int) -> Answer:
        """Have so many others join and sign up."""

    def give_up(self, name: str, member: str) -> Answer:
        """Give a place up."""

    def come(self, name: str, member: str) -> Answer:
        """Check a member in."""

    def place(self, name: str, member: str) -> str:
        """Say how a member is in the line, or 'none'."""


def at_events(driver: object) -> AtEvents:
    """Will give a driver that knows events; others are not told such stories."""
    assert isinstance(driver, AtEvents), "mark the story: (over HTTP)"
    return driver


PLACES: dict[str, Callable[[AtEvents, Step, Callable[[str], datetime]], Answer]] = {
    "event": lambda driver, step, instant: driver.arrange(
        step.words[0], step.words[1], int(step.words[2]), instant(step.options["on"]),
        step.options.get("for", ""),
    ),
    "signup": lambda driver, step, _: driver.sign_up(*step.words),
    "crowd": lambda driver, step, _: driver.crowd(step.words[0], int(step.words[1])),
    "giveup": lambda driver, step, _: driver.give_up(*step.words),
    "come": lambda driver, step, _: driver.come(*step.words),
}  # fmt: skip
