"""Orders by heaps of whole customers: what comes of a file is what single calls make of it."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter as Counts
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import psycopg
from tests.builders.counter import Counter
from tests.importing.conftest import Shop

from regulars.domains.programs import operations as programs
from regulars.flows.verify import verify
from regulars.wire.importing import bulk
from regulars.wire.importing.mapped import Mapped
from regulars.wire.importing.rejected import Reject
from regulars.wire.orders import LineIn, OrderIn

BEGINS, NOW = datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 10, 12, tzinfo=UTC)
WRITTEN = {
    "orders": "SELECT source, external_id, event_no, fingerprint, body::jsonb - 'order_id', "
              "inputs::text, outcome::text, standing::text, occurred_at, booked_at, first_seq, "
              "last_seq, net_minor FROM events_order WHERE program_id = %s ORDER BY 2",
    "accounts": "SELECT a.seq, a.pots::text, a.state::text, a.due_at, n.kind, n.value "
                "FROM ledger_account AS a JOIN members_alias AS n USING (account_id) "
                "WHERE a.program_id = %s ORDER BY 5, 6",
    "entries": "SELECT n.value, e.seq, kind_of.*, x.*, l.* "
               "FROM ledger_account AS a JOIN members_alias AS n USING (account_id) "
               "JOIN ledger_entry AS e USING (account_id) "
               "CROSS JOIN LATERAL (SELECT e.kind, e.origin, e.event_no, e.program_version, e.rule,"
               " e.why::text, e.effective_at, e.booked_at) AS kind_of "
               "LEFT JOIN LATERAL (SELECT array_agg((t.n, t.currency, t.debit, t.credit, t.amount)"
               "::text ORDER BY t.n) FROM ledger_transfer AS t WHERE t.account_id = e.account_id "
               "AND t.seq = e.seq) AS x ON true "
               "LEFT JOIN LATERAL (SELECT array_agg((t.number, t.currency, t.amount, "
               "t.available_at, t.expires_at, t.inactive)::text ORDER BY t.number) "
               "FROM ledger_lot AS t "
               "WHERE t.account_id = e.account_id AND t.seq = e.seq) AS l ON true "
               "WHERE a.program_id = %s ORDER BY 1, 2",
    "told": "SELECT envelope ->> 'type', envelope ->> 'sequence', envelope ->> 'occurred', "
            "n.value, count(*) FROM outbox_waiting AS o "
            "JOIN members_alias AS n USING (account_id), "
            "json_array_elements(o.envelopes) AS envelope "
            "WHERE o.program_id = %s GROUP BY 1, 2, 3, 4 ORDER BY 4, 1, 3, 2",
    "vouchers": "SELECT n.value, v.number, v.reward, v.status FROM rewards_voucher AS v "
                "JOIN members_alias AS n USING (account_id) WHERE n.program_id = %s ORDER BY 1, 2",
}  # fmt: skip


def _values(count: int) -> list[dict[str, Any]]:
    """Orders in no order of time; every tenth is nobody's, one is in another currency."""
    chance = Random("bulk")  # noqa: S311 - no secret
    found = []
    for number in range(count):
        minors = [chance.randrange(100, 20_000) for _ in range(3)]
        told: dict[str, Any] = {
            "source": "web", "order": f"no {number}\t\\", "currency": "EUR",
            "occurred_at": BEGINS + timedelta(minutes=chance.randrange(1, 500_000)),
            "lines": [{"sku": f"s\n{one}", "net_minor": one} for one in minors],
        }  # fmt: skip
        if number % 10:
            told["member_external_id"] = str(chance.randrange(8))
        found.append(told)
    found[17]["currency"] = "USD"
    return found


def _mapped(values: list[dict[str, Any]]) -> Iterator[Mapped | Reject]:
    return iter([Mapped(line, told) for line, told in enumerate(values, 1)])


def _counter(conn: psycopg.Connection, name: str) -> Counter:
    counter = Counter(conn, now=BEGINS, name=name)
    assert programs.move_test_clock(conn, counter.program_id, NOW) is None
    return counter


