"""Stamp cards in the books: a guest's stamps arrive at the member, and all of it can be proved."""

import psycopg
import pytest
from tests.builders.counter import Counter

from regulars.core.state import AccountState
from regulars.domains.events.contracts import OrderKey
from regulars.domains.ledger import queries as ledger
from regulars.domains.members import queries as members
from regulars.flows.claim import claim
from regulars.flows.verify import verify

CARDS = """
program: cafe
title: Cafe
currency: EUR
time_zone: Europe/Helsinki
points:
  point: {name: [point, points]}
stamp_cards:
  coffee:
    title: Coffee card
    stamps: 4
    rewards: [{at: 2, issue: cookie}, {at: 4, issue: drink}]
    expires: {after: 6 months, from: last-stamp}
rewards:
  cookie: {kind: product, product: cookie}
  drink: {kind: product, product: drink}
joining: {at_first_order: false}
"""
GUEST = "email:guest@example.com"


@pytest.fixture
def counter(conn: psycopg.Connection) -> Counter:
    return Counter(conn, CARDS)


def state(counter: Counter) -> AccountState:
    return ledger.states(counter.conn, [counter.account()])[counter.account()]


def test_a_guests_stamps_fill_the_members_card(counter: Counter) -> None:
    counter.join()
    counter.order("A", 500)
    counter.order("B", 500)
    for number in ("C", "D", "E"):
        counter.order(number, 500, GUEST)
    member = members.member_of(counter.conn, counter.program_id, counter.account())
    assert member is not None
    claimed = claim(counter.conn, counter.shop, member, OrderKey(counter.program_id, "till", "C"))
    assert claimed.status == "created"
    found = state(counter)
    assert sum(lot.left for lot in found.lots) == 1
    assert [one.reward for one in found.vouchers] == ["cookie", "drink"]
    assert found.cards["coffee"].completed == 1
    assert found.cards["coffee"].until is not None
    counter.refund("A", 500)
    counter.refund("D", 500)
    found = state(counter)
    assert sum(lot.left for lot in found.lots) == 3
    assert [one.reward for one in found.vouchers] == ["cookie"]
    assert list(verify(counter.conn, counter.program_id)) == []


def test_full_cards_that_come_undone_can_be_proved(counter: Counter) -> None:
    counter.join()
    for number in "ABCDE":
        counter.order(number, 500)
    for number in "BAC":
        counter.refund(number, 500)
    assert sum(lot.left for lot in state(counter).lots) == 2
    counter.order("F", 500)
    counter.order("G", 500)
    assert state(counter).cards["coffee"].completed == 1
    assert list(verify(counter.conn, counter.program_id)) == []
