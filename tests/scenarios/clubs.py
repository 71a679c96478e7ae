"""What a story says about clubs: members enter and quit them."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from tests.scenarios.story import Step
from tests.scenarios.words import Answer


@runtime_checkable
class WithClubs(Protocol):
    """A driver that knows clubs, each by its key; one that nobody entered yet is open to all."""

    def enter(self, member: str, club: str) -> Answer:
        """Join a club."""

    def quit(self, member: str, club: str) -> Answer:
        """Leave a club."""

    def inside(self, member: str, club: str) -> bool:
        """Whether a member is in a club."""


def with_clubs(driver: object) -> WithClubs:
    """Will give a driver that knows clubs."""
    assert isinstance(driver, WithClubs), "this driver knows no clubs"
    return driver


CLUBS: dict[str, Callable[[WithClubs, Step], Answer]] = {
    "enter": lambda driver, step: driver.enter(*step.words),
    "quit": lambda driver, step: driver.quit(*step.words),
}
