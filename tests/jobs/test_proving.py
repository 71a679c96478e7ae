"""Each night all ledgers are verified in portions; a worker that stops goes on where it was."""

from collections.abc import Callable

import psycopg
import pytest
from tests.builders.counter import Counter
from tests.support.fixtures import Database

from regulars.domains.ledger import verifications, verifying
from regulars.domains.ledger.contracts import Finding, Verifying
from regulars.entrypoints.jobs import proving
from regulars.entrypoints.metrics import samples
from regulars.flows import attention
from regulars.kit import clock, ids


@pytest.fixture
def base(fresh_database: Callable[[], Database], monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database of its own that the jobs connect to."""
    made = fresh_database()
    for name, value in made.variables.items():
        monkeypatch.setenv(name, value)
    return made


def portions(count: int) -> Callable[[], bool]:
    """Enough after so many."""
    left = iter([False] * count)
    return lambda: next(left, True)


def test_what_is_wrong_is_found_in_portions_and_told(base: Database) -> None:
    with psycopg.connect(base.app, prepare_threshold=0) as conn:
        counter = Counter(conn)
        for number in range(5):
            counter.order(f"A{number}", 1_000, member=f"external_id:m{number}")
    proving.begin_all()
    assert proving.go_on(portions(1), 2) == 2
    proving.begin_all()  # the next night comes before it is done: it goes on
    with psycopg.connect(base.admin) as conn:
        last = conn.execute("SELECT max(account_id::text) FROM ledger_account").fetchall()[0][0]
        conn.execute("SET session_replication_role = replica")
        conn.execute(
            "UPDATE ledger_account SET pots = '{\"point\": {\"available\": 99}}'"
            " WHERE account_id = %s", [last],
        )  # fmt: skip
    assert proving.go_on(portions(9), 2) == 3
    with psycopg.connect(base.app, prepare_threshold=0) as conn:
        assert verifying.first(conn) is None
        result = verifications.last(conn, counter.program_id)
        assert result is not None
        assert (result.accounts, result.entries) == (5, 5)
        assert result.found == len(result.findings) > 0
        assert {str(one.account_id) for one in result.findings} == {last}
        counter.conn = conn
        told = {one.kind: one.count for one in attention.matters(conn, counter.shop)}
        assert told["proof_differs"] == result.found
    figures = {one.name: one.samples for one in samples.read()}
    assert figures["regulars_ledger_findings"][0].value == result.found
    assert proving.go_on(portions(9), 2) == 0


def test_all_findings_are_counted_and_the_first_ones_named() -> None:
    one = Finding(code="pot_differs", table="ledger_account")
    before = Verifying(program_id=ids.new(), begun_at=clock.now(), after_account=ids.new())
    first = verifying.seen(before, 3, 5, [one] * (verifications.NAMED_MAX - 1))
    assert first.found == len(first.findings) == verifications.NAMED_MAX - 1
    second = verifying.seen(first, 1, 2, iter([one] * 4))
    assert (second.found, len(second.findings)) == (first.found + 4, verifications.NAMED_MAX)
    assert (second.accounts, second.entries) == (4, 7)
