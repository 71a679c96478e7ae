"""Batches as a stream: however they are cut, whatever their lines are."""

import asyncio
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from tests.support.api import START, Api, open_api
from tests.support.doors import FastDoor, fast_door

from regulars.wire.calls import MIB


@pytest.fixture
def door(lane_database: str) -> Iterator[FastDoor]:
    """The fast lane."""
    with fast_door(lane_database) as opened:
        yield opened


def line(number: int, member: str, minor: int = 100) -> bytes:
    """An order."""
    body = {"source": "shop", "external_id": f"B{number}", "occurred_at": START.isoformat(),
            "currency": "EUR", "total_minor": minor, "member": member}  # fmt: skip
    return json.dumps({"type": "order", "body": body}).encode()


def send(door: FastDoor, api: Api, raw: bytes, sizes: Iterator[int]) -> list[dict[str, Any]]:
    """Send a batch in parts of these sizes and read its outcomes."""
    parts, at = [], 0
    while at < len(raw):
        size = next(sizes)
        parts.append(raw[at : at + size])
        at += size
    asked = door.answered(
        "POST", "/v1/batch", parts, {"Authorization": f"Bearer {api.key}"}, sized=False
    )
    found = asyncio.run_coroutine_threadsafe(asked, door.loop).result()
    assert found.status_code == 200, found
    assert int(found.headers["Content-Length"]) == len(found.content)
    return [json.loads(one) for one in found.content.splitlines()]


def test_a_long_batch_in_parts_of_any_size_is_booked_line_by_line(door: FastDoor) -> None:
    api, chance = open_api(), random.Random(1)  # noqa: S311 - sizes of parts
    lines = [line(number, f"external_id:m{number % 40}") for number in range(2_000)]
    sizes = iter(lambda: chance.choice((1, 7, 900, 40_000)), None)
    found = send(door, api, b"\n".join(lines), sizes)
    assert [one["line"] for one in found] == list(range(1, 2_001))
    assert {one["status"] for one in found} == {201}
    assert {api.available(f"external_id:m{number}") for number in range(40)} == {50}


def test_members_who_are_named_in_several_ways_are_booked_in_order(door: FastDoor) -> None:
    api = open_api()
    joined = api.post("/v1/members", {"external_id": "ana", "email": "ana@example.com"}).json
    names = ("external_id:ana", "email:ana@example.com", joined["id"])
    raw = b"\n".join(line(number, names[number % 3], 100 * number) for number in range(1, 201))
    assert {one["status"] for one in send(door, api, raw, iter(lambda: 5_000, None))} == {201}
    booked = api.get(f"/v1/members/{joined['id']}/transactions", "limit=200").json["data"]
    assert [one["effect"]["amount"] for one in booked] == list(range(200, 0, -1))


def test_a_line_that_is_too_long_is_refused_in_its_place(door: FastDoor) -> None:
    api = open_api()
    long = b'{"type": "order", "body": "' + b"x" * (3 * MIB) + b'"}'
    raw = b"\n".join([line(1, "external_id:ana"), long, line(2, "external_id:ana"), b""])
    for size in (10_000, 4 * MIB):
        found = send(door, api, raw, iter(lambda size=size: size, None))
        assert [one["line"] for one in found] == [1, 2, 3]
        assert found[1]["problem"]["code"] == "body_too_large"
    assert api.available("external_id:ana") == 2


def test_a_batch_without_lines_has_no_outcomes(door: FastDoor) -> None:
    assert send(door, open_api(), b"\n\n", iter(lambda: 1, None)) == []
