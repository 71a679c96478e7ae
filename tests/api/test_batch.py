"""A batch is its lines one by one, in fewer transactions."""

import json
from typing import Any

from tests.support.api import Answer, Api, open_api

AT = "2026-03-01T12:00:00Z"


def order(number: str, member: str = "external_id:ana", **said: Any) -> dict[str, Any]:
    """An order's line."""
    body = {"source": "shop", "external_id": number, "occurred_at": AT, "currency": "EUR",
            "total_minor": 1000, "member": member} | said  # fmt: skip
    return {"type": "order", "body": body}


LINES: list[dict[str, Any]] = [
    {"type": "member", "body": {"external_id": "ana"}},
    order("A1"),
    order("A2", "external_id:ben"),
    order("A1"),
    order("A1", total_minor=5),
    order("A3", currency="USD"),
    order("A4", "external_id:new", currency="USD"),
    order("A5", lines=[{"net_minor": "much"}]),
    {"type": "refund", "order": "shop:A2", "body": {"external_id": "R1", "occurred_at": AT}},
    {"type": "refund", "order": "shop:none", "body": {"external_id": "R1", "occurred_at": AT}},
    {"type": "cancellation", "order": "shop:A1", "body": {"occurred_at": AT}},
    {"type": "activity", "body": {"type": "shop.visited", "member": "external_id:ana",
                                  "occurred_at": AT, "external_id": "v1"}},
    {"type": "visit", "body": {}},
    order("A6"),
]  # fmt: skip
CALLS = {
    "member": "/v1/members", "order": "/v1/orders", "refund": "/v1/orders/{}/refunds",
    "cancellation": "/v1/orders/{}/cancel", "activity": "/v1/activities",
}  # fmt: skip


def batch(api: Api, raw: bytes) -> Answer:
    """Send lines as they are."""
    return api.call("POST", "/v1/batch", raw=raw)


def ndjson(lines: list[dict[str, Any]]) -> bytes:
    """Write lines."""
    return b"\n".join(json.dumps(line).encode() for line in lines)


def outcomes(answer: Answer) -> list[dict[str, Any]]:
    """Read the lines of an answer."""
    assert answer.status == 200, answer
    assert answer.headers["Content-Type"] == "application/x-ndjson"
    return [json.loads(line) for line in answer.raw.splitlines()]


def told(body: Any) -> Any:
    """An answer without what is new in every shop: ids and the moment of booking."""
    if isinstance(body, dict):
        return {key: told(value) for key, value in body.items()
                if key not in ("id", "account", "instance", "order")}  # fmt: skip
    return [told(one) for one in body] if isinstance(body, list) else body


def test_a_batch_is_its_lines_one_by_one() -> None:
    together, alone = open_api(), open_api()
    found = outcomes(batch(together, ndjson(LINES)))
    assert [one["line"] for one in found] == list(range(1, len(LINES) + 1))
    for outcome, line in zip(found, LINES, strict=True):
        if line["type"] not in CALLS:
            assert (outcome["status"], outcome["problem"]["code"]) == (422, "body_invalid")
            continue
        path = CALLS[line["type"]].format(line.get("order", ""))
        single = alone.post(path, line["body"])
        assert outcome["status"] == single.status
        assert told(outcome.get("body", outcome.get("problem"))) == told(single.json)
    for name in ("ana", "ben", "new"):
        one, other = (shop.get(f"/v1/members/external_id:{name}/balances").json
                      for shop in (together, alone))  # fmt: skip
        assert told(one) == told(other)
    assert together.get("/v1/members/external_id:new").code == "member_unknown"


def test_many_orders_are_booked_in_groups(api: Api) -> None:
    lines = [order(f"N{number}", f"external_id:m{number % 7}") for number in range(300)]
    found = outcomes(batch(api, ndjson(lines)))
    assert {one["status"] for one in found} == {201}
    assert sum(api.available(f"external_id:m{number}") for number in range(7)) == 3000
    again = outcomes(batch(api, ndjson(lines)))
    assert {one["status"] for one in again} == {200}


def test_lines_that_cannot_be_read_do_not_disturb_others(api: Api) -> None:
    deep = b'{"type": "order", "body": ' + b"[" * 50_000
    raw = b'{"type": "order"\n\n\xff\n' + deep + b"\n" + ndjson([order("A1")]) + b"\n"
    found = outcomes(batch(api, raw))
    assert [(one["line"], one["status"]) for one in found] == [
        (1, 400), (3, 400), (4, 400), (5, 201)
    ]  # fmt: skip


def test_each_line_needs_its_own_scope(api: Api) -> None:
    only_orders = api.other(scopes=["orders"])
    found = outcomes(batch(only_orders, ndjson(LINES[:2])))
    assert found[0]["problem"]["code"] == "key_lacks_scope"
    assert found[1]["status"] == 201
