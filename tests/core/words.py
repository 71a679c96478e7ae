"""Random conditions, products and limits: every word of `When` is made here."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, get_args

from tests.core.dice import Dice

from regulars.core.rules.nodes import (
    Dates,
    Limit,
    Owner,
    Pending,
    Products,
    Range,
    TimeWindow,
    Weekday,
    When,
)

SKUS = ("tea", "cup", "card")
PLACES = ("north", "south")
PERIODS: tuple[Any, ...] = (
    "order", "day", "week", "month", "quarter", "year", "lifetime", "program",
)  # fmt: skip
LEVELS = ("low", "mid", "top")
WEEKDAYS = get_args(Weekday)
Words = dict[str, Callable[[Dice], Any]]


def products(dice: Dice, depth: int = 1) -> Products:
    """Make a product rule, with an exception perhaps."""
    return Products(
        sku=dice.few(SKUS), category=dice.few(("food", "home")), brand=dice.few(("acme",)),
        collection=dice.few(("spring",)), gift_cards=dice.yes(),
        exclude=(products(dice, depth - 1),) if depth and dice.yes(4) else (),
    )  # fmt: skip


def _window(dice: Dice) -> TimeWindow:
    start, end = dice.choice(("00:00", "09:00", "22:00")), dice.choice(("06:00", "17:30", "23:59"))
    return TimeWindow(start=start, end=end)


def dates(dice: Dice) -> Dates:
    """Make some days."""
    first = date(2024, 1, 1) + timedelta(days=dice.randrange(1000))
    last = first + timedelta(days=dice.randrange(500))
    return Dates(first=dice.maybe(lambda: first), last=last)


def _matches(dice: Dice) -> dict[str, Any]:
    values = ("red", 3, True, ("red", "blue", "True"))
    return {name: dice.choice(values) for name in dice.some(("color", "level", "vip"))}


STANDING: Words = {
    "weekday": lambda dice: dice.some(WEEKDAYS, 5),
    "time": _window,
    "dates": dates,
    "attribute": _matches,
    "tier": lambda dice: dice.some(LEVELS),
    "owner": lambda dice: dice.some(get_args(Owner)),
    "segment": lambda dice: dice.some(("loyal", "new")),
    "club": lambda dice: dice.some(("runners", "readers")),
    "age": lambda dice: dice.choice((Range(least=18), Range(most=30), Range(least=18, most=65))),
    "birthday": lambda dice: dice.choice(("day", "week", "month")),
    "months_in_a_row": lambda dice: dice.randint(1, 3),
}
PLACE: Words = {
    "channel": lambda dice: dice.some(("web", "till")),
    "location": lambda dice: dice.some(PLACES),
}
LEVEL_DATA: Words = {"data": lambda dice: {"level": dice.some(LEVELS)}}
ACTIVITY: Words = {"data": _matches, "chance": lambda dice: dice.decimal("0.01", "100")}
ORDER: Words = {
    "minimum_spend": lambda dice: dice.decimal("0.01", "50"),
    "minimum_quantity": lambda dice: dice.decimal("0.5", "3", 1),
    "products": products,
    "bundle": lambda dice: tuple(products(dice) for _ in range(dice.randint(1, 2))),
    "payment_method": lambda dice: dice.some(("cash", "card")),
    "order_tag": lambda dice: dice.some(("b2b", "gift")),
    "first_order": lambda dice: dice.yes(),
    "order_number": lambda dice: dice.some((1, 2, 3, 4, 5)),
    "every_nth_order": lambda dice: dice.randint(1, 4),
    "chance": lambda dice: dice.decimal("0.01", "100"),
}
GROUPS = ("any", "none")


def when(dice: Dice, *allowed: Words, depth: int = 1) -> When:
    """Make conditions of the words allowed: often none, sometimes a few, sometimes in groups."""
    words = {name: make for part in allowed for name, make in part.items()}
    said = {name: words[name](dice) for name in dice.few(sorted(words))}
    if depth and dice.yes(10):
        groups = [when(dice, *allowed, depth=depth - 1) for _ in range(4)]
        groups = [one for one in groups if one != When()]
        if groups:
            said[dice.choice(GROUPS)] = tuple(groups[:2])
    return When(**said)


def limit(dice: Dice, *, amounts: bool, budgets: bool = True) -> Limit:
    """Make a limit."""
    per = dice.choice(PERIODS if budgets else PERIODS[:-1])
    at: Any = "location" if per not in ("order", "program") and dice.yes(3) else None
    if amounts and dice.yes():
        return Limit(per=per, amount=dice.randint(1, 300), at=at)
    return Limit(per=per, times=dice.randint(1, 3), at=at)


def pending(dice: Dice) -> Pending:
    """Make a way of waiting."""
    return dice.choice(
        (Pending(span="7 days"), Pending(span="1 month"), Pending(until="fulfilled"))
    )
