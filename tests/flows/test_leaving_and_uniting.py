"""Members who leave and come back, and two who were one person all along."""

from typing import Any

import pytest
from psycopg import Connection
from tests.builders.counter import PROGRAM, Counter

from regulars.core.effects import Refused
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member, Ref
from regulars.domains.rewards import queries as rewards
from regulars.flows import change_member, closing
from regulars.flows.joining import Person, join
from regulars.flows.unite import unite
from regulars.flows.verify import verify
from regulars.wire.problems import Problem

ANN, BEN = "email:ann@example.com", "email:ben@example.com"
KEEPS = PROGRAM + "joining: {keep_for: 30 days}\n"


def member(counter: Counter, email: str = "ann@example.com") -> Member:
    """Who goes by an e-mail."""
    known = members.find(counter.conn, counter.program_id, [Ref("email", email)])
    found = members.member_of(
        counter.conn, counter.program_id, known[Ref("email", email)].account_id
    )
    assert found is not None
    return found


def leave(counter: Counter) -> str:
    """Ann closes her account."""
    return closing.close(counter.conn, counter.shop, member(counter)).status


def points(counter: Counter, name: str = ANN) -> tuple[int, int]:
    """What is available, and what lapsed."""
    found = counter.balances(name)
    return found.available, found.expired


def rich(conn: Connection, text: str = KEEPS) -> Counter:
    """A counter with Ann, who has points, a voucher and a reservation."""
    counter = Counter(conn, text)
    counter.join()
    for number in range(4):
        counter.order(f"A{number}", 5_000)
    counter.commit(counter.reserve().id)
    return counter


def test_what_a_member_had_waits_and_is_there_when_they_return(conn: Connection) -> None:
    counter = rich(conn)
    held = counter.reserve()
    assert leave(counter) == "created"
    assert leave(counter) == "repeated"
    assert points(counter) == (100, 0)
    assert isinstance(counter.commit(held.id), Problem)
    refused = counter.reserve()
    assert isinstance(refused, Problem)
    assert refused.code == "account_closed"
    counter.order("while-away", 5_000)
    counter.later(days=20)
    welcome = join(counter.conn, counter.shop, Person(email="ann@example.com", way="till"))
    assert (welcome.status, points(counter)) == ("repeated", (100, 0))
    counter.order("back", 1_000)
    assert counter.balances().available == 110
    assert counter.reserve().status == "reserved"
    assert list(verify(conn, counter.program_id)) == []


@pytest.mark.parametrize(("text", "days"), [(KEEPS, 31), (PROGRAM, 0)])
def test_what_waited_long_enough_is_gone(conn: Connection, text: str, days: int) -> None:
    counter = rich(conn, text)
    leave(counter)
    if days:
        counter.later(days=days)
    assert points(counter) == (0, 100)
    statuses = {one.status for one in rewards.vouchers(conn, [counter.account()])}
    assert statuses == {"expired"}
    counter.join()
    counter.order("back", 1_000)
    assert points(counter) == (10, 100)
    counter.refund("A0", None)
    assert list(verify(conn, counter.program_id)) == []


def both(conn: Connection) -> Counter:
    """A counter where one person joined twice."""
    counter = Counter(conn)
    counter.join(name="Ann")
    counter.join("ben@example.com", phone="+358401234567", name="Anna", attributes={"size": "M"})
    for number in range(3):
        counter.order(f"A{number}", 10_000, ANN)
        counter.order(f"B{number}", 10_000, BEN)
    return counter


def made_one(counter: Counter) -> Any:
    """Ben turns out to be Ann."""
    answer = unite(counter.conn, counter.shop, member(counter), member(counter, "ben@example.com"))
    return answer.refused or answer.status


def test_two_become_one_with_all_that_both_had(conn: Connection) -> None:
    counter = both(conn)
    before = points(counter)[0] + points(counter, BEN)[0]
    codes = {one.code for one in rewards.open_vouchers(conn, [counter.account("ben@example.com")])}
    gone = member(counter, "ben@example.com")
    assert made_one(counter) == "created"
    assert points(counter)[0] == points(counter, BEN)[0] == before
    assert counter.account("ben@example.com") == counter.account()
    now = member(counter)
    assert (now.name, now.phone, now.profile().attributes) == (
        "Ann",
        "+358401234567",
        {"size": "M"},
    )
    by_id = Ref("id", str(gone.member_id))
    assert members.find(conn, counter.program_id, [by_id])[by_id].member_id == now.member_id
    assert codes <= {one.code for one in rewards.open_vouchers(conn, [counter.account()])}
    counter.refund("B1", None)
    assert points(counter)[0] < before
    assert members.count(conn, counter.program_id, counter.now)[0] == 1
    counter.order("next", 1_000, BEN)
    assert list(verify(conn, counter.program_id)) == []


def test_nobody_is_made_one_with_themselves_or_with_somebody_who_left(conn: Connection) -> None:
    counter = both(conn)
    ann = member(counter)
    same = unite(conn, counter.shop, ann, ann)
    assert same.refused == Refused(code="member_merges_itself")
    leave(counter)
    assert made_one(counter) == Refused(code="account_closed")


def test_an_erasure_reaches_what_was_united(conn: Connection) -> None:
    counter = both(conn)
    body = conn.execute("SELECT count(*) FROM events_event WHERE body::text LIKE '%size%'")
    assert body.fetchone() == (1,)
    made_one(counter)
    assert change_member.erase(conn, counter.shop, member(counter).member_id)
    left = conn.execute("SELECT count(*) FROM events_event WHERE body::text LIKE '%size%'")
    assert left.fetchone() == (0,)
    assert list(verify(conn, counter.program_id)) == []
    rows = conn.execute("SELECT name, email, phone FROM members_member").fetchall()
    assert rows == [("", None, None)] * 2
