"""Guests and their names: whoever joins, claims or buys under them finds everything there."""

from datetime import timedelta

import msgspec
import psycopg
import pytest
from tests.builders.counter import PROGRAM, Counter

from regulars.domains.events.contracts import OrderKey
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Ref
from regulars.flows import change_member
from regulars.flows.answers import Answer
from regulars.flows.claim import claim as claim_order
from regulars.flows.verify import verify
from regulars.wire import orders
from regulars.wire.activities import ActivityIn
from regulars.wire.orders import CustomerIn, OrderIn, OrderOut

GUESTS = PROGRAM + "joining: {at_first_order: false}\n"
ANN = "email:ann@example.com"
GUEST = "email:guest@example.com"
PHONE = "+358401234567"


@pytest.fixture
def counter(conn: psycopg.Connection) -> Counter:
    return Counter(conn, GUESTS)


def claim(counter: Counter, number: str) -> Answer:
    member = members.member_of(counter.conn, counter.program_id, counter.account())
    assert member is not None
    order = OrderKey(counter.program_id, "till", number)
    return claim_order(counter.conn, counter.shop, member, order)


def test_a_claimed_guests_name_leads_to_the_member(counter: Counter) -> None:
    counter.join()
    counter.order("A", 1000, GUEST)
    assert claim(counter, "A").status == "created"
    assert isinstance(counter.order("B", 1000, GUEST), OrderOut)
    assert counter.join("guest@example.com") == counter.account()
    assert counter.balances().available == 20
    assert list(verify(counter.conn, counter.program_id)) == []


def test_a_claimed_guests_name_can_become_the_members_own(counter: Counter) -> None:
    counter.join()
    counter.order("A", 1000, GUEST)
    claim(counter, "A")
    member = members.member_of(counter.conn, counter.program_id, counter.account())
    assert member is not None
    changed = msgspec.structs.replace(member, email="guest@example.com")
    assert change_member.change(counter.conn, counter.shop, changed) == ""
    assert counter.balances(GUEST).available == 10


def test_erasure_frees_the_names_of_claimed_guests(counter: Counter) -> None:
    counter.join()
    counter.order("A", 1000, GUEST)
    claim(counter, "A")
    member = members.member_of(counter.conn, counter.program_id, counter.account())
    assert member is not None
    assert change_member.erase(counter.conn, counter.shop, member.member_id)
    names = [Ref("email", "guest@example.com"), Ref("email", "ann@example.com")]
    assert members.find(counter.conn, counter.program_id, names) == {}


def test_erasure_takes_what_was_told_with_activities(counter: Counter) -> None:
    account_id = counter.join()
    body = ActivityIn(
        type="survey.answered", member=ANN, occurred_at=counter.now, external_id="s",
        data={"text": "I am Ann Smith"},
    )  # fmt: skip
    counter.call("create_activity", body)
    member = members.member_of(counter.conn, counter.program_id, account_id)
    assert member is not None
    assert change_member.erase(counter.conn, counter.shop, member.member_id)
    kept = counter.conn.execute(
        "SELECT body->>'type', body->>'data' FROM events_event WHERE kind = 'activity'"
    ).fetchall()
    assert kept == [("survey.answered", "{}")]


def test_joining_under_the_names_of_two_guests_brings_both(counter: Counter) -> None:
    counter.order("A", 1000, GUEST)
    counter.order("B", 1000, f"phone:{PHONE}")
    counter.join("guest@example.com", phone=PHONE)
    assert counter.balances(GUEST).available == 20
    assert counter.balances(f"phone:{PHONE}").available == 20
    assert list(verify(counter.conn, counter.program_id)) == []


def test_a_member_who_joins_again_gets_the_guest_under_a_new_name(counter: Counter) -> None:
    account_id = counter.join()
    counter.order("A", 1000, f"phone:{PHONE}")
    assert counter.join(phone=PHONE) == account_id
    assert counter.balances(f"phone:{PHONE}").available == 10
    member = members.member_of(counter.conn, counter.program_id, account_id)
    assert member is not None
    assert member.phone == PHONE
    assert list(verify(counter.conn, counter.program_id)) == []


def test_an_order_does_not_take_a_name_of_somebody_else(conn: psycopg.Connection) -> None:
    counter = Counter(conn)
    ann = counter.join(phone=PHONE)
    told = counter.order("A", 1000, "email:new@example.com", customer=CustomerIn(phone=PHONE))
    assert isinstance(told, OrderOut)
    phone = Ref("phone", PHONE)
    assert members.find(conn, counter.program_id, [phone])[phone].account_id == ann
    assert counter.balances("email:new@example.com").available == 10


def test_two_orders_of_one_batch_name_one_newcomer_differently(conn: psycopg.Connection) -> None:
    counter = Counter(conn)
    first = OrderIn(
        source="till", external_id="A", occurred_at=counter.now, currency="EUR", total_minor=1000,
        member="email:new@example.com", customer=CustomerIn(external_id="X"),
    )  # fmt: skip
    second = msgspec.structs.replace(
        first, external_id="B", member="external_id:X", customer=None,
        occurred_at=counter.now - timedelta(minutes=1),
    )  # fmt: skip
    told = orders.earn(conn, counter.shop, [first, second])
    assert all(isinstance(one, OrderOut) for one in told)
    assert counter.balances("external_id:X").available == 20
