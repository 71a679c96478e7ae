"""A refund looks at the order again: what was given for a condition that is lost goes back."""

from typing import Any

import pytest
from psycopg import Connection
from tests.builders.counter import PROGRAM, Counter

from regulars.flows.verify import verify
from regulars.wire import orders, refunds
from regulars.wire.orders import LineIn
from regulars.wire.problems import Problem

PLAIN = PROGRAM[: PROGRAM.index("automatic:")]
BIG = "when: {minimum_spend: 100.00}, give: {point: 25}"
ANN = "email:ann@example.com"


def buy(counter: Counter, *lines: LineIn) -> None:
    """Order A of Ann."""
    body = orders.OrderIn(
        source="till", external_id="A", occurred_at=counter.now, currency="EUR", member=ANN,
        lines=lines,
    )  # fmt: skip
    found = counter.call("create_order", body)
    assert not isinstance(found, Problem), found


def back(counter: Counter, **line: Any) -> None:
    """One line of order A comes back."""
    body = refunds.RefundIn(
        external_id="r", occurred_at=counter.now, lines=(refunds.RefundLineIn(**line),)
    )
    found = counter.call("refund_order", body, ref="till:A")
    assert not isinstance(found, Problem), found


def line(name: str, minor: int, **more: Any) -> LineIn:
    """A line of an order."""
    return LineIn(line_id=name, net_minor=minor, **more)


TEA, CUP = line("1", 4000, sku="tea"), line("2", 8000, sku="cup")

# What takes the place of the rule for big orders; the points before and after the line came back.
LOST: list[tuple[str, tuple[LineIn, ...], dict[str, Any], int, int]] = [
    (
        "when: {minimum_spend: 100.00}, of: gross, give: {point: 1}, per: 1.00",
        (line("1", 11_000, discount_minor=4000),), {"line_id": "1", "amount_minor": 2000}, 260, 90,
    ),
    (
        "when: {minimum_quantity: 3}, give: {point: 25}",
        (line("1", 300, quantity="3"),), {"line_id": "1", "quantity": "2"}, 28, 1,
    ),
    (
        "when: {minimum_quantity: 3}, give: {point: 25}",
        (line("1", 300, quantity="3"),), {"line_id": "1", "amount_minor": 100}, 28, 19,
    ),
    (
        "when: {bundle: [{sku: [tea]}, {sku: [cup]}]}, give: {point: 25}",
        (TEA, CUP), {"line_id": "1"}, 145, 80,
    ),
    (
        "when: {any: [{minimum_spend: 100.00}, {products: {sku: [tea]}}]}, give: {point: 30}",
        (TEA, CUP), {"line_id": "2"}, 150, 50,
    ),
    (
        "when: {any: [{minimum_spend: 100.00}, {channel: [till]}]}, give: {point: 30}",
        (TEA, CUP), {"line_id": "2"}, 150, 50,
    ),
    (
        "when: {none: [{minimum_spend: 100.00}]}, give: {point: 30}",
        (TEA,), {"line_id": "1", "amount_minor": 1000}, 70, 53,
    ),
    ("when: {minimum_spend: 100.00}, multiply: 2", (TEA, CUP), {"line_id": "2"}, 240, 40),
    ("when: {minimum_spend: 50.00}, multiply: 2", (TEA, CUP), {"line_id": "1"}, 240, 160),
    (
        "when: {minimum_spend: 100.00}, multiply: 2, if_lost: keep",
        (TEA, CUP), {"line_id": "2"}, 240, 80,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "lines", "returned", "before", "after"), LOST)
def test_a_lost_condition_takes_back_what_was_given_for_it(
    conn: Connection, rule: str, lines: tuple[LineIn, ...], returned: dict[str, Any],
    before: int, after: int,
) -> None:  # fmt: skip
    counter = Counter(conn, PLAIN.replace(BIG, rule))
    counter.join()
    buy(counter, *lines)
    assert counter.balances().available == before
    back(counter, **returned)
    assert counter.balances().available == after
    assert list(verify(conn, counter.program_id)) == []


def test_a_voucher_goes_with_its_condition(conn: Connection) -> None:
    counter = Counter(conn, PLAIN.replace("{every_nth_order: 4}", "{minimum_quantity: 3}"))
    counter.join()
    buy(counter, line("1", 300, quantity="3"))
    back(counter, line_id="1", quantity="1")
    statuses = conn.execute("SELECT status FROM rewards_voucher").fetchall()
    assert statuses == [("revoked",)]


SHORT = PLAIN.replace("after: 12 months", "after: 5 days").replace("    notice: [30 days]\n", "")


def test_what_lapsed_is_not_owed(conn: Connection) -> None:
    counter = Counter(conn, SHORT)
    counter.join()
    counter.order("A", 1000)
    counter.later(days=10)
    counter.refund("A", 400, "r1")
    counter.refund("A", None, "r2")
    assert (counter.balances().available, counter.balances().deficit) == (0, 0)
    assert list(verify(conn, counter.program_id)) == []


def test_what_was_spent_before_the_rest_lapsed_is_owed(conn: Connection) -> None:
    counter = Counter(conn, SHORT)
    counter.join()
    counter.order("A", 15_000)
    reserved = counter.reserve()
    counter.commit(reserved.id)
    counter.later(days=10)
    counter.refund("A", None)
    # 175 earned, 100 of them spent, 75 lapsed.
    assert (counter.balances().available, counter.balances().deficit) == (0, 100)
    assert list(verify(conn, counter.program_id)) == []


def test_what_lapsed_before_a_claim_is_not_owed_after_it(conn: Connection) -> None:
    guests = SHORT + "joining: {at_first_order: false}\n"
    counter = Counter(conn, guests)
    counter.order("A", 1000, "email:guest@example.com")
    counter.later(days=10)
    counter.join("guest@example.com")
    guest = "email:guest@example.com"
    counter.order("B", 700, guest)
    counter.refund("A", None)
    assert (counter.balances(guest).available, counter.balances(guest).deficit) == (7, 0)
    assert list(verify(conn, counter.program_id)) == []
