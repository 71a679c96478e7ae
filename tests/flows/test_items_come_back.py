"""Items that come back one by one end where all of them at once do."""

import psycopg
import pytest
from tests.builders.counter import PROGRAM, Counter

from regulars.domains.rewards import queries as rewards
from regulars.wire import orders, refunds

GIFT = PROGRAM[: PROGRAM.index("automatic:")].replace("every_nth_order: 4", "order_number: [1]")


def _sell(counter: Counter, net_minor: int) -> None:
    line = orders.LineIn(line_id="tea", net_minor=net_minor, quantity="3")
    body = orders.OrderIn(
        source="till", external_id="A", occurred_at=counter.now, currency="EUR",
        member="email:ann@example.com", lines=(line,),
    )  # fmt: skip
    assert counter.call("create_order", body).status == "created"


def _return(counter: Counter, name: str, **said: object) -> object:
    line = refunds.RefundLineIn(line_id="tea", **said)
    body = refunds.RefundIn(external_id=name, occurred_at=counter.now, lines=(line,))
    return counter.call("refund_order", body, ref="till:A")


@pytest.mark.parametrize("net_minor", [100, 200, 20_000, 29_999, 1, 0])
def test_one_after_another(conn: psycopg.Connection, net_minor: int) -> None:
    counter = Counter(conn, GIFT)
    _sell(counter, net_minor)
    for name in ("one", "two", "three"):
        assert _return(counter, name, quantity="1").status == "created"
    assert counter.balances().available == 0
    gifts = [one.status for one in rewards.vouchers(conn, [counter.account()])]
    assert gifts == (["revoked"] if net_minor else ["open"])


def test_what_is_left_of_a_line(conn: psycopg.Connection) -> None:
    counter = Counter(conn, GIFT)
    _sell(counter, 10_000)
    _return(counter, "one", quantity="1")
    assert counter.balances().available == 67
    assert _return(counter, "rest").status == "created"
    assert counter.balances().available == 0


def test_more_than_was_bought(conn: psycopg.Connection) -> None:
    counter = Counter(conn, GIFT)
    _sell(counter, 10_000)
    _return(counter, "one", quantity="2")
    assert _return(counter, "two", quantity="2").code == "refund_exceeds_order"
    assert counter.balances().available == 34
