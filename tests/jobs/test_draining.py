"""The outbox keeps its order, drained as a whole or by shards of accounts."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import msgspec
import psycopg
import pytest
from tests.builders.counter import START, Counter

from regulars.domains.outbox import operations as draining
from regulars.domains.outbox import queries as outbox
from regulars.domains.outbox.contracts import Envelope, Waiting
from regulars.domains.outbox.store import SQL
from regulars.entrypoints.jobs import work
from regulars.flows import attention
from regulars.kit import ids

ACCOUNTS, EACH, DRAINERS = 40, 3, 4


@pytest.fixture(autouse=True, params=[False, True], ids=["all", "shards"])
def by_account(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Drains as statements for sets do, then as those for one account do."""
    monkeypatch.setattr(SQL, "by_account", request.param)
    return bool(request.param)


@pytest.fixture
def conn(connections: Callable[[], psycopg.Connection]) -> psycopg.Connection:
    return connections()


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
    assert work.drain(conn) == len(poison)
    assert outbox.waiting(conn) == len(outbox.aside(conn, 100)) == 0
    assert len(outbox.read(conn, 0, 100)) == len(feed)


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


def test_drainers_at_once_bring_everything_once_and_in_order(
    connections: Callable[[], psycopg.Connection],
) -> None:
    conn = connections()
    accounts, program = [ids.new() for _ in range(ACCOUNTS)], ids.new()
    waiting = [_waiting(account, program) for _ in range(EACH) for account in accounts]
    draining.put(conn, waiting)
    barrier = threading.Barrier(DRAINERS)

    def drain(own: psycopg.Connection) -> None:
        barrier.wait()
        for _ in accounts:
            with own.transaction():
                draining.drain(own, EACH, START)

    threads = [threading.Thread(target=drain, args=[connections()]) for _ in range(DRAINERS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    work.drain(conn)
    feed = outbox.read(conn, 0, 1_000)
    assert [row[0] for row in feed] == list(range(1, ACCOUNTS * EACH + 1))
    told = [(row[2], msgspec.json.decode(row[3])["id"]) for row in feed]
    for account in accounts:
        mine = [one.envelopes[0].id for one in waiting if one.account_id == account]
        assert [name for holder, name in told if holder == account] == mine


def test_every_account_is_in_one_shard(conn: psycopg.Connection) -> None:
    accounts = [ids.new() for _ in range(ACCOUNTS)]
    draining.put(conn, [_waiting(account, ids.new()) for account in accounts])
    shards = [row[0].rpartition("/")[2] for row in SQL.rows(conn, "shards")]
    found = [
        row[0]
        for shard in shards
        for row in SQL.rows(
            conn, "next_of_shard", {"shard": int(shard), "shards": len(shards), "limit": ACCOUNTS}
        )
    ]
    assert sorted(found) == sorted(accounts)


def _waiting(account: UUID, program: UUID) -> Waiting:
    one = Envelope(
        id=f"evt_{ids.new()}", type="points.earned", account=str(account), sequence=1,
        occurred=START, booked=datetime(2026, 3, 1, tzinfo=UTC), data=msgspec.Raw(b"{}"),
    )  # fmt: skip
    return Waiting(account_id=account, outbox_id=ids.new(), program_id=program, envelopes=(one,))
