"""The jobs' work: due things happen once, downtime is caught up, the outbox keeps its order."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
import psycopg
import pytest
from tests.builders.counter import PROGRAM, START, Counter
from tests.support.fixtures import Database

from regulars.domains.messages import queries as messages
from regulars.domains.outbox import operations as draining
from regulars.domains.outbox import queries as outbox
from regulars.domains.programs import operations as programs
from regulars.entrypoints.jobs import work
from regulars.flows import attention
from regulars.flows.verify import verify
from regulars.kit import ids


@pytest.fixture
def connections(
    fresh_database: Callable[[], Database],
) -> Iterator[Callable[[], psycopg.Connection]]:
    """Opens connections to one database of this test's own."""
    database, opened = fresh_database(), []

    def connect() -> psycopg.Connection:
        opened.append(psycopg.connect(database.app, prepare_threshold=0, autocommit=True))
        return opened[-1]

    yield connect
    for one in opened:
        one.close()


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


def test_the_outbox_becomes_one_ordered_feed(conn: psycopg.Connection) -> None:
    with conn.transaction():
        counter = Counter(conn)
        counter.order("A1", 20_000)
        counter.refund("A1", 5_000)
    moved = work.drain(conn)
    feed = outbox.read(conn, 0, 100)
    assert [row[0] for row in feed] == list(range(1, moved + 1))
    types = [msgspec.json.decode(row[3])["type"] for row in feed]
    assert types[:2] == ["member.joined", "order.paid"]
    assert types.index("points.earned") < types.index("order.refunded")
    assert types.index("order.refunded") < types.index("points.clawed_back")
    assert outbox.waiting(conn) == 0
    assert work.drain(conn) == 0


def test_what_cannot_be_read_is_set_aside_and_the_rest_goes_on(conn: psycopg.Connection) -> None:
    with conn.transaction():
        counter = Counter(conn)
        counter.order("A1", 20_000)
    poison = ['{"type": "order.paid"}', "[1]", "null", '[{"id": "evt_1"}]', "[" * 5000 + "]" * 5000]
    for text in poison:
        conn.execute(
            "INSERT INTO outbox_waiting (account_id, outbox_id, program_id, envelopes)"
            " VALUES (%s, %s, %s, %s)",
            (ids.new(), UUID(int=poison.index(text) + 1), counter.program_id, text),
        )
    with conn.transaction():
        counter.order("A2", 1_000)
    work.drain(conn)
    feed = outbox.read(conn, 0, 100)
    assert [row[0] for row in feed] == list(range(1, len(feed) + 1))
    types = [msgspec.json.decode(row[3])["type"] for row in feed]
    assert types.count("order.paid") == 2
    assert outbox.waiting(conn) == 0
    found = outbox.aside(conn, 100)
    assert [one.envelopes.decode() for one in found] == poison
    assert all(one.why for one in found)
    told = {one.kind: one.count for one in attention.matters(conn, counter.shop)}
    assert told["messages_aside"] == len(poison)
    conn.execute("UPDATE outbox_aside SET envelopes = '[]'")
    assert draining.put_back(conn) == len(poison)
    assert work.drain(conn) == 0
    assert outbox.waiting(conn) == len(outbox.aside(conn, 100)) == 0


def test_a_cursor_never_passes_what_was_still_being_committed(
    connections: Callable[[], psycopg.Connection],
) -> None:
    slow, quick, drainer = connections(), connections(), connections()
    with quick.transaction():
        first = Counter(quick)
    with slow.transaction():
        Counter(slow).order("A1", 1_000)
        with quick.transaction():
            first.order("B1", 1_000)
        early = work.drain(drainer)
        assert early == len(outbox.read(drainer, 0, 100))
    late = work.drain(drainer)
    assert late > 0
    positions = [row[0] for row in outbox.read(drainer, early, 100)]
    assert positions == list(range(early + 1, early + late + 1))


def test_only_one_drainer_gives_positions(
    connections: Callable[[], psycopg.Connection],
) -> None:
    one, other = connections(), connections()
    with one.transaction():
        Counter(one).order("A1", 1_000)
    with one.transaction():
        assert draining.drain(one, 1, START) > 0
        with other.transaction():
            assert draining.drain(other, 100, START) == 0
