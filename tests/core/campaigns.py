"""Random campaigns, small enough that their rules meet the others."""

from datetime import date, timedelta
from typing import Any

from msgspec import structs
from tests.core.dice import Dice
from tests.core.words import ACTIVITY, ORDER, PLACE, STANDING, products, when

from regulars.core.program import Budget, Campaign
from regulars.core.rules.nodes import Dates, EarnRule, Limit

NAMES = ("spring", "flash")


def _rule(dice: Dice, number: int, rewards: tuple[str, ...]) -> EarnRule:
    kind = dice.choice(("multiply", "multiply", "give", "issue"))
    on = "order.paid" if kind == "multiply" else dice.choice(("order.paid", "visit.made"))
    said: dict[str, Any] = {"id": f"r{number}", "on": on}
    said["when"] = when(dice, STANDING, PLACE, ORDER if on == "order.paid" else ACTIVITY)
    if kind == "multiply":
        said |= {"multiply": dice.decimal("1", "4"), "products": dice.maybe(lambda: products(dice))}
    elif kind == "give":
        said["give"] = {"point": dice.decimal("1", "9")}
    else:
        said["issue"] = dice.choice(rewards)
    return EarnRule(**said, if_lost=dice.choice(("revoke", "keep")))


def campaign(dice: Dice, rewards: tuple[str, ...], currencies: tuple[str, ...]) -> Campaign:
    """Make a campaign that is on for a year or three."""
    first = date(2024, 1, 1) + timedelta(days=dice.randrange(700))
    dates = Dates(first=first, last=first + timedelta(days=dice.randint(200, 1000)))
    rules = tuple(_rule(dice, number, rewards) for number in range(dice.randint(1, 2)))
    amounts = all(rule.give or rule.multiply for rule in rules)
    number = dice.randint(1, 60)
    budget = Budget(amount=number) if amounts and dice.yes() else Budget(times=number)
    return Campaign(
        when=structs.replace(when(dice, STANDING), dates=dates),
        rules=rules,
        audience=dice.few(("keen", "loyal")),
        holdout=dice.maybe(lambda: dice.decimal("1", "60")),
        budget=dice.maybe(lambda: budget),
        per_member=dice.maybe(lambda: Limit(per=dice.choice(("day", "lifetime")), times=2)),
        priority=dice.randint(0, 2),
        group=dice.maybe(lambda: "one"),
        prices={dice.choice(rewards): {dice.choice(currencies): dice.randint(1, 30)}},
    )
