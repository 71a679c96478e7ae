"""Rounding, bases, factors, stacking and limits, as tables."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.making import base, buy, line, order, small, world

from regulars.core.facts import Activity, Inputs
from regulars.core.rounding import divide, exponent, minor, spread
from regulars.core.rules.nodes import EarnRule, Limit, Products, When


@pytest.mark.parametrize(("top", "bottom", "floor", "ceil", "half_up", "half_even"), [
    (7, 2, 3, 4, 4, 4),
    (5, 2, 2, 3, 3, 2),
    (9, 4, 2, 3, 2, 2),
    (11, 4, 2, 3, 3, 3),
    (8, 4, 2, 2, 2, 2),
    (0, 3, 0, 0, 0, 0),
    (1, 3, 0, 1, 0, 0),
])  # fmt: skip
def test_rounding(
    top: int, bottom: int, floor: int, ceil: int, half_up: int, half_even: int
) -> None:
    modes = ("floor", "ceil", "half-up", "half-even")
    assert [divide(top, bottom, mode) for mode in modes] == [floor, ceil, half_up, half_even]


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**9), max_size=8))
def test_shares_add_up(total: int, weights: list[int]) -> None:
    parts = spread(total, weights)
    assert sum(parts) == (total if sum(weights) else 0)
    whole = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        assert not whole or abs(part * whole - total * weight) < whole


def test_money() -> None:
    assert [exponent(one) for one in ("EUR", "JPY", "KWD")] == [2, 0, 3]
    assert [minor(Decimal("12.345"), digits) for digits in (0, 2, 3)] == [12, 1234, 12345]


# What is said of the base rule, and the points for an order of 12.99 + 0.50 discount + 2.60 tax.
BASES: list[tuple[dict[str, Any], int]] = [
    ({}, 12),
    ({"round": "ceil"}, 13),
    ({"round": "half-up"}, 13),
    ({"units": "whole", "give": {"point": 8}}, 96),
    ({"units": "exact", "give": {"point": 8}}, 103),
    ({"of": "gross"}, 13),
    ({"include": ("tax",)}, 15),
    ({"include": ("shipping",)}, 16),
    ({"include": ("tax", "shipping"), "of": "gross"}, 20),
    ({"per": 10}, 1),
    ({"per": 10, "units": "whole", "give": {"point": "2.5"}}, 2),
    ({"per": "0.1"}, 129),
    ({"per": None}, 1),
    ({"per": None, "per_items": 1}, 3),
    ({"per": None, "per_items": 2}, 1),
    ({"per": None, "per_items": 2, "round": "half-up"}, 2),
]


@pytest.mark.parametrize(("said", "points"), BASES)
def test_bases(said: dict[str, Any], points: int) -> None:
    goods = line(1299, discount_minor=50, tax_minor=260, quantity=Decimal(3))
    assert buy(world(small(base(**said))), "A1", goods, shipping_minor=400) == points


def times(factor: str, stack: Any = None, **said: Any) -> EarnRule:
    """A rule that multiplies."""
    return base(id=f"x{factor}{stack}", give={}, per=None, multiply=factor, stack=stack, **said)


FACTORS: list[tuple[tuple[EarnRule, ...], int]] = [
    ((times("2"),), 20),
    ((times("2"), times("3")), 62),
    ((times("2", "add"), times("3", "add")), 41),
    ((times("2", "best"), times("3", "best")), 31),
    ((times("2", "exclusive"), times("3")), 20),
    ((times("2", "best"), times("3", "add"), times("2", "multiply")), 83),
    ((times("0.25"),), 2),
    ((times("0"),), 0),
    ((times("2", products=Products(sku=("tea",))),), 15),
    ((times("2", when=When(channel=("web",))),), 10),
]


@pytest.mark.parametrize(("rules", "points"), FACTORS)
def test_factors_come_before_the_one_rounding(rules: tuple[EarnRule, ...], points: int) -> None:
    lines = (line(499, "1", sku="tea"), line(550, "2", sku="cup"))
    assert buy(world(small(base(), *rules)), "A1", *lines) == points


STACKS: list[tuple[list[dict[str, Any]], int]] = [
    ([{}, {}], 20),
    ([{"stack": "best"}, {"stack": "best", "give": {"point": 3}}], 30),
    ([{"stack": "best"}, {"stack": "best", "group": "other", "give": {"point": 3}}], 40),
    ([{"stack": "best"}, {"give": {"point": 3}}], 40),
    ([{"stack": "exclusive"}, {"give": {"point": 3}}], 10),
    ([{"stack": "exclusive"}, {"stack": "exclusive", "priority": 1, "give": {"point": 3}}], 30),
]


@pytest.mark.parametrize(("several", "points"), STACKS)
def test_stacking(several: list[dict[str, Any]], points: int) -> None:
    rules = [base(**said | {"id": f"rule-{index}"}) for index, said in enumerate(several)]
    assert buy(world(small(*rules)), "A1", 1000) == points


# The limit; then days between orders of 10.00 and what each gives.
LIMITS: list[tuple[Limit, int, list[int]]] = [
    (Limit(per="day", times=1), 0, [10, 0, 0]),
    (Limit(per="day", times=1), 1, [10, 10, 10]),
    (Limit(per="day", amount=15), 0, [10, 5, 0]),
    (Limit(per="week", times=2), 3, [10, 10, 0, 10]),
    (Limit(per="week", times=1), 3, [10, 0, 0, 10]),
    (Limit(per="month", amount=25), 10, [10, 10, 5, 10]),
    (Limit(per="quarter", times=1), 20, [10, 0, 10, 0]),
    (Limit(per="year", amount=12), 60, [10, 2, 0]),
    (Limit(per="lifetime", times=2), 900, [10, 10, 0]),
    (Limit(per="order", amount=4), 0, [4, 4, 4]),
]


@pytest.mark.parametrize(("limit", "days", "points"), LIMITS)
def test_limits(limit: Limit, days: int, points: list[int]) -> None:
    place = world(small(base(limit=limit)))
    found = []
    for index in range(len(points)):
        found.append(buy(place, f"A{index}", 1000))
        place.wait(days * 86_400)
    assert found == points


def test_a_budget_is_what_is_left_of_it() -> None:
    place = world(small(base(limit=Limit(per="program", amount=100))))
    for number, left, points in (("A1", 100, 10), ("A2", 4, 4), ("A3", 0, 0)):
        before = place.pots["point"]["issued"]
        place.tell(order(place, number, 1000), Inputs(budget_left={"base#0": left}))
        assert before - place.pots["point"]["issued"] == points


def test_a_refund_gives_its_share_of_the_limit_back() -> None:
    place = world(small(base(limit=Limit(per="day", times=1))))
    assert buy(place, "A1", 1000) == 10
    place.refund("A1")
    assert buy(place, "A2", 1000) == 10
    assert buy(place, "A3", 1000) == 0


def test_an_activity_cannot_pretend_to_be_an_order() -> None:
    place = world(small(base(per=None)))
    outcome = place.tell(Activity(occurred_at=place.moment(), type="order.paid"))
    assert outcome.refused is not None
    assert outcome.refused.code == "activity_type_reserved"
