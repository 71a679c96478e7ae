"""Whatever happens to an account: invariants hold, the verifier is silent, batches are items."""

from collections import Counter
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import Connection

from regulars.domains.ledger import queries
from regulars.domains.ledger.checkpoints import seal
from regulars.domains.ledger.contracts import Pots
from regulars.domains.ledger.operations import record
from regulars.domains.ledger.verify import verify, verify_account

ACTIONS = st.tuples(
    st.sampled_from(
        ("order", "order", "refund", "adjust", "reserve", "commit", "cancel", "rollback",
         "fulfil", "wait", "leave")
    ),
    st.integers(min_value=1, max_value=150),
)  # fmt: skip
HISTORIES = st.lists(ACTIONS, max_size=25)
shared_connection = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
TABLES = ("account", "entry", "transfer", "lot", "consumption")


def rows_of(conn: Connection, account_id: Any) -> dict[str, list[Any]]:
    """All rows of an account, as texts."""
    return {
        table: conn.execute(
            f"SELECT t::text FROM ledger_{table} AS t WHERE account_id = %s ORDER BY 1",
            [account_id],
        ).fetchall()
        for table in TABLES
    }


def summed(conn: Connection, account_id: Any) -> Pots:
    """Pots as the sums of all transfers."""
    pots: dict[str, Counter[str]] = {}
    for entry in queries.entries(conn, account_id, limit=10_000):
        for one in entry.transfers:
            currency = pots.setdefault(one.currency, Counter())
            currency[one.debit] -= one.amount
            currency[one.credit] += one.amount
    kept = {name: {pot: held for pot, held in one.items() if held} for name, one in pots.items()}
    return {name: one for name, one in kept.items() if one}


@shared_connection
@given(history=HISTORIES)
def test_every_history_verifies(conn: Connection, new_member: Any, history: Any) -> None:
    member = new_member()
    member.live(conn, [("order", 50), *history])
    account_id = member.account_id
    assert verify_account(conn, account_id, member.replay) == []
    seal(conn, member.program_id, member.now)
    assert list(verify(conn, member.program_id, member.replay)) == []
    pots = queries.balances(conn, [account_id])[account_id]
    assert pots == summed(conn, account_id)
    assert all(sum(one.values()) == 0 for one in pots.values())
    for currency in ("point", "star"):
        mine = pots.get(currency, {})
        held = sum(mine.get(pot, 0) for pot in ("available", "pending", "reserved"))
        left = [one.left for one in queries.lots(conn, account_id) if one.currency == currency]
        assert held == sum(left)
        assert min(left, default=0) >= 0
    assert queries.states(conn, [account_id])[account_id] == member.state


@shared_connection
@given(history=HISTORIES)
def test_a_batch_is_its_items_one_by_one(conn: Connection, new_member: Any, history: Any) -> None:
    member = new_member()
    bookings = [one for step in [("order", 50), *history] for one in member.act(*step)]
    with conn.transaction(force_rollback=True):
        at_once = member.store(conn, bookings)
        together = rows_of(conn, member.account_id)
    with conn.transaction(force_rollback=True):
        singly = [span for one in bookings for span in member.store(conn, [one])]
        apart = rows_of(conn, member.account_id)
    assert at_once == singly
    assert together == apart


def test_spans_follow_one_another(conn: Connection, new_member: Any) -> None:
    member = new_member()
    bookings = [*member.act("order", 120), *member.act("wait", 1), *member.act("order", 20)]
    spans = member.store(conn, bookings)
    # Time brings nothing before the orders, nor with the day that passes.
    assert spans == [(1, 0), (1, 3), (4, 3), (4, 3), (4, 3), (4, 6)]
    between = queries.entries_between(conn, [(member.account_id, 2, 4)])
    assert [one.row.seq for one in between] == [2, 3, 4]
    newest = queries.entries(conn, member.account_id, before_seq=6, limit=2)
    assert [one.row.seq for one in newest] == [5, 4]


def test_accounts_of_a_batch_do_not_mix(conn: Connection, new_member: Any) -> None:
    one, two = new_member(), new_member()
    for member, spending in ((one, 70), (two, 30)):
        member.store(conn, member.act("order", spending))
    found = queries.balances(conn, [one.account_id, two.account_id])
    assert found[one.account_id]["point"]["available"] == 70
    assert found[two.account_id]["point"]["available"] == 30


def test_a_pipeline_writes_the_same(conn: Connection, new_member: Any, lively: Any) -> None:
    member = new_member()
    bookings = [one for step in lively for one in member.act(*step)]
    with conn.transaction(force_rollback=True):
        member.store(conn, bookings)
        plain = rows_of(conn, member.account_id)
    with conn.pipeline():
        member.store(conn, bookings)
    assert rows_of(conn, member.account_id) == plain
    assert verify_account(conn, member.account_id, member.replay) == []


def test_booking_without_the_lock_is_a_programmer_s_error(
    conn: Connection, new_member: Any
) -> None:
    member = new_member()
    member.store(conn, member.act("order", 50))
    stale = member.act("wait", 1)  # still carries no lock
    with pytest.raises(psycopg.errors.DivisionByZero):
        record(conn, stale)
