"""Late events under older versions, events that waited, moved accounts, and quotes that hold."""

import copy
from collections.abc import Callable
from datetime import timedelta

import msgspec
import psycopg
from tests.builders.counter import PROGRAM, Counter
from tests.support.fixtures import Database

from regulars.domains.events import queries as events
from regulars.domains.events.contracts import OrderKey, Parked
from regulars.domains.members import queries as members
from regulars.domains.products import operations as products
from regulars.domains.products.contracts import Product
from regulars.domains.rewards import queries as rewards
from regulars.flows import redeem
from regulars.flows.claim import claim
from regulars.flows.pass_time import pass_time
from regulars.flows.quote import quote
from regulars.flows.verify import verify
from regulars.wire import orders
from regulars.wire.activities import ActivityIn
from regulars.wire.orders import LineIn, OrderIn

ANN = "email:ann@example.com"
PLAIN = PROGRAM[: PROGRAM.index("automatic:")]
FULFILLED = PLAIN.replace("    notice: [30 days]\n", "").replace(
    "expires: {after: 12 months}",
    "expires: {after: 10 days, from: available}\n    pending: {until: fulfilled}",
)
GUESTS = PROGRAM + "joining: {at_first_order: false}\n"
RARELY = PLAIN.replace("when: {minimum_spend: 100.00}", "when: {chance: 0.0001}")


def _order(counter: Counter, number: str, **more: object) -> OrderIn:
    said = {"occurred_at": counter.now, "currency": "EUR", "member": ANN, "total_minor": 1000}
    return OrderIn(source="till", external_id=number, **(said | more))


def test_nothing_falls_due_for_a_moved_account(conn: psycopg.Connection) -> None:
    counter = Counter(conn, GUESTS)
    counter.join()
    counter.order("A", 60_000, "email:guest@example.com")
    ann = members.member_of(conn, counter.program_id, counter.account())
    assert ann is not None
    moved = claim(conn, counter.shop, ann, OrderKey(counter.program_id, "till", "A"))
    assert moved.status == "created"
    years_later = msgspec.structs.replace(counter.shop, now=counter.now + timedelta(days=800))
    assert pass_time(conn, years_later) > 0
    assert pass_time(conn, years_later) == 0


def test_a_rollback_sees_what_a_refund_restored(conn: psycopg.Connection) -> None:
    counter = Counter(conn, PLAIN)
    counter.order("Z", 12_000)
    redemption = counter.reserve()
    counter.commit(redemption.id, "till:A")
    counter.order("A", 1000)
    before = rewards.redemptions(conn, counter.account())[0]
    counter.refund("A", 500)
    redeem.roll_back(conn, counter.shop, before)
    assert counter.balances().redeemed == 0


def test_a_late_order_meets_the_budget_of_its_version(conn: psycopg.Connection) -> None:
    limited = PLAIN.replace("per: 1.00}", "per: 1.00, limit: {per: program, amount: 10}}")
    counter = Counter(conn, limited)
    counter.join()
    then = counter.now
    counter.later(days=1)
    counter.publish(PLAIN, counter.now)
    counter.later(days=1)
    for number in range(4):
        counter.order(f"L{number}", 1000, at=then)
    assert counter.balances().available == 10


def test_chance_is_drawn_for_late_orders_and_inside_groups(conn: psycopg.Connection) -> None:
    counter = Counter(conn, RARELY)
    counter.join()
    then = counter.now
    counter.later(days=1)
    counter.publish(RARELY.replace("{chance: 0.0001}", "{any: [{chance: 0.0001}]}"), counter.now)
    counter.later(days=1)
    counter.order("late", 100, at=then)
    counter.order("now", 100)
    assert counter.balances().available == 2


def test_an_event_that_waited_is_booked_after_what_came_meanwhile(
    conn: psycopg.Connection,
) -> None:
    counter = Counter(conn, PLAIN.replace("12 months", "1 days").replace("[30 days]", "[1 days]"))
    counter.join()
    counter.order("A", 1000)
    waited = msgspec.structs.replace(counter.shop, now=counter.now + timedelta(days=1))
    counter.later(days=3)
    orders.earn(conn, waited, [_order(counter, "B", occurred_at=waited.now)])
    assert list(verify(conn, counter.program_id)) == []


