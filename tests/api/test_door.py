"""What the door itself answers: addresses, bodies, headers, and the pace of a key."""

from uuid import uuid4

import psycopg
import pytest
from django.db import connections
from tests.support import database
from tests.support.api import START, Api

from regulars.kit.pg import roles
from regulars.wire.pace import Pace

ORDER = {"source": "shop", "external_id": "A1", "occurred_at": START.isoformat(),
         "currency": "EUR", "total_minor": 20_000, "member": "external_id:ana"}  # fmt: skip


def test_addresses_and_methods(api: Api) -> None:
    lost = api.get("/v1/nothing")
    assert (lost.status, lost.code) == (404, "not_found")
    assert lost.headers["Content-Type"] == "application/problem+json"
    wrong = api.call("DELETE", "/v1/members")
    assert (wrong.status, wrong.headers["Allow"]) == (405, "GET, POST")
    assert api.get("/v1").status == 404


@pytest.mark.parametrize(
    ("raw", "status", "code", "pointer"),
    [
        (b"", 400, "body_unreadable", None),
        (b"{", 400, "body_unreadable", None),
        (b'{"source": "\xff"}', 400, "body_unreadable", None),
        (b"[" * 50_000, 422, "body_invalid", ""),
        (b"[]", 422, "body_invalid", ""),
        (b"{}", 422, "body_invalid", "/source"),
        (b'{"source": "s", "hat": 1}', 422, "body_invalid", "/hat"),
        (b'{"lines": [{"net_minor": 1}, {"net_minor": "x"}]}', 422, "body_invalid",
         "/lines/1/net_minor"),
        (b'{"source": "a\\u0000b"}', 422, "body_invalid", "/source"),
        (b'{"source": "a\\ud800"}', 422, "body_invalid", ""),
        (b'{"occurred_at": "2026-03-01T12:00:00"}', 422, "body_invalid", "/occurred_at"),
        (b" " * 1_048_577, 413, "body_too_large", None),
    ],
)  # fmt: skip
def test_bodies(api: Api, raw: bytes, status: int, code: str, pointer: str | None) -> None:
    answer = api.call("POST", "/v1/orders", raw=raw)
    assert (answer.status, answer.code) == (status, code)
    found = [one["pointer"] for one in answer.json["errors"]]
    assert found == ([] if pointer is None else [pointer])
    assert all(one["detail"] for one in answer.json["errors"])


def test_a_backslash_before_u0000_is_a_text_like_any_other(api: Api) -> None:
    api.call("POST", "/v1/members", raw=b'{"external_id": "a\\\\u0000"}')
    assert api.get("/v1/members").json["data"][0]["external_id"] == "a\\u0000"


def test_query_parameters(api: Api) -> None:
    for query in ("colour=red", "limit=0", "limit=x", "limit=1&limit=2", "q=%00", "q=%ff"):
        assert api.get("/v1/members", query).code == "query_invalid", query
    assert api.get("/v1/members", "cursor=nonsense").code == "cursor_invalid"
    assert api.get("/v1/rewards", "x=1").code == "query_invalid"


def test_references_may_hold_any_characters(api: Api) -> None:
    for name in ("a/b", "a:b", "a@b+c", "ä ö", "a%2Fb", "a?b#c"):
        assert api.post("/v1/members", {"external_id": name}).status == 201
        found = [one for one in api.get("/v1/members").json["data"] if one["external_id"] == name]
        body = ORDER | {"external_id": name, "member": found[0]["id"]}
        assert api.post("/v1/orders", body).status == 201
    assert api.get("/v1/members/external_id:a%2Fb/balances").status == 200
    assert api.get("/v1/members/external_id:a%252Fb").json["external_id"] == "a%2Fb"
    assert api.get("/v1/members/external_id:a%3Fb%23c").json["external_id"] == "a?b#c"
    assert api.get("/v1/orders/shop:a:b").json["external_id"] == "a:b"
    assert api.get("/v1/members/external_id:a%00b").code == "not_found"


def test_the_longest_names_fit(api: Api) -> None:
    letters = [chr(0x10000 + number * 37) for number in range(200)]
    name, source = "".join(letters), "".join(letters[:100])
    body = ORDER | {"source": source, "external_id": name, "member": f"external_id:{name}"}
    assert api.post("/v1/orders", body).status == 201
    back = {"external_id": name, "occurred_at": START.isoformat(), "amount_minor": 100}
    early = f"/v1/orders/{source}:{name[::-1]}/refunds"
    assert [api.post(early, back).status for _ in range(2)] == [202, 202]
    known = f"/v1/orders/{source}:{name}/refunds"
    assert [api.post(known, back).status for _ in range(2)] == [201, 200]


