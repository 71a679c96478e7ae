"""The jobs' work: due things happen once, downtime is caught up, the outbox keeps its order."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from tests.builders.counter import PROGRAM, START, Counter

from regulars.domains.messages import queries as messages
from regulars.domains.programs import operations as programs
from regulars.entrypoints.jobs import work
from regulars.flows.verify import verify


@pytest.fixture
def conn(connections: Callable[[], psycopg.Connection]) -> psycopg.Connection:
    return connections()


def test_a_year_of_downtime_is_caught_up_once(conn: psycopg.Connection) -> None:
    with conn.transaction():
        counter = Counter(conn)
        account = counter.join()
        counter.order("A1", 32_000)
        programs.move_test_clock(conn, counter.program_id, START + timedelta(days=400))
    assert work.let_time_pass(conn) == 1
    assert work.let_time_pass(conn) == 0
    balance = counter.balances()
    assert (balance.available, balance.expired) == (0, 345)
    told = [one.trigger for one in messages.notices(conn, account)]
    assert told.count("points.expired") == 1
    assert told.count("points.expiring") == 1
    assert list(verify(conn, counter.program_id)) == []


def test_a_reservation_that_runs_out_is_free_again(conn: psycopg.Connection) -> None:
    with conn.transaction():
        counter = Counter(conn)
        counter.order("A1", 20_000)
        redemption = counter.reserve()
        programs.move_test_clock(conn, counter.program_id, START + timedelta(minutes=16))
    assert counter.balances().reserved == 100
    work.let_time_pass(conn)
    assert (counter.balances().reserved, counter.balances().available) == (0, 225)
    assert counter.call("get_redemption", id=redemption.id).status == "expired"
    assert counter.commit(redemption.id).code == "redemption_not_reserved"


def test_a_ledger_is_sealed_only_when_it_moved(conn: psycopg.Connection) -> None:
    with conn.transaction():
        counter = Counter(conn)
        counter.order("A1", 1_000)
    assert work.seal(conn) == 1
    assert work.seal(conn) == 0
    with conn.transaction():
        counter.order("A2", 1_000)
    assert work.seal(conn) == 1
    assert list(verify(conn, counter.program_id)) == []


def test_a_new_version_wakes_every_account(conn: psycopg.Connection) -> None:
    with conn.transaction():
        counter = Counter(conn)
        counter.join()
        counter.order("A1", 30_000)
        mondays = "  - {id: mondays, at: {weekday: monday}, turn: {point: 100}, into: five}\ntiers:"
        from_ = START + timedelta(days=1)
        counter.publish(PROGRAM.replace("tiers:", mondays, 1), from_)
        programs.move_test_clock(conn, counter.program_id, from_ + timedelta(seconds=5))
    work.renew(conn, counter.program_id)
    with conn.transaction():
        programs.move_test_clock(conn, counter.program_id, datetime(2026, 1, 13, tzinfo=UTC))
    assert work.let_time_pass(conn) == 1
    assert counter.balances().available == 25
