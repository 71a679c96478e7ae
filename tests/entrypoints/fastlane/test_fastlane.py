"""The fast lane under callers who send too much, too slowly, too often, or leave."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from tests.support.api import START, Api, open_api
from tests.support.doors import FastDoor, Response, fast_door

from regulars.entrypoints.fastlane import bodies
from regulars.wire.calls import MIB

ORDER = {"source": "shop", "occurred_at": START.isoformat(), "currency": "EUR",
         "total_minor": 1000, "member": "external_id:ana"}  # fmt: skip


@pytest.fixture
def door(lane_database: str) -> Iterator[FastDoor]:
    """The fast lane."""
    with fast_door(lane_database) as opened:
        yield opened


@pytest.fixture
def api() -> Api:
    """A shop and its key."""
    return open_api()


def order(number: str, **said: Any) -> bytes:
    """An order of ten."""
    return json.dumps(ORDER | {"external_id": number} | said).encode()


def headers(api: Api) -> dict[str, str]:
    """The shop's key."""
    return {"Authorization": f"Bearer {api.key}"}


def send(door: FastDoor, api: Api, *parts: bytes, path: str = "/v1/orders", **how: Any) -> Response:
    """Send a body in parts."""
    asked = door.answered("POST", path, list(parts), headers(api), **how)
    return asyncio.run_coroutine_threadsafe(asked, door.loop).result()


def code(response: Response) -> str:
    """The code of a no."""
    return str(json.loads(response.content).get("code", ""))


def test_a_body_may_come_in_parts_and_without_a_length(door: FastDoor, api: Api) -> None:
    raw = order("A1")
    assert send(door, api, raw[:9], raw[9:], sized=False).status_code == 201
    assert send(door, api, raw).status_code == 200


@pytest.mark.parametrize("megabytes", [2, 100])
@pytest.mark.parametrize("sized", [True, False])
def test_a_body_that_is_too_large_is_not_read(
    door: FastDoor, api: Api, sized: bool, megabytes: int
) -> None:
    found = send(door, api, *[b" " * MIB] * megabytes, sized=sized, stalls=True)
    assert (found.status_code, code(found)) == (413, "body_too_large")


def test_who_sends_too_slowly_is_told(
    door: FastDoor, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "SECONDS", 0.01)
    for path in ("/v1/orders", "/v1/batch"):
        found = send(door, api, b"{", path=path, stalls=True)
        assert (found.status_code, code(found)) == (408, "body_too_slow")


def test_who_leaves_is_not_answered_and_nothing_is_booked(door: FastDoor, api: Api) -> None:
    async def left() -> Response:
        return await door.answered("POST", "/v1/orders", [], headers(api))

    found = asyncio.run_coroutine_threadsafe(left(), door.loop).result()
    assert found.status_code == 0
    assert api.get("/v1/members/external_id:ana").status == 404


def test_when_too_much_waits_the_next_one_is_refused_at_once(lane_database: str, api: Api) -> None:
    with fast_door(lane_database, most=0) as full:
        found = send(full, api, order("A1"))
    assert (found.status_code, code(found)) == (503, "overloaded")
    assert found.headers["Retry-After"] == "1"


def test_a_database_that_is_away_is_told_and_found_again(door: FastDoor, api: Api) -> None:
    assert send(door, api, order("A1")).status_code == 201
    with psycopg.connect(door.conninfo, autocommit=True) as conn:
        conn.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name = 'fastlane'"
        )
    lost = send(door, api, order("A2"))
    assert (lost.status_code, code(lost)) == (503, "database_away")
    assert lost.headers["Retry-After"] == "1"
    assert send(door, api, order("A2")).status_code in (200, 201)
    assert api.available("external_id:ana") == 20


def test_all_else_is_answered_behind(door: FastDoor, api: Api) -> None:
    assert door.ask("GET", "/v1/members", b"", headers(api)).status_code == 200
    assert door.ask("GET", "/v1/orders", b"", headers(api)).status_code == 405
    assert door.ask("GET", "/v1/nothing", b"", headers(api)).status_code == 404
    assert door.ask("GET", "/health", b"", {}).content == b"ok"


def test_what_was_taken_in_is_booked_before_the_end(lane_database: str, api: Api) -> None:
    with fast_door(lane_database) as door:
        asked = [
            asyncio.run_coroutine_threadsafe(
                door.answered("POST", "/v1/orders", [order(f"A{number}")], headers(api)), door.loop
            )
            for number in range(300)
        ]
        asked[0].result()
    answers = [one.result() for one in asked]
    booked = [one for one in answers if one.status_code == 201]
    assert booked
    assert {code(one) for one in answers if one not in booked} <= {"overloaded"}
    assert api.available("external_id:ana") == 10 * len(booked)
