"""What a hot call costs: exact numbers of statements and rows. More of either is a decision."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from tests.builders.counter import Counter
from tests.support.cost import rows_written, statements, waits
from tests.support.fixtures import Database

from regulars.kit.pg import direct
from regulars.kit.pg.sql import by_account


@pytest.fixture
def counter(conn: psycopg.Connection) -> Counter:
    made = Counter(conn, PLAIN)
    made.join()
    made.order("first", 1000)
    return made


PLAIN = """
program: corner-shop
title: Corner shop
currency: EUR
time_zone: Europe/Helsinki
points:
  point: {name: [point, points], expires: {after: 12 months}}
earn:
  - {id: base, on: order.paid, give: {point: 1}, per: 1.00}
rewards:
  five: {kind: amount-off, value: 5.00, price: {point: 5}, valid_for: 60 days}
"""


def test_a_simple_order_writes_six_rows(counter: Counter) -> None:
    written = rows_written(counter.conn, lambda: counter.order("second", 1000))
    assert written == {
        "events_order": 1,
        "ledger_account": 1,
        "ledger_entry": 1,
        "ledger_lot": 1,
        "ledger_transfer": 1,
        "outbox_waiting": 1,
    }


@pytest.mark.parametrize(
    ("act", "most"),
    [
        (lambda counter: counter.order("second", 1000), 12),
        # They all travel together, before anybody knows that it is a repeat; account by account
        # what nobody waits for is not asked.
        (lambda counter: counter.order("first", 1000), 7 if by_account() else 9),
        # Account by account, what was moved into the order's account is looked up by itself.
        (lambda counter: counter.refund("first", 500), 17 if by_account() else 16),
        (lambda counter: counter.reserve(), 13),
        (lambda counter: counter.balances(), 5),
    ],
    ids=["order", "repeat", "refund", "reserve", "balances"],
)
def test_statements_of_hot_calls(
    counter: Counter, act: Callable[[Counter], Any], most: int
) -> None:
    assert statements(counter.conn, lambda: act(counter)) == most


def test_a_batch_costs_no_more_statements_than_one_order(counter: Counter) -> None:
    one = statements(counter.conn, lambda: counter.order("second", 1000))
    many = statements(counter.conn, lambda: counter.orders([str(n) for n in range(50)], 1000))
    assert many == one


def test_a_lone_order_waits_for_the_database_four_times(
    fresh_database: Callable[[], Database],
) -> None:
    with direct.Connected.connect(fresh_database().app, autocommit=True) as conn:
        counter = Counter(conn, PLAIN)
        counter.join()

        def order(number: str) -> None:
            with direct.transaction(conn):
                assert counter.order(number, 1000).status == "created"

        for number in ("first", "second"):
            order(number)
        # Account by account, what is read is read at once when it is asked for.
        assert waits(conn, lambda: order("third")) == (7 if by_account() else 4)
