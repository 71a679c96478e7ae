"""The database server and the worker, killed; the clock, set back."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import msgspec
import psycopg
import time_machine
from tests.faults.conftest import Harmed, OwnServer
from tests.support.api import open_api, own_database
from tests.support.doors import fast_door
from tests.support.fixtures import Database
from tests.support.serving import WAIT_SECONDS, Callers, order, serving

from regulars.flows.verify import verify
from regulars.kit import clock

WORKER = "from regulars.entrypoints.jobs.worker import main; main()"


def test_the_database_server_is_killed_under_load(own_server: OwnServer) -> None:
    database, shop = own_server.server, own_server.shop
    with serving(shop.variables) as server:
        with Callers([server.site], shop.key) as callers:
            for _ in range(2):
                callers.wait_for(60)
                number = database.running()
                assert number is not None, "it runs"
                os.kill(number, signal.SIGKILL)
                until = time.monotonic() + WAIT_SECONDS
                while database.running() is not None:
                    assert time.monotonic() < until, "nothing outlives SIGKILL"
                    time.sleep(0.01)
                database.start()
            callers.wait_for(20)
        shop.proves(callers)


def test_the_worker_is_killed_while_it_publishes(harmed: Harmed) -> None:
    with serving(harmed.variables) as server:
        with Callers([server.site], harmed.key) as callers:
            for _ in range(3):
                worker = subprocess.Popen(
                    [sys.executable, "-c", WORKER], env=harmed.variables, start_new_session=True,
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                )  # fmt: skip
                callers.wait_for(60)
                os.killpg(worker.pid, signal.SIGKILL)
                worker.wait()
        harmed.proves(callers)
    told = published(harmed)
    orders = [one for one in told if one["type"] == "order.paid"]
    assert len(orders) == len(callers.acknowledged | callers.unknown)
    assert len({one["id"] for one in told}) == len(told), "nothing is told twice"


def published(harmed: Harmed) -> list[dict[str, object]]:
    """Let a worker publish all that waits, and read the feed."""
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER], env=harmed.variables, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        with psycopg.connect(harmed.conninfo, autocommit=True) as conn:
            until = time.monotonic() + WAIT_SECONDS
            while conn.execute("SELECT 1 FROM outbox_waiting LIMIT 1").fetchone():
                assert time.monotonic() < until, "the worker publishes"
                time.sleep(0.2)
            rows = conn.execute("SELECT envelope::text FROM outbox_feed ORDER BY position")
            return [msgspec.json.decode(row[0]) for row in rows.fetchall()]
    finally:
        os.killpg(worker.pid, signal.SIGTERM)
        worker.wait()


def test_the_clock_is_set_back(server_dsn: Database) -> None:
    name = f"{server_dsn.name}_clock"
    with own_database(name), fast_door(name) as door:
        api = open_api(at=None)
        at = clock.now()

        def told(number: str) -> tuple[int, str]:
            body = order(number, "ana") | {"occurred_at": (at - timedelta(days=1)).isoformat()}
            headers = {"Authorization": f"Bearer {api.key}"}
            found = door.ask("POST", "/v1/orders", msgspec.json.encode(body), headers)
            return found.status_code, msgspec.json.decode(found.content)["id"]

        before = [told("A"), told("B")]
        with time_machine.travel(at - timedelta(hours=1)):
            during = [told("C"), told("D"), told("A")]
        after = [told("E")]
        assert [status for status, _ in (*before, *during, *after)] == [201] * 4 + [200, 201]
        made = [number for _, number in (*before, *during[:2], *after)]
        assert made == sorted(made), "ids go on growing"
        with psycopg.connect(door.conninfo, prepare_threshold=0) as conn:
            assert list(verify(conn, api.program_id)) == []
