"""Random stamp cards: every way of filling, counting, lapsing and ending."""

from typing import Any

from tests.core.dice import Dice
from tests.core.words import ACTIVITY, ORDER, PLACE, STANDING, limit, products, when

from regulars.core.program import CardExpiry, Goodwill, PlaceReward, StampCard

CARDS = ("coffee", "lunch")
CITIES = ("oslo", "bergen")


def stamp_card(dice: Dice, rewards: tuple[str, ...]) -> StampCard:
    """Make a card that can fill."""
    on = dice.choice(("order.paid", "order.paid", "visit.made", "member.joined"))
    order = on == "order.paid"
    places = dice.randint(1, 6)
    ends = sorted({*dice.few(range(1, places + 1)), places})
    counted_by = dice.choice(("program", "program", "location", "city"))
    said: dict[str, Any] = {"when": when(dice, STANDING, PLACE, ORDER if order else ACTIVITY)}
    if order:
        said["one_per"] = dice.choice(("visit", "visit", "item", "spend"))
        said["products"] = dice.maybe(lambda: products(dice), 4)
    if said.get("one_per") == "spend":
        said["spend"] = dice.decimal("90", "100")
    if places > 1 and dice.yes():
        ways = ("joining", "first-stamp") if counted_by == "program" else ("first-stamp",)
        said["goodwill"] = Goodwill(stamps=dice.randint(1, places - 1), on=dice.choice(ways))
    if dice.yes():
        said["expires"] = CardExpiry(
            after=dice.choice(("7 days", "1 month", "6 months")),
            source=dice.choice(("first-stamp", "last-stamp", "each-stamp")),
        )
        said["notice"] = dice.few(("3 days", "30 days"))
    limits = tuple(limit(dice, amounts=True) for _ in range(dice.choice((0, 0, 1, 2))))
    return StampCard(
        title="Card", stamps=places, on=on, counted_by=counted_by,
        rewards=tuple(PlaceReward(at=at, issue=dice.choice(rewards)) for at in ends),
        then=dice.choice(("restart", "restart", "stop")), grace=dice.choice(("7 days", "30 days")),
        limit=limits[0] if len(limits) == 1 else limits, **said,
    )  # fmt: skip
