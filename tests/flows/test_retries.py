"""Whatever is told again is answered as before, also after its account was claimed."""

import psycopg
import pytest
from tests.builders.counter import PROGRAM, Counter

from regulars.domains.events.contracts import OrderKey
from regulars.domains.members import queries as members
from regulars.domains.rewards import queries as rewards
from regulars.flows.claim import claim as claim_order
from regulars.flows.verify import verify
from regulars.wire.activities import ActivityIn
from regulars.wire.problems import Problem

GUEST = "email:guest@example.com"
FIRST_ORDER = PROGRAM.replace("every_nth_order: 4", "order_number: [1]").replace(
    "product: coffee,", "product: coffee, uses: 3,"
)
GUESTS = FIRST_ORDER + "joining: {at_first_order: false}\n"
WAITING = PROGRAM.replace("expires: {after: 12 months}", "pending: {until: fulfilled}").replace(
    "    notice: [30 days]\n", ""
)


@pytest.fixture
def claimed(conn: psycopg.Connection) -> Counter:
    """A member, and a guest's order that nobody claimed yet."""
    counter = Counter(conn, GUESTS)
    counter.join()
    counter.order("A", 10000, GUEST)
    return counter


def claim(counter: Counter) -> None:
    member = members.member_of(counter.conn, counter.program_id, counter.account())
    assert member is not None
    order = OrderKey(counter.program_id, "till", "A")
    assert claim_order(counter.conn, counter.shop, member, order).status == "created"


def test_a_refund_told_again_after_a_claim_takes_nothing_twice(claimed: Counter) -> None:
    claimed.refund("A", 1000, "r1")
    claim(claimed)
    before = claimed.balances().available
    assert claimed.refund("A", 1000, "r1").status == "repeated"
    assert claimed.balances().available == before
    assert claimed.refund("A", 1000, "r2").status == "created"
    assert claimed.refund("A", 1000, "r2").status == "repeated"


def test_a_voucher_used_before_a_claim_is_not_used_again_by_a_retry(claimed: Counter) -> None:
    guest = claimed.account("guest@example.com")
    code = rewards.vouchers(claimed.conn, [guest])[0].code
    assert claimed.use(code, 500, key="K").status == "created"
    claim(claimed)
    again = claimed.use(code, 500, key="K")
    assert (again.status, again.voucher.uses_left) == ("repeated", 2)
    other = claimed.use(code, 500, key="L")
    assert (other.status, other.voucher.uses_left) == ("created", 1)
    assert claimed.use(code, 500, key="L").status == "repeated"
    assert list(verify(claimed.conn, claimed.program_id)) == []


def test_one_name_does_not_release_two_orders(conn: psycopg.Connection) -> None:
    counter = Counter(conn, WAITING)
    counter.join()
    told = []
    for number in ("A", "B"):
        counter.order(number, 1000, fulfilled=False)
    for number in ("A", "A", "B"):
        body = ActivityIn(
            type="order.fulfilled", member="email:ann@example.com", occurred_at=counter.now,
            external_id="f", data={"order": f"till:{number}"},
        )  # fmt: skip
        told.append(counter.call("create_activity", body))
    assert [one.status for one in told[:2]] == ["created", "repeated"]
    assert isinstance(told[2], Problem)
    assert told[2].code == "exists_with_different_content"


def test_slashes_in_numbers_and_names_do_not_mix_refunds_up(conn: psycopg.Connection) -> None:
    counter = Counter(conn)
    counter.join()
    counter.order("1", 1000)
    counter.order("1/2", 1000)
    assert counter.refund("1", 100, "2/3").status == "created"
    assert counter.refund("1/2", 100, "3").status == "created"
