"""Random definitions of segments, over every word of `Where`."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tests.core.dice import Dice
from tests.core.words import LEVELS, PLACES, products

from regulars.core.program import Ago, Bought, Did, Lapsing, Scores, Segment, Spent, Times, Where
from regulars.core.rules.nodes import Range

SPANS = ("7 days", "3 months", "1 year")
STAGES = ("visitor", "first-order", "regular", "vip", "at-risk", "gone")


def _times(dice: Dice) -> Times:
    least = dice.randrange(4)
    most = dice.maybe(lambda: least + dice.randrange(5))
    return Times(least=least, most=most, within=dice.maybe(lambda: dice.choice(SPANS)))


def _spent(dice: Dice) -> Spent:
    within, most = dice.maybe(lambda: dice.choice(SPANS)), dice.maybe(lambda: Decimal(900))
    return Spent(least=dice.decimal("0", "90"), most=most, within=within)


def _ago(dice: Dice) -> Ago:
    return Ago(within="1 year", longer=dice.maybe(lambda: "7 days"))


WORDS: dict[str, Callable[[Dice], Any]] = {
    "orders": _times,
    "spend": _spent,
    "average_order": _spent,
    "first_order": _ago,
    "last_order": _ago,
    "last_active": _ago,
    "joined": _ago,
    "bought": lambda dice: Bought(products=products(dice), within=dice.maybe(lambda: "1 year")),
    "did": lambda dice: Did(type="visit.made", most=dice.maybe(lambda: 3)),
    "location": lambda dice: dice.some(PLACES),
    "channel": lambda _: ("web",),
    "tier": lambda dice: dice.some(LEVELS),
    "balance": lambda dice: {"point": Range(least=dice.randrange(50))},
    "lapsing": lambda dice: {"point": Lapsing(within="30 days", least=dice.randint(1, 50))},
    "vouchers": _times,
    "attribute": lambda dice: {"color": dice.choice(("red", ("red", "blue")))},
    "consent": lambda _: ("email",),
    "age": lambda _: Range(least=18),
    "stage": lambda dice: dice.some(STAGES),
    "value_class": lambda dice: dice.some(("A", "B", "C")),
    "rfm": lambda dice: Scores(recency=dice.some((1, 2, 3, 4, 5)), money=dice.few((4, 5))),
    "segment": lambda _: ("told",),
    "any": lambda dice: tuple(where(dice, groups=False) for _ in range(2)),
    "none": lambda dice: (where(dice, groups=False),),
}


def where(dice: Dice, *, groups: bool = True) -> Where:
    """Make a definition of one to three words."""
    names = tuple(name for name in WORDS if groups or name not in ("any", "none"))
    return Where(**{name: WORDS[name](dice) for name in dice.some(names, 3)})


def segments(dice: Dice) -> dict[str, Segment]:
    """Make a few segments; the second builds on the first."""
    made = {"keen": Segment(where=where(dice)), "odd": Segment(where=where(dice))}
    return made | {"both": Segment(where=Where(segment=("keen", "odd")))}