def test_times_that_no_calendar_holds_are_refused(api: Api) -> None:
    api.post("/v1/members", {"external_id": "ana"})
    path = "/v1/members/external_id:ana/adjustments"
    points = {"currency": "point", "amount": 5, "reason": "x", "actor": "y"}
    key = {"kind": "secret", "label": "x", "scopes": ["orders"]}
    for moment in (
        "9999-12-31T23:59:59-12:00",
        "0001-01-01T00:00:00+12:00",
        "2200-01-01T00:00:01Z",
    ):
        answers = (
            api.post("/v1/orders", ORDER | {"occurred_at": moment}),
            api.post("/v1/program/publish", {"valid_from": moment}),
            api.post("/v1/program/rollback", {"version": 1, "valid_from": moment}),
            api.post("/v1/keys", key | {"expires_at": moment}),
            api.post(path, points | {"expires_at": moment}, once="1"),
            api.post("/v1/test-clock/advance", {"to": moment}),
        )
        assert [one.code for one in answers] == ["time_out_of_range"] * len(answers)


def test_what_fails_unexpectedly_is_logged_without_what_was_sent(
    api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    """Something that no call brings about: a table is away."""
    name = connections["default"].settings_dict["NAME"]
    with psycopg.connect(database.conninfo(roles.OWNER, name), autocommit=True) as owner:
        owner.execute("ALTER TABLE members_alias RENAME TO away")
        answer = api.get("/v1/members/email:ana@example.com")
        owner.execute("ALTER TABLE away RENAME TO members_alias")
    assert (answer.status, answer.code) == (500, "internal_error")
    assert answer.headers["X-Request-Id"] in caplog.text
    assert "ana@example" not in caplog.text


def test_headers(api: Api) -> None:
    answer = api.call("GET", "/v1/members", headers={"X-Request-Id": "abc-1"})
    assert answer.headers["X-Request-Id"] == "abc-1"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["RateLimit"].startswith('"key";r=')
    odd = api.call("GET", "/v1/members", headers={"X-Request-Id": "a b<"})
    assert odd.headers["X-Request-Id"].startswith("req_")
    assert api.post("/v1/orders", ORDER, once="x" * 256).code == "idempotency_key_invalid"
    assert api.post("/v1/orders", ORDER, once="x" * 255).status == 201


def test_pages_go_on_where_they_ended(api: Api) -> None:
    for number in range(5):
        api.post("/v1/members", {"external_id": f"m{number}", "name": "Ana Tamm"})
    seen, cursor = [], ""
    while cursor is not None:
        page = api.get("/v1/members", f"q=TAMM&limit=2&cursor={cursor}").json
        seen += [one["external_id"] for one in page["data"]]
        cursor = page["next_cursor"]
    assert seen == ["m4", "m3", "m2", "m1", "m0"]


def test_products_and_places(api: Api) -> None:
    products = [{"sku": f"s{number}", "categories": ["tea"]} for number in range(3)]
    assert api.call("PUT", "/v1/products", {"products": products}).json == {"kept": 3}
    page = api.get("/v1/products", "limit=2").json
    rest = api.get("/v1/products", f"limit=2&cursor={page['next_cursor']}").json
    assert [one["sku"] for one in page["data"] + rest["data"]] == ["s0", "s1", "s2"]
    assert rest["next_cursor"] is None
    place = {"external_id": "p1", "name": "Harbour", "attributes": {"open": True}}
    assert api.call("PUT", "/v1/locations", {"locations": [place]}).json == {"kept": 1}
    assert api.get("/v1/locations").json["data"] == [place]


def test_a_key_has_a_pace() -> None:
    ticks = [0.0]
    pace, key, other = Pace(2, lambda: ticks[0]), uuid4(), uuid4()
    assert [pace.take(key).calls for _ in range(3)] == [1, 0, -1]
    assert pace.take(other).calls == 1
    ticks[0] = 59.5
    assert (pace.take(key).calls, pace.take(key).seconds) == (-2, 1)
    ticks[0] = 60.0
    assert pace.take(key).calls == 1
    assert pace.take(key).headers["RateLimit"] == '"key";r=0;t=60'
