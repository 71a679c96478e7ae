"""Refunds that come at once are what they would be one after another."""

from typing import Any

import psycopg
from msgspec import structs
from tests.builders.counter import PROGRAM, Counter
from tests.support.cost import statements

from regulars.domains.events.contracts import OrderKey
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Ref
from regulars.flows import refund as refunding
from regulars.flows import waiting
from regulars.flows.answers import Answer
from regulars.flows.claim import claim
from regulars.kit.pg.sql import by_account
from regulars.wire import refunds
from regulars.wire.refs import order_key
from regulars.wire.refunds import RefundIn

ANN = Ref("email", "ann@example.com")
CARDS = (
    PROGRAM
    + """
stored_value:
  money: {name: [credit, credit], gift_cards: {least: 5.00, most: 150.00}}
"""
)
# Two of one account, one of them twice and once with another content; a guest's; one whose account
# was claimed since; one that is too much; two that come before their order.
WANTED = [
    ("ann-1", 500, "r1"), ("ann-2", 700, "r1"), ("ann-1", 500, "r1"), ("guest", None, "r1"),
    ("ann-1", 499, "r1"), ("claimed", 300, "r1"), ("ann-1", 5_000_000, "r2"),
    ("never", None, "r1"), ("never", None, "r1"), ("ann-2", None, "r2"),
]  # fmt: skip


def _shop(conn: psycopg.Connection, name: str, text: str) -> Counter:
    counter = Counter(conn, text, name=name)
    counter.join()
    counter.order("ann-1", 1000)
    counter.order("ann-2", 2000)
    counter.order("guest", 3000, None)
    counter.order("claimed", 4000, None)
    claimed = order_key(conn, counter.program_id, "till:claimed")
    assert isinstance(claimed, OrderKey)
    known = members.find(conn, counter.program_id, [ANN])[ANN]
    (ann,) = members.members(conn, counter.program_id, [known.member_id])
    claim(conn, counter.shop, ann, claimed)
    return counter


def _news(counter: Counter) -> list[refunding.NewRefund]:
    made = []
    for number, minor, name in WANTED:
        key = order_key(counter.conn, counter.program_id, f"till:{number}")
        body = RefundIn(external_id=name, occurred_at=counter.now, amount_minor=minor)
        assert isinstance(key, OrderKey)
        made.append(refunds.meant(key, body))
    return made


def _told(answers: list[Answer]) -> list[Any]:
    return [(one.status, one.refused and one.refused.code, one.effects) for one in answers]


def test_at_once_as_one_after_another(conn: psycopg.Connection) -> None:
    for text in (PROGRAM, CARDS):
        one, other = (_shop(conn, f"{name}-{len(text)}", text) for name in ("single", "set"))
        singly = [refunding.refund(conn, one.shop, new) for new in _news(one)]
        together = refunding.refund_each(conn, other.shop, _news(other))
        assert _told(together) == _told(singly)
        assert [answer.status for answer in together] == [
            "created", "created", "repeated", "created", "refused", "created", "refused", "parked",
            "parked", "created",
        ]  # fmt: skip
        assert other.balances() == one.balances()


def test_many_refunds_cost_no_more_statements_than_one(conn: psycopg.Connection) -> None:
    counter = Counter(conn)
    for number in range(20):
        counter.order(str(number), 1000, None)
    news = []
    for number in range(20):
        key = order_key(conn, counter.program_id, f"till:{number}")
        body = RefundIn(external_id="r", occurred_at=counter.now)
        assert isinstance(key, OrderKey)
        news.append(refunds.meant(key, body))
    shop = counter.shop
    one = statements(conn, lambda: refunding.refund_each(conn, shop, news[:1]))
    many = statements(conn, lambda: refunding.refund_each(conn, shop, news[1:]))
    # Of sets only: account by account, each has its own.
    assert (many == one) is not by_account()


def test_one_that_was_sent_again_before_it_was_applied(conn: psycopg.Connection) -> None:
    """It came before its order, and neither call saw the other."""
    counter = Counter(conn)
    counter.join()
    parked = {}
    for number in ("same", "other"):
        key = order_key(conn, counter.program_id, f"till:{number}")
        assert isinstance(key, OrderKey)
        body = RefundIn(external_id="r", occurred_at=counter.now, amount_minor=300)
        parked[number] = refunds.meant(key, body)
        assert refunding.refund(conn, counter.shop, parked[number]).status == "parked"
    conn.execute("CREATE TEMP TABLE unseen ON COMMIT DROP AS SELECT * FROM events_parked")
    conn.execute("DELETE FROM events_parked")
    for number in parked:
        counter.order(number, 1000)
    conn.execute("INSERT INTO events_parked SELECT * FROM unseen")
    changed = structs.replace(parked["other"], amount_minor=200, fingerprint=b"another")
    same, other = refunding.refund_each(conn, counter.shop, [parked["same"], changed])
    assert same.status == "created"
    assert other.refused is not None
    assert other.refused.code == "exists_with_different_content"
    assert waiting.sweep(conn, counter.shop) == 1
    assert refunding.refund(conn, counter.shop, parked["other"]).status == "repeated"
    assert waiting.sweep(conn, counter.shop) == 0
    assert counter.balances().available == 14


def test_a_sweep_is_not_stopped_by_what_was_booked_meanwhile(conn: psycopg.Connection) -> None:
    counter = Counter(conn)
    counter.join()
    key = order_key(conn, counter.program_id, "till:A")
    assert isinstance(key, OrderKey)
    new = refunds.meant(key, RefundIn(external_id="r", occurred_at=counter.now))
    assert refunding.refund(conn, counter.shop, new).status == "parked"
    conn.execute("CREATE TEMP TABLE unseen ON COMMIT DROP AS SELECT * FROM events_parked")
    conn.execute("DELETE FROM events_parked")
    counter.order("A", 1000)
    assert refunding.refund(conn, counter.shop, new).status == "created"
    conn.execute("INSERT INTO events_parked SELECT * FROM unseen")
    assert waiting.sweep(conn, counter.shop) == 1
    assert waiting.sweep(conn, counter.shop) == 0
