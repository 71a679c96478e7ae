"""Two at the same time: one waits for the other's lock, and goes on from what it left."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from msgspec import structs
from psycopg import Connection

from regulars.domains.ledger.operations import lock, record
from regulars.domains.ledger.verify import verify_account


@pytest.fixture
def beside(fresh_database: Any) -> Iterator[list[Connection]]:
    """Three connections as the application to a database of the test's own."""
    app = fresh_database().app
    made = [psycopg.connect(app) for _ in range(3)]
    yield made
    for one in made:
        one.close()


def waits(watcher: Connection, other: Connection) -> None:
    """Return as soon as the other's statement waits for a lock."""
    asked = "SELECT wait_event_type FROM pg_stat_activity WHERE pid = %s"
    watcher.autocommit = True
    while watcher.execute(asked, [other.info.backend_pid]).fetchone() != ("Lock",):
        pass


def test_the_second_books_after_the_first(beside: list[Connection], new_member: Any) -> None:
    first, second, watcher = beside
    members = [new_member() for _ in range(3)]
    wanted = [(one.account_id, one.program_id) for one in members]
    held = lock(first, wanted, members[0].now)
    with ThreadPoolExecutor(max_workers=1) as pool:
        # New accounts, in the opposite order: their rows do not exist for the second one yet.
        waiting = pool.submit(lock, second, wanted[::-1], members[0].now)
        waits(watcher, second)
        for member in members:
            account = held[member.account_id]
            bookings = member.act("order", 50)
            record(first, [structs.replace(one, account=account) for one in bookings])
        first.commit()
        found = waiting.result()
    assert {one.seq for one in found.values()} == {3}
    for member in members:
        member.store(second, member.act("adjust", 90))
    second.commit()
    for member in members:
        assert verify_account(first, member.account_id, member.replay) == []
