"""Random households and companies, and what happens to who shares an account."""

from typing import Any

from tests.core.dice import Dice
from tests.core.world import World

from regulars.core import sharing
from regulars.core.facts import AccountShared, PersonCame, PersonLeft, SharingEnded
from regulars.core.program import Company, Household, PriceOff, Role, VolumePrice


def household(dice: Dice) -> Household:
    """Make the rules of households."""
    people = dice.randint(2, 5)
    return Household(
        people=people, children=dice.randrange(people),
        spending=dice.choice(("head", "adults")),
        on_leaving=dice.choice(("stay", "share", "share")),
        again_after=dice.choice((None, "7 days")),
    )  # fmt: skip


def company(dice: Dice) -> Company:
    """Make the rules of companies."""
    return Company(
        people=dice.randint(1, 4), roles={"buyer": Role(spends=dice.yes(), manages=dice.yes())}
    )


def by_volume(dice: Dice) -> PriceOff:
    """Make a price that falls with the number of items."""
    steps = (
        VolumePrice(least=dice.decimal("0.5", "1", 1), percent=dice.decimal("0.01", "50")),
        VolumePrice(least=dice.decimal("1.1", "3", 1), amount=dice.decimal("0.01", "9")),
    )
    return PriceOff(by_volume=steps, count=dice.choice(("line", "together")))


def share(world: World, dice: Dice) -> Any:
    """Several people will share the account."""
    kind: Any = dice.choice((sharing.HOUSEHOLD, sharing.COMPANY))
    return world.tell(AccountShared(occurred_at=world.moment(), kind=kind))


def come(world: World, dice: Dice) -> Any:
    """Somebody comes."""
    return world.tell(PersonCame(occurred_at=world.moment(), member="ben", child=dice.yes(3)))


def leave(world: World, dice: Dice) -> Any:
    """Somebody goes, with what the program lets them take along."""
    child = dice.yes(3)
    world.wait(0)
    lots = () if child else sharing.share_of(world.timeline.latest, world.state)
    fact = PersonLeft(occurred_at=world.moment(), member="ben", into="acc", child=child, lots=lots)
    return world.tell(fact)


def end(world: World, _dice: Dice) -> Any:
    """The last one has the account alone again."""
    return world.tell(SharingEnded(occurred_at=world.moment()))
