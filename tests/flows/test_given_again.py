"""What a refund lets a rule give again, and what it does not."""

from datetime import date

from msgspec import structs
from psycopg import Connection
from tests.builders.counter import PROGRAM, Counter
from tests.flows.test_given_back import PLAIN, done, newest, opened

from regulars.core.facts import Adjust
from regulars.domains.budgets import operations as budgets
from regulars.domains.members import queries as members
from regulars.domains.rewards import queries as rewards
from regulars.flows import change_member
from regulars.flows.adjust import adjust

BASE = "{id: base, on: order.paid, give: {point: 1}, per: 1.00}"


def test_the_next_first_order_earns_when_the_first_came_back(conn: Connection) -> None:
    counter = opened(conn, PLAIN.replace("minimum_spend: 100.00", "first_order: true"))
    done(counter.order("A", 100))
    done(counter.refund("A", None))
    done(counter.order("B", 100))
    assert counter.balances().available == 26


def test_a_limit_stays_used_while_the_voucher_was_used(conn: Connection) -> None:
    given = "{id: base, on: order.paid, give: {point: 1}, issue: coffee"
    once = f"{given}, limit: {{per: lifetime, times: 1}}}}"
    counter = opened(conn, PLAIN.replace(BASE, once))
    done(counter.order("A", 1000))
    done(counter.use(newest(counter).code, 500))
    done(counter.refund("A", None))
    done(counter.order("B", 1000))
    assert len(rewards.vouchers(conn, [counter.account()])) == 1


def test_a_budget_of_points_gets_back_no_more_than_it_gave(conn: Connection) -> None:
    limited = BASE.removesuffix("}") + ", issue: coffee, limit: {per: program, amount: 10}}"
    counter = opened(conn, PLAIN[: PLAIN.index("automatic:")].replace(BASE, limited))
    for number, minor, used in (("A", 50, 0), ("B", 400, 4)):
        done(counter.order(number, minor))
        assert budgets.used(conn, counter.program_id).get("base#0", 0) == used
        done(counter.refund(number, None))
        assert budgets.used(conn, counter.program_id).get("base#0", 0) == 0


def test_full_chunks_beyond_the_most_at_once_do_not_lapse(conn: Connection) -> None:
    monthly = "{id: m, at: {day_of_month: 1}, turn: {point: 100}, into: five, remainder: expire}"
    head = PROGRAM[: PROGRAM.index("automatic:")]
    counter = opened(conn, f"{head}automatic:\n  - {monthly}\n")
    fact = Adjust(occurred_at=counter.now, currency="point", amount=20030, actor="test")
    account = counter.account()
    adjust(conn, counter.shop, account, fact, key="give", fingerprint=b"x", reason="r")
    counter.later(days=30)
    found = counter.balances()
    turned = 100 * len(rewards.vouchers(conn, [account]))
    assert (found.expired, found.available) == (30, 20000 - turned)


def test_a_corrected_birthday_does_not_come_twice(conn: Connection) -> None:
    yearly = "{id: gift, at: {birthday: true}, give: {point: 50}}"
    head = PROGRAM[: PROGRAM.index("automatic:")]
    text = f"{head}automatic:\n  - {yearly}\n".replace("after: 12 months", "after: 36 months")
    counter = Counter(conn, text)
    counter.join(birth_date=date(1990, 1, 12))
    counter.later(days=4)
    assert counter.balances().available == 50
    member = members.member_of(conn, counter.program_id, counter.account())
    assert member is not None
    corrected = structs.replace(member, birth_date=date(1990, 1, 20))
    change_member.change(conn, counter.shop, corrected)
    counter.later(days=10)
    assert counter.balances().available == 50
    counter.later(days=365)
    assert counter.balances().available == 100
