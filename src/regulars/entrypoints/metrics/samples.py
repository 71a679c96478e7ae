"""How the installation stands, read from its database: queues, jobs, and what the last verification
of each ledger found. It is read every half a minute at most, however often somebody asks."""

import threading
import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import LiteralString

import psycopg
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from psycopg import Connection

from regulars.domains.ledger import verifications
from regulars.domains.outbox import queries as outbox
from regulars.domains.programs import queries as programs
from regulars.kit import clock
from regulars.kit.errors import SetupError
from regulars.kit.pg.connect import connect

READ_EVERY_SECONDS = 30
_STATUSES = ("todo", "doing", "failed", "aborted", "cancelled")
_JOBS = "SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY 1"
# When the one that waits longest could have begun.
_OLDEST_JOB = """
    SELECT min(coalesce(j.scheduled_at, e.at)) FROM procrastinate_jobs AS j
    JOIN procrastinate_events AS e ON e.job_id = j.id AND e.type = 'deferred'
    WHERE j.status = 'todo' AND coalesce(j.scheduled_at, e.at) <= %s
"""
# A worker tells every ten seconds that it lives.
_WORKERS = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > %s"
_SILENT_SECONDS = 30
_CONNECTIONS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"


class Samples:
    """A collector that remembers what it read."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._read_at = 0.0
        self._found: list[Metric] = []

    def collect(self) -> Iterator[Metric]:
        """Will give what was read last, and read again when that is old."""
        with self._lock:
            if not self._found or time.monotonic() - self._read_at > READ_EVERY_SECONDS:
                self._read_at = time.monotonic()
                self._found = read()
            yield from self._found


def read() -> list[Metric]:
    """Will read all gauges; of a database that is away, only that it is."""
    reached = GaugeMetricFamily("regulars_database_up", "Whether the database can be reached.")
    found: list[Metric] = []
    try:
        with connect() as conn:
            found = [*_queues(conn), *_ledgers(conn, clock.now())]
    except (psycopg.Error, SetupError):
        found = []
    reached.add_metric([], 1.0 if found else 0.0)
    return [reached, *found]


def _queues(conn: Connection) -> Iterator[Metric]:
    now = clock.now()
    yield GaugeMetricFamily(
        "regulars_database_connections", "Connections to this database, of everybody.",
        value=_one(conn, _CONNECTIONS),
    )  # fmt: skip
    yield GaugeMetricFamily(
        "regulars_outbox_waiting", "Envelopes that the stream of events has not told yet.",
        value=outbox.waiting(conn),
    )  # fmt: skip
    yield GaugeMetricFamily(
        "regulars_outbox_oldest_seconds", "For how long the envelope waits that waits longest.",
        value=_age(outbox.waiting_since(conn), now),
    )  # fmt: skip
    yield GaugeMetricFamily(
        "regulars_outbox_aside", "Envelopes that were set aside, since nobody can read them.",
        value=outbox.count_all_aside(conn),
    )  # fmt: skip
    yield GaugeMetricFamily(
        "regulars_workers", "Workers that have said within half a minute that they live.",
        value=_one(conn, _WORKERS, [now - timedelta(seconds=_SILENT_SECONDS)]),
    )  # fmt: skip
    jobs = GaugeMetricFamily(
        "regulars_jobs", "Jobs that are there, by how they stand; those that succeeded are gone.",
        labels=["status"],
    )  # fmt: skip
    counts = {str(status): int(count) for status, count in conn.execute(_JOBS).fetchall()}
    for status in _STATUSES:
        jobs.add_metric([status], counts.get(status, 0))
    yield jobs
    ((oldest,),) = conn.execute(_OLDEST_JOB, [now]).fetchall()
    yield GaugeMetricFamily(
        "regulars_jobs_oldest_seconds", "For how long the job waits that waits longest.",
        value=_age(oldest, now),
    )  # fmt: skip


def _ledgers(conn: Connection, now: datetime) -> Iterator[Metric]:
    rows = programs.all_programs(conn)
    last = [one for row in rows if (one := verifications.last(conn, row.program_id))]
    yield GaugeMetricFamily(
        "regulars_ledger_findings", "What the last verifications found wrong, in all programs.",
        value=sum(one.found for one in last),
    )  # fmt: skip
    yield GaugeMetricFamily(
        "regulars_ledger_verified_entries", "Entries that the last verifications read.",
        value=sum(one.entries for one in last),
    )  # fmt: skip
    yield GaugeMetricFamily(
        "regulars_ledger_verified_age_seconds", "How old the oldest of the last verifications is.",
        value=_age(min((one.verified_at for one in last), default=None), now),
    )  # fmt: skip


def _one(conn: Connection, statement: LiteralString, said: Sequence[datetime] = ()) -> int:
    ((count,),) = conn.execute(statement, said).fetchall()
    return int(count)


def _age(since: datetime | None, now: datetime) -> float:
    return 0.0 if since is None else max(0.0, (now - since).total_seconds())
