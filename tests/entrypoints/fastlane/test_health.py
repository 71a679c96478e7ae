"""What whoever watches a process is told: that it lives, and whether to send it requests."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.support.doors import fast_door
from tests.support.fixtures import Database

from regulars.kit import draining
from regulars.wire.health import Health


def said(door: Any, path: str) -> tuple[int, bytes]:
    """Ask how it is."""
    found = door.ask("GET", path, b"", {})
    return found.status_code, found.content


def test_the_fast_lane_lives_and_says_when_it_is_ready(
    lane_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with fast_door(lane_database) as door:
        assert said(door, "/livez") == said(door, "/health") == (200, b"ok")
        assert said(door, "/readyz") == (503, b"lanes")
        door.ask("POST", "/v1/orders", b"{}", {})
        assert said(door, "/readyz") == (200, b"ok")
        mark = draining.Mark(tmp_path / "mark")
        monkeypatch.setattr("os.environ", mark.variables())
        assert said(door, "/readyz") == (200, b"ok")
        mark.make()
        assert said(door, "/readyz") == (503, b"draining")
        assert said(door, "/livez") == (200, b"ok")


def test_the_database_is_asked_once_a_second(lane_database: str) -> None:
    now, asked = [0.0], []
    with fast_door(lane_database) as door:

        def connected() -> psycopg.Connection:
            asked.append(now[0])
            if now[0] > 5:
                raise psycopg.OperationalError
            return psycopg.connect(door.conninfo)

        health = Health(connected, lambda: now[0])
        for second in (0.0, 0.4, 0.9, 1.5, 2.0):
            now[0] = second
            assert health.standing() == "ok"
        assert asked == [0.0, 1.5]
        now[0] = 6.0
        assert health.said("/readyz") == (503, b"database")
        assert health.said("/livez") == (200, b"ok")


def test_a_database_of_an_older_program_is_told(fresh_database: Callable[[], Database]) -> None:
    base = fresh_database()
    health = Health(lambda: psycopg.connect(base.app), count(0.0, 2.0).__next__)
    assert health.standing() == "ok"
    with psycopg.connect(base.owner) as conn:
        conn.execute("DELETE FROM django_migrations WHERE (app, name) = ('ledger', '0001_tables')")
    assert health.standing() == "migrations"
