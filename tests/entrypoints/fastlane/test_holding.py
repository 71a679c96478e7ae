"""A group's accounts are held at once, before its first call: no two groups wait in a circle."""

from collections.abc import Iterator
from typing import Any

import msgspec
import psycopg
import pytest
from tests.support import database
from tests.support.api import START, Api, open_api

from regulars.domains.merchants import queries as merchants
from regulars.flows.shops import open_shop
from regulars.kit import clock, ids
from regulars.kit.pg import roles
from regulars.wire import bodies, holding
from regulars.wire.groups import settle
from regulars.wire.problems import Problem
from regulars.wire.requests import Wanted
from regulars.wire.table import HOT

AT = START.isoformat()
CALLS = {one.name: one for one in HOT}


def order(number: str, member: str) -> dict[str, Any]:
    """An order that is worth a reward and a half."""
    return {
        "source": "shop", "external_id": number, "occurred_at": AT, "currency": "EUR",
        "total_minor": 15_000, "member": member,
    }  # fmt: skip


@pytest.fixture
def shop() -> Api:
    """Ana and Ben have each bought once."""
    api = open_api()
    for name in ("ana", "ben"):
        api.post("/v1/members", {"external_id": name, "email": f"{name}@example.com"})
        assert api.post("/v1/orders", order(name, f"external_id:{name}")).status == 201
    return api


@pytest.fixture
def lane_conn(lane_database: str) -> Iterator[psycopg.Connection]:
    """A connection to the module's database."""
    with psycopg.connect(
        database.conninfo(roles.APP, lane_database), prepare_threshold=0
    ) as connection:
        yield connection


def wanted(
    conn: psycopg.Connection, api: Api, name: str, body: Any = None, *, once: str = "", **path: str
) -> Wanted:
    """A call, as a door has read it."""
    call, key = CALLS[name], merchants.key(conn, api.key)
    assert key is not None
    read = None if body is None else bodies.read_body(msgspec.json.encode(body), call.body)
    assert not isinstance(read, Problem), read
    return Wanted(call=call, key=key, path=path, body=read, idempotency_key=once)


def account(api: Api, name: str) -> Any:
    """A member's account."""
    return ids.decode("acc", api.get(f"/v1/members/external_id:{name}/balances").json["account"])


def test_whose_account_each_call_is_about(shop: Api, lane_conn: psycopg.Connection) -> None:
    ana, ben = account(shop, "ana"), account(shop, "ben")
    asked = {"member": "external_id:ben", "reward": "five-off"}
    kept = shop.post("/v1/redemptions", asked, once="kept").json["id"]
    visit = {"type": "shop.visited", "member": "email:ANA@example.com", "occurred_at": AT,
             "external_id": "1"}  # fmt: skip
    guest = order("new", "external_id:ana") | {"customer": {"external_id": "ben"}}
    del guest["member"]
    refund, use = {"external_id": "R", "occurred_at": AT}, {"occurred_at": AT}
    with lane_conn.transaction():
        opened = open_shop(lane_conn, shop.program_id, now=clock.now())
        for about, name, body, path in (
            ({ana}, "refund_order", refund, {"ref": "shop:ana"}),
            ({ben}, "cancel_order", {"occurred_at": AT}, {"ref": "shop:ben"}),
            (set(), "refund_order", refund, {"ref": "shop:never"}),
            (set(), "refund_order", refund, {"ref": "nonsense"}),
            ({ben}, "create_redemption", asked, {}),
            ({ben}, "commit_redemption", {}, {"id": kept}),
            (set(), "commit_redemption", {}, {"id": "nonsense"}),
            ({ana}, "create_activity", visit, {}),
            ({ben}, "use_benefit", use, {"ref": "external_id:ben", "benefit": "none"}),
            (set(), "use_benefit", use, {"ref": "phone:nonsense", "benefit": "none"}),
            ({ana}, "create_order", order("new", "external_id:ana"), {}),
            ({ben}, "create_order", guest, {}),
        ):  # fmt: skip
            call = wanted(lane_conn, shop, name, body, **path)
            assert holding.accounts(lane_conn, opened, [call]) == about, (name, path)


def test_all_are_held_before_the_first_is_made(
    shop: Api, lane_conn: psycopg.Connection, lane_database: str
) -> None:
    free: list[Any] = []
    ana, ben = account(shop, "ana"), account(shop, "ben")

    def look(asked: Any) -> Any:
        """What somebody else could lock while the first single call is made."""
        with psycopg.connect(database.conninfo(roles.APP, lane_database)) as other:
            free.extend(other.execute(
                "SELECT account_id FROM ledger_account WHERE account_id = ANY(%s) "
                "FOR UPDATE SKIP LOCKED", ([ana, ben],)).fetchall())  # fmt: skip
        return CALLS["create_redemption"].handle(asked)  # type: ignore[misc]

    def transact(work: Any) -> Any:
        with lane_conn.transaction():
            return work(lane_conn)

    asked = {"member": "external_id:ana", "reward": "five-off"}
    first = transact(lambda conn: wanted(conn, shop, "create_redemption", asked, once="first"))
    looking = msgspec.structs.replace(first, call=msgspec.structs.replace(first.call, handle=look))
    last = transact(
        lambda conn: wanted(conn, shop, "cancel_order", {"occurred_at": AT}, ref="shop:ben")
    )
    outcomes = settle(transact, [looking, last])
    assert [getattr(one, "status", 0) for one in outcomes] == [201, 201]
    assert free == []
