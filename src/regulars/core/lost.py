"""Conditions that an order met when it was paid, and no longer meets with what is left of it.

Only what a refund can change is looked at again: amounts, numbers of items, the products bought.
All else was as it was (a member's tier, the weekday, chance), so it is taken as unknown, and a
condition counts as lost only where it fails whatever the unknown was.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from msgspec import structs

from regulars.core.compiled import Compiled
from regulars.core.facts import Line, Order, Standing
from regulars.core.rounding import divide
from regulars.core.rules.nodes import When
from regulars.core.rules.prepared import Condition, Rule, conditions
from regulars.core.rules.row import MEANING, Event, Lines
from regulars.core.state import AccountState

OF_THE_ORDER = ("minimum_spend", "minimum_quantity", "products", "bundle")


def remaining(order: Order, standing: Standing, done: dict[str, Fraction]) -> Lines:
    """Will give what is left of an order's lines. `done` is the part of each that came back."""
    return tuple(
        _rest(line, done.get(line.line_id, Fraction(0)), standing)
        for line in order.lines
        if not _gone(line, done.get(line.line_id, Fraction(0)), standing)
    )


def _gone(line: Line, part: Fraction, standing: Standing) -> bool:
    back = Decimal(standing.quantities.get(line.line_id, "0"))
    return part == 1 or (back >= line.quantity > 0)


def _rest(line: Line, part: Fraction, standing: Standing) -> Line:
    back = Decimal(standing.quantities.get(line.line_id, "0"))
    value = max(line.net_minor, 0) * part
    net = line.net_minor - divide(value.numerator, value.denominator, "half-even")
    return structs.replace(line, net_minor=net, quantity=line.quantity - back)


def lost(program: Compiled, rule: Rule | None, rest: Lines) -> bool:
    """Will tell whether a rule's conditions fail on what is left of the order."""
    if rule is None or not rule.losable:
        return False
    event = Event(program, AccountState(), 0, lines=rest)
    lines = tuple(line for line in rest if rule.matches(line))
    return _all(_still(word, event, lines) for word in rule.conditions) is False


def _still(condition: Condition, event: Event, lines: Lines) -> bool | None:
    """Will tell whether a word still holds, None where that was never the order's to say."""
    word, argument = condition
    if word in OF_THE_ORDER:
        return MEANING[word](argument, event, lines)
    if word not in ("any", "none"):
        return None
    assert isinstance(argument, tuple), "groups are several"
    groups = [_group(one, event, lines) for one in argument]
    either = _not(_all(_not(one) for one in groups))
    return either if word == "any" else _not(either)


def _group(when: When, event: Event, lines: Lines) -> bool | None:
    return _all(_still(one, event, lines) for one in conditions(when))


def _all(found: Iterable[bool | None]) -> bool | None:
    several = list(found)
    if any(one is False for one in several):
        return False
    return None if any(one is None for one in several) else True


def _not(one: bool | None) -> bool | None:
    return None if one is None else not one
