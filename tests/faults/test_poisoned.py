"""Rows and jobs that nobody can read: each is set aside and told of, and the others go on."""

import os
import signal
import subprocess
import sys
import time

import msgspec
import psycopg
from tests.faults.conftest import Harmed
from tests.faults.test_databases import WORKER, published
from tests.support.serving import WAIT_SECONDS, ask, order, serving

from regulars.kit import ids

JOBS = """
    INSERT INTO procrastinate_jobs (queue_name, task_name, args, status) VALUES
        ('default', 'nobody_knows_it', '{}', 'todo'),
        ('default', 'prove', '{"nonsense": 1}', 'todo'),
        ('default', 'prove', '{"program_id": "nonsense"}', 'todo'),
        ('default', 'prove', '[1, 2]', 'todo'),
        ('default', 'prove', '"text"', 'todo'),
        ('default', 'review_segments', jsonb_build_object('program_id', %s::text), 'todo')
"""
FAILED = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'"
GOOD = "SELECT 1 FROM procrastinate_jobs WHERE task_name = 'review_segments'"


def test_what_the_outbox_cannot_read_keeps_nothing_back(harmed: Harmed) -> None:
    with serving(harmed.variables) as server:
        for number in ("A", "B"):
            assert ask(server.site, harmed.key, "/v1/orders", order(number, "ana"))[0] == 201
    with psycopg.connect(harmed.conninfo) as conn:
        conn.execute(
            "UPDATE outbox_waiting SET envelopes = '{}' WHERE outbox_id ="
            " (SELECT outbox_id FROM outbox_waiting ORDER BY outbox_id LIMIT 1)"
        )
        conn.execute(
            "INSERT INTO outbox_waiting VALUES (%s, %s, %s, '[{\"type\": 1}]')",
            (ids.new(), ids.new(), harmed.program_id),
        )
    told = published(harmed)
    assert [one["type"] for one in told].count("order.paid") == 2
    listed = subprocess.run([sys.executable, "-m", "regulars", "outbox", "list", "--json"],
                            env=harmed.variables, check=True, capture_output=True)  # fmt: skip
    aside = msgspec.json.decode(listed.stdout)
    assert [one["envelopes"] for one in aside] == [{}, [{"type": 1}]]
    assert all(one["why"] for one in aside)


def test_a_job_that_cannot_be_done_keeps_nothing_back(harmed: Harmed) -> None:
    with psycopg.connect(harmed.conninfo, autocommit=True) as conn:
        conn.execute(JOBS, (str(harmed.program_id),))
        worker = subprocess.Popen(
            [sys.executable, "-c", WORKER], env=harmed.variables, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            until = time.monotonic() + WAIT_SECONDS
            while conn.execute(FAILED).fetchone() != (5,) or conn.execute(GOOD).fetchone():
                assert worker.poll() is None, "the worker goes on"
                assert time.monotonic() < until, "each is tried"
                time.sleep(0.2)
        finally:
            os.killpg(worker.pid, signal.SIGTERM)
            assert worker.wait() == 0
