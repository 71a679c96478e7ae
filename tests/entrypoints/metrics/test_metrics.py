"""What a collector reads: all processes added up, the queues, the ledger, and nobody's name."""

import asyncio
import re
from pathlib import Path
from typing import Any

import psycopg
import pytest
from prometheus_client.parser import text_string_to_metric_families
from tests.support.fixtures import Database

from regulars.entrypoints.api.table import CALLS
from regulars.entrypoints.metrics import samples
from regulars.entrypoints.metrics.app import Build, Processes, page
from regulars.entrypoints.metrics.counted import Message, Routes, asgi, wsgi
from regulars.kit import ids
from regulars.kit.tallies import Tallies
from regulars.wire.routing import Router

ROUTES = Routes(Router(CALLS))


def read(application: Any, **headers: str) -> tuple[str, dict[str, str], str]:
    said: list[Any] = []
    body = application({"PATH_INFO": "/metrics", **headers}, lambda *words: said.extend(words))
    return said[0], dict(said[1]), b"".join(body).decode()


def values(text: str) -> dict[tuple[str, tuple[str, ...]], float]:
    return {
        (one.name, tuple(value for _, value in sorted(one.labels.items()))): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }


def call(app: Any, method: str, path: str) -> None:
    async def send(message: Message) -> None:
        pass

    async def receive() -> Message:
        return {}

    asyncio.run(app({"type": "http", "method": method, "path": path}, receive, send))


async def _created(_: Message, __: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 201, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def _page(_: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("200 OK", [])
    return [b""]


def test_both_doors_of_several_processes_are_added_up(tmp_path: Path) -> None:
    lane, web = Tallies(lambda: tmp_path / "a-1.json"), Tallies(lambda: tmp_path / "b-1.json")
    lane.waiting = lambda: 3
    counted = asgi(_created, ROUTES, lane)
    for _ in range(3):
        call(counted, "POST", "/v1/orders")
    call(counted, "GET", "/v1/members/mem_01m829g2yse0gszt510pqzcqxr")
    call(counted, "GET", "/health")
    call(counted, "BREW", "/wp-login.php")
    lane.group(200)
    pages = wsgi(_page, ROUTES, web)
    pages({"REQUEST_METHOD": "POST", "PATH_INFO": "/v1/orders"}, lambda *_: None)
    pages({"REQUEST_METHOD": "GET", "PATH_INFO": "/console/members/17/"}, lambda *_: None)
    for one in (lane, web):
        one.write()

    status, headers, text = read(page(Build(), Processes(tmp_path)))
    assert status == "200 OK"
    assert headers["Content-Type"].startswith("text/plain")
    found = values(text)
    count = "regulars_http_request_duration_seconds_count"
    assert {key[1]: value for key, value in found.items() if key[0] == count} == {
        ("POST", "/v1/orders", "201"): 3, ("POST", "/v1/orders", "200"): 1,
        ("GET", "/v1/members/{ref}", "201"): 1, ("GET", "/console/", "200"): 1,
        ("other", "other", "201"): 1,
    }  # fmt: skip
    assert found["regulars_lane_waiting_calls", ()] == 3
    assert found["regulars_lane_group_calls_sum", ()] == 200
    assert found["regulars_processes", ()] == 2
    # Who has ended waits for nothing any more; what was counted stays, for a week.
    later = max(path.stat().st_mtime for path in tmp_path.glob("*.json"))
    found = values(read(page(Processes(tmp_path, lambda: later + 60)))[2])
    assert found["regulars_processes", ()] == found["regulars_lane_waiting_calls", ()] == 0
    assert found[count, ("POST", "/v1/orders", "201")] == 3
    assert count not in read(page(Processes(tmp_path, lambda: later + 700_000)))[2]

    _, headers, text = read(page(Build()), HTTP_ACCEPT="application/openmetrics-text")
    assert headers["Content-Type"].startswith("application/openmetrics-text")
    assert text.endswith("# EOF\n")


def test_a_token_is_asked_for_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGULARS_METRICS_TOKEN", "hush")
    for headers in ({}, {"HTTP_AUTHORIZATION": "Bearer no"}):
        assert read(page(Build()), **headers)[0] == "401 Unauthorized"
    assert read(page(Build()), HTTP_AUTHORIZATION="Bearer hush")[0] == "200 OK"


@pytest.fixture
def committed(fresh_database: Any, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database of its own that the program's settings lead to."""
    database: Database = fresh_database()
    for name, value in database.variables.items():
        monkeypatch.setenv(name, value)
    return database


class _Once:
    def collect(self) -> list[Any]:
        return samples.read()


def test_how_the_installation_stands(committed: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with psycopg.connect(committed.admin) as conn:
        which = [ids.new(), ids.new(), ids.new()]
        conn.execute("INSERT INTO outbox_waiting VALUES (%s, %s, %s, '[]')", which)
        conn.execute("INSERT INTO outbox_aside VALUES (%s, %s, %s, '{}', 'broken', now())", which)
        conn.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    text = read(page(_Once()))[2]
    found = values(text)
    assert found["regulars_outbox_waiting", ()] == found["regulars_outbox_aside", ()] == 1
    assert found["regulars_outbox_oldest_seconds", ()] >= 0
    assert found["regulars_workers", ()] == 1
    assert found["regulars_database_up", ()] == 1
    assert found["regulars_jobs", ("failed",)] == 0
    assert found["regulars_ledger_findings", ()] == 0
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}|@|\w{3}_[0-9a-z]{26}", text)
    monkeypatch.setenv("REGULARS_DATABASE_URL", "postgresql://nobody@127.0.0.1:9/nothing")
    assert values(read(page(_Once()))[2]) == {("regulars_database_up", ()): 0}
