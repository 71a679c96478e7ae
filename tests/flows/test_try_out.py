"""An order is tried under a program that nobody has published."""

from datetime import UTC, datetime

import pytest
from tests.builders.shop import PROGRAM

from regulars.core.program import Program
from regulars.domains.programs.reader import read
from regulars.flows.try_out import Sample, try_out

NOW = int(datetime(2026, 5, 6, 12, tzinfo=UTC).timestamp())


def program(text: str = PROGRAM) -> Program:
    found = read(text)
    assert isinstance(found, Program), found
    return found


@pytest.mark.parametrize(("sample", "points", "rewards"), [
    (Sample(amount_minor=5000), 50, ()),
    (Sample(amount_minor=5099, first=True), 50, ()),
    (Sample(amount_minor=10000), 125, ()),
    (Sample(amount_minor=5000, level="regular"), 75, ()),
    (Sample(amount_minor=5000, level="friend"), 100, ()),
])  # fmt: skip
def test_an_order_earns_what_the_rules_say(
    sample: Sample, points: int, rewards: tuple[str, ...]
) -> None:
    tried = try_out(program(), sample, NOW)
    assert (tried.points, tried.rewards, tried.refused) == ({"point": points}, rewards, "")
    assert sum(one.amount for one in tried.steps) == points
    assert all(one.why.code for one in tried.steps)


def test_what_is_bought_and_how_counts() -> None:
    cakes = "when: {payment_method: [app]}, products: {category: [cake]}, per_items: 1,"
    base = "{id: base, title: Every purchase, on: order.paid, give: {point: 1}, per: 1.00}"
    text = PROGRAM.replace(base, f"{{id: base, on: order.paid, {cakes} give: {{point: 3}}}}")
    sample = Sample(amount_minor=900, quantity=4, category="cake", payment_method="app")
    assert try_out(program(text), sample, NOW).points == {"point": 12}
    other = Sample(amount_minor=900, quantity=4, category="pie", payment_method="app")
    assert try_out(program(text), other, NOW).points == {}


def test_an_order_may_reach_a_level() -> None:
    tried = try_out(program(), Sample(amount_minor=60_000), NOW)
    assert [one.level for one in tried.steps if one.level] == ["regular"]


def test_the_first_order_is_one_with_none_before_it() -> None:
    first = program(PROGRAM.replace("when: {every_nth_order: 4}", "when: {first_order: true}"))
    assert try_out(first, Sample(amount_minor=100, first=True), NOW).rewards == ("coffee",)
    assert try_out(first, Sample(amount_minor=100), NOW).rewards == ()
