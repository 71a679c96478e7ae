"""Small programs and facts for tests that look at one thing."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from tests.core.world import World

from regulars.core.compiled import Timeline, compile_program
from regulars.core.facts import Line, Order
from regulars.core.program import Currency, Program
from regulars.core.rules.nodes import EarnRule

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)  # a Monday


def small(*rules: EarnRule, **said: Any) -> Program:
    """A program in UTC with points called 'point' and 'star'."""
    words: dict[str, Any] = {
        "program": "small", "title": "Small", "currency": "EUR", "time_zone": "UTC",
        "points": {name: Currency(name=(name, f"{name}s")) for name in ("point", "star")},
        "earn": rules,
    }  # fmt: skip
    return Program(**words | said)


def world(program: Program, at: datetime = NOON) -> World:
    """An account of that program."""
    now = int(at.timestamp())
    return World(Timeline([(0, compile_program(program, 1))]), now)


def line(net_minor: int, line_id: str = "1", **said: Any) -> Line:
    """A line of an order."""
    return Line(line_id=line_id, net_minor=net_minor, **said)


def order(place: World, number: str, *lines: Line | int, **said: Any) -> Order:
    """An order; plain numbers are lines of that amount."""
    made = tuple(
        one if isinstance(one, Line) else line(one, str(index)) for index, one in enumerate(lines)
    )
    words: dict[str, Any] = {
        "occurred_at": place.moment(), "order_id": number, "source": "shop",
        "external_id": number, "currency": "EUR", "lines": made,
    }  # fmt: skip
    return Order(**words | said)


def buy(place: World, number: str, *lines: Line | int, **said: Any) -> int:
    """Buy, and say how many points that gave."""
    before = place.pots["point"]["issued"]
    outcome = place.tell(order(place, number, *lines, **said))
    assert outcome.refused is None, outcome.refused
    return before - place.pots["point"]["issued"]


def base(**said: Any) -> EarnRule:
    """A rule that gives a point for each euro, unless something else is said."""
    words: dict[str, Any] = {"id": "base", "on": "order.paid", "give": {"point": 1}, "per": 1}
    words = words | said
    words["give"] = {name: Decimal(str(one)) for name, one in words["give"].items()}
    for name in ("per", "multiply"):
        if words.get(name) is not None:
            words[name] = Decimal(str(words[name]))
    return EarnRule(**words)
