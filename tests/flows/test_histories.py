"""Random histories through the wire and PostgreSQL: whatever happens, the ledger proves itself.

Orders, repeats, late orders, refunds, cancellations, reservations, vouchers, adjustments, visits
and the passing of time, in any order; then every pot, lot, chain and the replay must agree.
"""

import os
from datetime import timedelta

import hypothesis.strategies as st
import psycopg
from hypothesis import HealthCheck, given, settings
from tests.builders.counter import Counter

from regulars.core.facts import Adjust
from regulars.flows.adjust import adjust
from regulars.flows.clock import seal
from regulars.flows.verify import verify
from regulars.wire.activities import ActivityIn
from regulars.wire.problems import Problem
from regulars.wire.redemptions import RollbackIn

EXAMPLES = 500 if os.environ.get("REGULARS_SIZES") == "full" else 25
PEOPLE = ("ann@example.com", "ben@example.com", "")

numbers = st.integers(0, 5).map(str)
amounts = st.integers(0, 130_000)
people = st.sampled_from(PEOPLE)

steps = st.one_of(
    st.tuples(st.just("order"), numbers, amounts, people),
    st.tuples(st.just("late"), numbers, amounts, people),
    st.tuples(st.just("refund"), numbers, st.none() | amounts, numbers),
    st.tuples(st.just("cancel"), numbers),
    st.tuples(st.just("reserve"), people),
    st.tuples(st.just("commit"), st.integers(0, 3), numbers),
    st.tuples(st.just("release"), st.integers(0, 3)),
    st.tuples(st.just("undo"), st.integers(0, 3)),
    st.tuples(st.just("use"), st.integers(0, 3), amounts, numbers),
    st.tuples(st.just("adjust"), people, st.integers(-300, 300), st.booleans()),
    st.tuples(st.just("visit"), people, numbers),
    st.tuples(st.just("time"), st.integers(1, 200)),
    st.tuples(st.just("seal")),
)


class Play:
    """Plays steps at a counter; a refusal is an answer like any other."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.redemptions: list[str] = []
        self.codes: list[str] = []

    def do(self, step: tuple) -> None:
        name, *rest = step
        answer = getattr(self, name)(*rest)
        assert not isinstance(answer, Problem) or answer.status < 500
        for effect in getattr(answer, "effects", ()):
            if effect.type == "voucher.issued":
                assert effect.voucher, "a voucher is told with its code"
                self.codes.append(effect.voucher)

    def order(self, number, minor, person):
        return self.counter.order(number, minor, f"email:{person}" if person else None)

    def late(self, number, minor, person):
        at = self.counter.shop.now - timedelta(days=40)
        return self.counter.order(number, minor, f"email:{person}" if person else None, at=at)

    def refund(self, number, minor, name):
        return self.counter.refund(number, minor, name)

    def cancel(self, number):
        return self.counter.cancel(number)

    def reserve(self, person):
        answer = self.counter.reserve(member=f"email:{person or PEOPLE[0]}")
        if not isinstance(answer, Problem):
            self.redemptions.append(answer.id)
        return answer

    def commit(self, index, number):
        return self._redemption(index, lambda one: self.counter.commit(one, f"till:{number}"))

    def release(self, index):
        return self._redemption(index, lambda one: self.counter.call("cancel_redemption", id=one))

    def undo(self, index):
        return self._redemption(
            index, lambda one: self.counter.call("roll_back_redemption", RollbackIn(), id=one)
        )

    def _redemption(self, index, then):
        return then(self.redemptions[index]) if index < len(self.redemptions) else None

    def use(self, index, minor, number):
        if index >= len(self.codes):
            return None
        return self.counter.use(self.codes[index], minor, order=f"till:{number}")

    def adjust(self, person, amount, below_zero):
        counter = self.counter
        account_id = counter.join(person or PEOPLE[0])
        fact = Adjust(
            occurred_at=counter.shop.now, currency="point", amount=amount, actor="staff",
            below_zero=below_zero,
        )  # fmt: skip
        key = f"by-hand-{len(self.codes)}-{amount}-{counter.shop.now.isoformat()}"
        adjust(
            counter.conn, counter.shop, account_id, fact, key=key, fingerprint=key.encode(),
            reason="a mistake at the till",
        )  # fmt: skip

    def visit(self, person, number):
        body = ActivityIn(
            type="shop.visited", member=f"email:{person or PEOPLE[0]}", external_id=number,
            occurred_at=self.counter.shop.now,
        )  # fmt: skip
        return self.counter.call("create_activity", body)

    def time(self, days):
        self.counter.later(days=days)

    def seal(self):
        seal(self.counter.conn, self.counter.shop)


@settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=st.lists(steps, min_size=3, max_size=18))
def test_any_history_proves_itself(conn: psycopg.Connection, history: list[tuple]) -> None:
    with conn.transaction(force_rollback=True):
        counter = Counter(conn)
        play = Play(counter)
        for step in history:
            play.do(step)
        assert list(verify(conn, counter.program_id)) == []
        for person in PEOPLE[:2]:
            balances = counter.call("get_balances", ref=f"email:{person}")
            if not isinstance(balances, Problem):
                one = balances.balances[0]
                assert min(one.available, one.pending, one.reserved, one.deficit) >= 0
