"""Calls at the same moment come out as if they had come one after another, in some order.

A refund and its order that did not see one another are brought together by a sweep, which a job
makes every minute and this test by hand.
"""

import asyncio
import json
import os
from collections.abc import Iterator
from itertools import permutations
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from tests.support.api import START, Api, Doors, open_api
from tests.support.doors import FastDoor, fast_door

from regulars.flows.shops import open_shop
from regulars.flows.waiting import sweep
from regulars.kit import clock
from regulars.kit.pg.django import transact

EXAMPLES = 150 if os.environ.get("REGULARS_SIZES") == "full" else 8
AT = START.isoformat()
NEW = ("id", "account", "instance", "order", "member", "number")
MEMBERS = ("external_id:ana", "email:ana@example.com", "external_id:ben")
Told = tuple[str, str, dict[str, Any]]

numbers = st.sampled_from(("1", "2"))
members = st.sampled_from(MEMBERS)
calls = st.one_of(
    st.tuples(st.just("order"), numbers, members, st.sampled_from((5_000, 12_000))),
    st.tuples(st.just("refund"), numbers, st.sampled_from((None, 2_000)), numbers),
    st.tuples(st.just("visit"), members, numbers),
    st.tuples(st.just("reserve"), members, numbers),
)


@pytest.fixture(scope="module")
def door(lane_database: str) -> Iterator[FastDoor]:
    """The fast lane."""
    with fast_door(lane_database) as opened:
        yield opened


def told(call: tuple[Any, ...]) -> Told:
    """A call as path, idempotency key and body."""
    match call:
        case ("order", number, member, minor):
            body = {"source": "shop", "external_id": number, "occurred_at": AT, "currency": "EUR",
                    "total_minor": minor, "member": member}  # fmt: skip
            return "/v1/orders", "", body
        case ("refund", number, minor, key):
            body = {"external_id": f"R{key}", "occurred_at": AT}
            amount = {} if minor is None else {"amount_minor": minor}
            return f"/v1/orders/shop:{number}/refunds", "", body | amount
        case ("visit", member, key):
            body = {"type": "shop.visited", "member": member, "occurred_at": AT,
                    "external_id": f"V{key}"}  # fmt: skip
            return "/v1/activities", "", body
        case _:
            _, member, key = call
            return "/v1/redemptions", f"once-{key}", {"member": member, "reward": "five-off"}


def opened() -> Api:
    """A shop with two members, one of whom has enough for a reward and a half."""
    api = open_api()
    api.post("/v1/members", {"external_id": "ana", "email": "ana@example.com"})
    api.post("/v1/members", {"external_id": "ben"})
    given = {"source": "shop", "external_id": "0", "occurred_at": AT, "currency": "EUR",
             "total_minor": 15_000, "member": "external_id:ana"}  # fmt: skip
    assert api.post("/v1/orders", given).status == 201
    return api


def plain(value: Any) -> Any:
    """An answer without what is new in every shop."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()
                if key not in NEW}  # fmt: skip
    return [plain(one) for one in value] if isinstance(value, list) else value


def held(api: Api) -> list[Any]:
    """What the two have in the end."""
    transact(lambda conn: sweep(conn, open_shop(conn, api.program_id, now=clock.now())))
    return [plain(api.get(f"/v1/members/external_id:{name}/balances").json)
            for name in ("ana", "ben")]  # fmt: skip


def at_once(door: FastDoor, api: Api, wanted: list[Told]) -> list[Any]:
    """Make all calls at one moment."""

    async def all_of_them() -> list[Any]:
        return await asyncio.gather(*(
            door.answered(
                "POST", path, [json.dumps(body).encode()],
                {"Authorization": f"Bearer {api.key}", "Idempotency-Key": once},
            )
            for path, once, body in wanted
        ))  # fmt: skip

    found = asyncio.run_coroutine_threadsafe(all_of_them(), door.loop).result()
    return [(one.status_code, plain(json.loads(one.content))) for one in found]


def one_by_one(wanted: list[Told], order: tuple[int, ...]) -> tuple[list[Any], list[Any]]:
    """Make them in an order, in a shop of their own."""
    api = opened()
    found: dict[int, Any] = {}
    for place in order:
        path, once, body = wanted[place]
        answer = api.post(path, body, once=once)
        found[place] = (answer.status, plain(answer.json))
    return [found[place] for place in range(len(wanted))], held(api)


@settings(
    max_examples=EXAMPLES, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(wanted=st.lists(calls, min_size=2, max_size=4, unique=True))
def test_any_interleaving_is_some_order(door: FastDoor, wanted: list[Any]) -> None:
    assert Doors.fast is None, "the other shop is asked at the other door"
    asked = list(map(told, wanted))
    api = opened()
    found = at_once(door, api, asked), held(api)
    tried = (one_by_one(asked, order) for order in permutations(range(len(asked))))
    assert any(found == other for other in tried), found
