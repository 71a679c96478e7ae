"""What programs would have cost on orders of the past: by hand, on few orders."""

from datetime import UTC, datetime, timedelta

import pytest

from regulars.core.facts import Line, Order
from regulars.domains.programs.reader import read
from regulars.domains.programs.reckoning import Reckoned, reckon

HEAD = (
    "program: p\ntitle: P\ncurrency: EUR\ntime_zone: UTC\n"
    "points:\n  point: {name: [point, points]}\n"
)
EARN = "  - {id: base, on: order.paid, give: {point: 1}, per: 1.00}\n"
START = datetime(2025, 3, 1, 12, tzinfo=UTC)


def customer(*amounts: int) -> list[Order]:
    return [
        Order(occurred_at=START + timedelta(days=number), order_id="", source="s",
              external_id=str(number), currency="EUR",
              lines=(Line(line_id="1", net_minor=amount),))
        for number, amount in enumerate(amounts)
    ]  # fmt: skip


def reckoned(text: str, *customers: list[Order]) -> Reckoned:
    document = read(HEAD + text)
    assert not isinstance(document, list), document
    return reckon(document, customers, 1000)


def test_points_that_are_left_cost_what_the_dearest_reward_of_them_does() -> None:
    text = (
        f"earn:\n{EARN}rewards:\n"
        "  cheap: {kind: amount-off, value: 1.00, price: {point: 20}}\n"
        "  dear: {kind: product, product: mug, cost: 4.00, price: {point: 40}}\n"
    )
    found = reckoned(text, customer(1000, 2000), customer(1500))
    # 45 points at ten cents each; 30 and 15 of them buy one of 20, and none.
    assert (found.points, found.cost, found.rewards) == (45, 450, 1)
    assert (found.reached, found.first_of_those, found.rewarded_orders) == (1, 2, 1)
    assert found.first_of_median == 2
    assert (found.customers, found.orders, found.revenue) == (2, 3, 4500)
    assert found.cost_share(0.6) == pytest.approx(0.06)


@pytest.mark.parametrize(
    ("uses", "cost"), [("uses: 1", 100), ("uses: 2", 300), ("uses: unlimited", 600)]
)
def test_a_percentage_costs_on_the_orders_that_follow(uses: str, cost: int) -> None:
    text = (
        "earn:\n  - {id: first, on: order.paid, when: {first_order: true}, issue: off}\n"
        f"rewards:\n  off: {{kind: percent-off, value: 10, {uses}}}\n"
    )
    assert reckoned(text, customer(9000, 1000, 2000, 3000)).cost == cost


def test_what_has_no_cost_is_named() -> None:
    text = (
        "earn:\n  - {id: each, on: order.paid, issue: thing}\n"
        "rewards:\n  thing: {title: A thing, kind: product, product: thing}\n"
    )
    found = reckoned(text, customer(1000))
    assert (found.cost, found.rewards, found.unpriced) == (0, 1, ("A thing",))


def test_nobody_costs_nothing() -> None:
    found = reckoned(f"earn:\n{EARN}")
    assert (found.customers, found.cost, found.cost_share(1)) == (0, 0, None)
    assert found.first_of_those is None
