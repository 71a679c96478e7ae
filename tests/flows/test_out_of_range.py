"""What no account could hold and what has not happened yet is refused, and nothing is booked."""

from datetime import timedelta

import msgspec
import pytest
from psycopg import Connection
from tests.builders.counter import PROGRAM, Counter

from regulars.flows.verify import verify
from regulars.wire import orders
from regulars.wire.orders import LineIn
from regulars.wire.problems import Problem

PLAIN = PROGRAM[: PROGRAM.index("automatic:")]


def test_more_than_an_account_can_hold_is_refused(conn: Connection) -> None:
    counter = Counter(conn, PLAIN.replace("give: {point: 1}, per: 1.00", "give: {point: 1000000}"
                                          ", per: 0.01"))  # fmt: skip
    counter.join()
    lines = tuple(LineIn(net_minor=10**12) for _ in range(1000))
    body = orders.OrderIn(
        source="till", external_id="A", occurred_at=counter.now, currency="EUR",
        member="email:ann@example.com", lines=lines,
    )  # fmt: skip
    found = counter.call("create_order", body)
    assert isinstance(found, Problem)
    assert found.code == "amount_out_of_range"
    assert counter.balances().available == 0
    assert list(verify(conn, counter.program_id)) == []


@pytest.mark.parametrize(("ahead", "booked"), [
    (timedelta(hours=23), True), (timedelta(days=2), False),
])  # fmt: skip
def test_a_till_may_be_a_day_ahead(conn: Connection, ahead: timedelta, booked: bool) -> None:
    counter = Counter(conn, PLAIN)
    counter.join()
    found = counter.order("A", 1000, at=counter.now + ahead)
    assert isinstance(found, Problem) is not booked
    if isinstance(found, Problem):
        assert found.code == "time_in_the_future"
    assert counter.balances().earned == (10 if booked else 0)


def test_a_line_cannot_be_named_like_shipping() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"net_minor": 1, "line_id": "@shipping"}, LineIn)


def test_nobody_joins_by_an_order_that_is_none(conn: Connection) -> None:
    counter = Counter(conn, PLAIN)
    said = {"source": "till", "occurred_at": counter.now, "total_minor": 1000,
            "member": "email:new@example.com"}  # fmt: skip
    bodies = [
        orders.OrderIn(external_id="A", currency="USD", **said),
        orders.OrderIn(external_id="B", currency="EUR", **said),
        orders.OrderIn(external_id="C", currency="USD", **said | {"member": "email:x@example.com"}),
    ]
    found = orders.earn(conn, counter.shop, bodies)
    assert [isinstance(one, Problem) for one in found] == [True, False, True]
    names = conn.execute("SELECT email FROM members_member").fetchall()
    assert names == [("new@example.com",)]
    assert list(verify(conn, counter.program_id)) == []
