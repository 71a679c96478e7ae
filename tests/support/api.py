"""A shop with a test clock and a key, and a client that speaks to its API as anybody would."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import UUID

from django.db import connections
from django.test import Client
from tests.support import database
from tests.support.doors import FastDoor

from regulars.core.effects import Refused
from regulars.domains.merchants import operations as merchants
from regulars.domains.merchants.contracts import SCOPES
from regulars.domains.programs import operations as programs
from regulars.kit import clock
from regulars.kit.pg.django import transact

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
PROGRAM = """\
program: corner-shop
title: Corner shop
currency: EUR
time_zone: Europe/Tallinn
points:
  point: {name: [point, points], expires: {after: 12 months, from: earned}}
earn:
  - id: base
    on: order.paid
    give: {point: 1}
    per: 1.00
  - id: visit
    on: shop.visited
    give: {point: 5}
  - id: star-code
    on: code.redeemed
    when: {data: {pool: stars}}
    give: {point: 25}
rewards:
  five-off: {kind: amount-off, value: 5.00, valid_for: 30 days, price: {point: 100}}
redeeming:
  hold_for: 15 minutes
"""
_names = count(1)


class Answer:
    """A response, read."""

    def __init__(self, response: Any) -> None:
        self.status: int = response.status_code
        self.headers = response.headers
        self.raw: bytes = response.content
        kind = response.headers.get("Content-Type", "")
        self.json: Any = json.loads(self.raw) if kind.endswith(("/json", "+json")) else None

    @property
    def code(self) -> str:
        """The problem's code, or nothing."""
        return str(self.json.get("code", "")) if isinstance(self.json, dict) else ""

    def __repr__(self) -> str:
        return f"{self.status} {self.raw[:2000]!r}"


class Doors:
    """Which door the tests call at: the pages', unless the fast lane stands open."""

    fast: FastDoor | None = None


class Api:
    """Calls with one key."""

    def __init__(self, key: str, program_id: UUID, merchant_id: UUID) -> None:
        self.key, self.program_id, self.merchant_id = key, program_id, merchant_id
        self._client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)

    def call(
        self, method: str, path: str, body: Any = None, *, raw: bytes | None = None,
        headers: dict[str, str] | None = None, query: str = "", once: str = "",
    ) -> Answer:  # fmt: skip
        """Make one call. `once` is its Idempotency-Key."""
        data = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        given = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        given |= {"Idempotency-Key": once} if once else {}
        given |= headers or {}
        if Doors.fast is not None:
            given |= {"Content-Type": "application/json"}
            return Answer(Doors.fast.ask(method, path, data, given, query))
        response = self._client.generic(
            method, path, data, content_type="application/json", QUERY_STRING=query, headers=given
        )
        return Answer(response)

    def get(self, path: str, query: str = "") -> Answer:
        """GET."""
        return self.call("GET", path, query=query)

    def post(self, path: str, body: Any = None, *, once: str = "") -> Answer:
        """POST."""
        return self.call("POST", path, {} if body is None else body, once=once)

    def publish(self, text: str, **said: Any) -> Answer:
        """Publish a program's text."""
        return self.post("/v1/program/publish", {"text": text, **said})

    def advance(self, to: datetime) -> Answer:
        """Move the clock."""
        return self.post("/v1/test-clock/advance", {"to": to.isoformat()})

    def available(self, member: str) -> int:
        """What a member can spend of the first currency."""
        found = self.get(f"/v1/members/{member}/balances")
        assert found.status == 200, found
        return int(found.json["balances"][0]["available"])

    def other(self, **said: Any) -> "Api":
        """The same shop with another key."""
        return Api(make_key(self.merchant_id, self.program_id, **said), self.program_id,
                   self.merchant_id)  # fmt: skip


def make_key(merchant_id: UUID, program_id: UUID, **said: Any) -> str:
    """Make a key and give its text."""
    asked: dict[str, Any] = {
        "kind": "secret", "mode": "test", "label": "tests", "scopes": SCOPES, "now": clock.now(),
    }  # fmt: skip
    return transact(
        lambda conn: merchants.create_key(conn, merchant_id, program_id, **asked | said)
    )[1]


def open_api(text: str = PROGRAM, at: datetime | None = START, **said: Any) -> Api:
    """Open a merchant's program, at a time of its own or without a clock, and publish a text."""
    name = f"shop-{next(_names)}"

    def opened(conn: Any) -> tuple[UUID, UUID]:
        merchant_id = merchants.create(conn, name, clock.now())
        made = programs.create_program(conn, merchant_id, name, now=clock.now())
        assert not isinstance(made, Refused)
        if at is not None:
            assert programs.move_test_clock(conn, made.program_id, at) is None
        return merchant_id, made.program_id

    merchant_id, program_id = transact(opened)
    mode = "live" if at is None else "test"
    key = make_key(merchant_id, program_id, **{"mode": mode} | said)
    api = Api(key, program_id, merchant_id)
    if text:
        published = api.publish(text)
        assert published.status == 200, published
    return api


@contextmanager
def own_database(name: str) -> Iterator[None]:
    """Lead Django's connections to a database of its own, so that tests may commit."""
    database.create(name)
    try:
        with led_to(name):
            yield
    finally:
        database.drop(name)


@contextmanager
def led_to(name: str) -> Iterator[None]:
    """Lead Django's connections to another database inside the block."""
    settings = connections.databases["default"]
    before = settings["NAME"]
    connections.close_all()
    settings["NAME"] = name
    connections["default"].settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        settings["NAME"] = before
        connections["default"].settings_dict["NAME"] = before
