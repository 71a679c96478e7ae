"""What a story says about accounts that several people share, for a driver that knows them."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from tests.scenarios.story import Step
from tests.scenarios.words import Answer


@runtime_checkable
class Together(Protocol):
    """A driver that knows households and companies."""

    def found(self, kind: str, name: str, head: str) -> Answer:
        """Open a household or a company under a name that later steps use."""

    def invite(self, name: str, member: str, role: str) -> Answer:
        """Make an invitation for somebody."""

    def accept(self, member: str) -> Answer:
        """Let somebody accept the invitation that they were sent."""

    def become(self, name: str, member: str, role: str) -> Answer:
        """Give somebody another role."""

    def part(self, name: str, member: str) -> Answer:
        """Let somebody leave."""

    def child(self, name: str, child: str) -> Answer:
        """Note a child."""


def together(driver: object) -> Together:
    """Will give a driver that knows shared accounts; others are not told such stories."""
    assert isinstance(driver, Together), "mark the story: (over HTTP)"
    return driver


TOGETHER: dict[str, Callable[[Together, Step], Answer]] = {
    "household": lambda driver, step: driver.found("household", *step.words),
    "company": lambda driver, step: driver.found("company", *step.words),
    "invite": lambda driver, step: driver.invite(*step.words, step.options.get("as", "adult")),
    "accept": lambda driver, step: driver.accept(*step.words),
    "become": lambda driver, step: driver.become(*step.words),
    "part": lambda driver, step: driver.part(*step.words),
    "child": lambda driver, step: driver.child(*step.words),
}