def _took(conn: psycopg.Connection, program_id: UUID, values: list[dict[str, Any]]) -> Counts[str]:
    counts: Counts[str] = Counts()
    for done in bulk.take(conn, program_id, _mapped(values)):
        counts.update(done.counts)
    return counts


def _single(counter: Counter, told: dict[str, Any]) -> None:
    member = told.get("member_external_id")
    counter.call("create_order", OrderIn(
        source=told["source"], external_id=told["order"], occurred_at=told["occurred_at"],
        currency=told["currency"], member=f"external_id:{member}" if member else None,
        lines=tuple(LineIn(**one) for one in told["lines"]),
    ))  # fmt: skip


def test_a_file_leads_to_what_single_calls_lead_to(conn: psycopg.Connection) -> None:
    values = _values(150)
    by_file, by_calls = _counter(conn, "file"), _counter(conn, "calls")
    assert _took(conn, by_file.program_id, values) == {"created": 149, "rejected": 1}
    for told in sorted(values, key=lambda one: one["occurred_at"]):
        if told["currency"] == "EUR":
            _single(by_calls, told)
    for what, statement in WRITTEN.items():
        found = [
            conn.execute(statement.encode(), [one.program_id]).fetchall()
            for one in (by_file, by_calls)
        ]
        assert found[0] == found[1], what
        assert found[0], what
    assert not list(verify(conn, by_file.program_id))
    assert _took(conn, by_file.program_id, values) == {"repeated": 149, "rejected": 1}


def test_of_a_number_that_comes_twice_the_first_counts(conn: psycopg.Connection) -> None:
    values = _values(30)
    values += [dict(values[3]), dict(values[4], member_external_id="somebody else")]
    counter = _counter(conn, "twice")
    assert _took(conn, counter.program_id, values) == {
        "created": 29, "repeated": 1, "rejected": 2,
    }  # fmt: skip
    left = conn.execute(
        "SELECT count(*) FROM members_alias WHERE program_id = %s AND value = 'somebody else'",
        [counter.program_id],
    )
    assert left.fetchone() == (0,)


def test_killed_at_any_point_it_goes_on_to_the_same_end(shop: Shop) -> None:
    orders = 1_200
    values = _values(orders)
    lines = [
        json.dumps(
            {"member_external_id": None}
            | one
            | {"occurred_at": one["occurred_at"].isoformat(), "currency": "USD"}
        )
        for one in values
    ]
    path = shop.file("orders.ndjson", "\n".join(lines))
    fields = ("order", "source", "occurred_at", "currency", "member_external_id", "lines")
    mapping = shop.file("mapping.yaml", json.dumps({"fields": {one: one for one in fields}}))
    for point in (1, orders // 3, orders // 2):
        _kill_at(shop, point, str(path), "--mapping", str(mapping))
    code, counts = shop.load("orders", path, "--mapping", str(mapping), "--processes", "2")
    assert (code, counts["created"] + counts["repeated"]) == (0, orders)
    assert counts["repeated"] >= orders // 2
    assert shop.rows("SELECT count(*), count(DISTINCT external_id) FROM events_order") == [
        (orders, orders)
    ]
    whole = sum(sum(line["net_minor"] for line in one["lines"]) // 100 for one in values)
    assert shop.issued() == whole
    with psycopg.connect(shop.conninfo) as conn:
        assert not list(verify(conn, shop.program_id))


def _kill_at(shop: Shop, point: int, *what: str) -> None:
    """Start an import and kill it and its processes when so many orders are there."""
    command = [sys.executable, "-m", "regulars", "import", "orders", *what, "--processes", "2"]
    process = subprocess.Popen(
        command, env=shop.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    while process.poll() is None and _there(shop) < point:
        pass
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _there(shop: Shop) -> int:
    (count,) = shop.rows("SELECT count(*) FROM events_order")[0]
    return int(count)