def test_a_quote_knows_the_catalogue(conn: psycopg.Connection) -> None:
    earns = "on: order.paid, give: {point: 1}"
    tea = PLAIN.replace(earns, f"products: {{category: [tea]}}, {earns}")
    counter = Counter(conn, tea)
    counter.join()
    products.put(conn, counter.program_id, [Product(sku="S", categories=("tea",))])
    order = _order(counter, "A", total_minor=None, lines=(LineIn(net_minor=1000, sku="S"),))
    quoted = counter.call("quote_order", order)
    assert [one.amount for one in quoted.effects] == [10]
    assert counter.call("create_order", order).effects == quoted.effects


def test_a_quote_promises_no_luck_and_no_lapsed_voucher(conn: psycopg.Connection) -> None:
    counter = Counter(conn, RARELY.replace("every_nth_order: 4", "order_number: [1]"))
    counter.order("first", 1000)
    quoted = counter.call("quote_order", _order(counter, "A"))
    assert sum(one.amount for one in quoted.effects) == 10
    later = msgspec.structs.replace(counter.shop, now=counter.now + timedelta(days=40))
    line = LineIn(net_minor=1000, sku="coffee")
    asked = orders.fact_of(_order(counter, "B", occurred_at=later.now, lines=(line,)))
    found = quote(conn, later, counter.account(), asked.fact)
    assert not any(one.saved_minor for one in found.savings)


def test_refunds_that_waited_see_one_another(conn: psycopg.Connection) -> None:
    counter = Counter(conn, PLAIN)
    counter.order("Z", 12_000)
    redemption = counter.reserve()
    counter.commit(redemption.id, "till:A")
    for name in ("r1", "r2", "r3"):
        assert counter.refund("A", 500, name).status == "parked"
    counter.order("A", 1000)
    balances = counter.balances()
    assert (balances.redeemed, balances.available) == (0, 145)
    # The third one was of more than was left: nothing was taken, and whoever listens is told.
    assert [(one.key, one.refused) for one in waiting(conn, counter, "A")] == [
        ("refund:till/A/r3", "refund_exceeds_order")
    ]
    told = conn.execute("SELECT envelopes::text FROM outbox_waiting ORDER BY outbox_id").fetchall()
    assert sum("refund.refused" in text for (text,) in told) == 1
    assert list(verify(conn, counter.program_id)) == []


def test_a_refund_that_missed_its_order_is_found(fresh_database: Callable[[], Database]) -> None:
    database = fresh_database()
    with psycopg.connect(database.app) as till, psycopg.connect(database.app) as shop:
        counter = Counter(till, PLAIN)
        counter.join()
        till.commit()
        other = copy.copy(counter)
        other.conn = shop
        counter.order("A", 1000)  # not committed yet: the refund cannot see it
        assert other.refund("A", None).status == "parked"
        shop.commit()
        till.commit()
        assert counter.balances().available == 10
        counter.later(minutes=1)
        assert counter.balances().available == 0
        assert waiting(till, counter, "A") == []


def test_points_whose_time_begins_with_the_goods(conn: psycopg.Connection) -> None:
    counter = Counter(conn, FULFILLED)
    counter.join()
    counter.order("A", 1000, fulfilled=False)
    counter.later(days=20)
    body = ActivityIn(
        type="order.fulfilled", member=ANN, occurred_at=counter.now, external_id="f",
        data={"order": "till:A"},
    )  # fmt: skip
    counter.call("create_activity", body)
    counter.later(days=9)
    assert counter.balances().available == 10
    assert list(verify(conn, counter.program_id)) == []
    counter.later(days=2)
    assert (counter.balances().available, counter.balances().expired) == (0, 10)
    assert list(verify(conn, counter.program_id)) == []


def test_a_version_of_the_same_second_changes_nothing_that_was_booked(
    conn: psycopg.Connection,
) -> None:
    counter = Counter(conn, PLAIN)
    counter.join()
    counter.order("A", 1000)
    counter.publish(PLAIN.replace("per: 1.00", "per: 2.00"), counter.now)
    counter.order("B", 1000)
    assert counter.balances().available == 15
    assert list(verify(conn, counter.program_id)) == []


def waiting(conn: psycopg.Connection, counter: Counter, number: str) -> list[Parked]:
    """What still waits for an order."""
    return events.parked(conn, [OrderKey(counter.program_id, "till", number)])
