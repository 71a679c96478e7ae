"""Vouchers whose codes another system made: each once, until the pool is empty."""

import json
from collections import Counter
from typing import Any

from tests.api.test_at_once import AT, MANY, ORDER, at_once
from tests.support.api import PROGRAM, Answer, Api, open_api

from regulars.kit.pg.django import transact

CINEMA = """\
  cinema: {kind: custom, price: {point: 10}, codes: cinema}
  tea: {kind: custom, price: {point: 10}, code_prefix: TEA}
  first: {kind: custom, codes: cinema}
redeeming:"""
RULE = "rewards:\n"
VISIT = "  - {id: film, on: film.seen, give: {point: 1}, issue: first}\nrewards:\n"


def shop() -> Api:
    return open_api(PROGRAM.replace("redeeming:", CINEMA).replace(RULE, VISIT))


def fill(api: Api, *codes: str, **more: object) -> dict[str, object]:
    found = api.post("/v1/code-pools", {"pool": "cinema", "codes": list(codes), **more})
    assert found.status == 200, found
    return dict(found.json)


def buy(api: Api, reward: str = "cinema", once: str = "1", who: str = "ana") -> Answer:
    body = {"member": f"external_id:{who}", "reward": reward}
    held = api.post("/v1/redemptions", body, once=once)
    return api.post(f"/v1/redemptions/{held.json['id']}/commit") if held.status == 201 else held


def told(api: Api) -> list[Any]:
    """What was told of pools that fell low, in order."""
    rows = transact(
        lambda conn: conn.execute(
            "SELECT envelopes::text FROM outbox_waiting WHERE program_id = %s ORDER BY outbox_id",
            (api.program_id,),
        ).fetchall()
    )
    found = [one for (text,) in rows for one in json.loads(text)]
    return [one["data"] for one in found if one["type"] == "codes.low"]


def test_a_voucher_has_a_code_of_the_pool_as_it_is_written() -> None:
    api = shop()
    api.post("/v1/orders", ORDER)
    assert buy(api).code == "codes_exhausted"
    assert fill(api, "ci_ne-1x", "CINE 1X", " ") == {"pool": "cinema", "added": 1, "left": 1}
    assert fill(api, "CINE1X") == {"pool": "cinema", "added": 0, "left": 1}
    code = buy(api).json["voucher"]["code"]
    assert code == "CINE 1X"
    assert api.get("/v1/vouchers/cine1x").json["code"] == code
    assert buy(api, once="2").code == "codes_exhausted"
    assert api.get("/v1/code-pools").json["data"] == [
        {"pool": "cinema", "free": 0, "given": 1, "low": 0}
    ]


def test_a_code_that_somebody_has_seen_is_not_given_again() -> None:
    api = shop()
    api.post("/v1/orders", ORDER)
    fill(api, "A-1", "A-2")
    first = buy(api).json
    back = api.post(f"/v1/redemptions/{first['id']}/rollback", once="back")
    assert back.status == 200
    second = buy(api, once="2").json
    assert {first["voucher"]["code"], second["voucher"]["code"]} == {"A-1", "A-2"}
    assert buy(api, once="3").code == "codes_exhausted"


def test_a_reservation_that_is_cancelled_leaves_its_code() -> None:
    api = shop()
    api.post("/v1/orders", ORDER)
    fill(api, "A-1")
    body = {"member": "external_id:ana", "reward": "cinema"}
    held = api.post("/v1/redemptions", body, once="1").json
    assert buy(api, once="2").code == "codes_exhausted"
    api.post(f"/v1/redemptions/{held['id']}/cancel")
    assert buy(api, once="3").status == 200


def test_a_rule_passes_over_what_has_no_codes_and_gives_its_points() -> None:
    api = shop()
    api.post("/v1/members", {"external_id": "ana"})
    fill(api, "A-1")
    body = {"type": "film.seen", "member": "external_id:ana", "occurred_at": AT}
    found = [api.post("/v1/activities", body | {"external_id": str(one)}).json for one in range(2)]
    issued = [one for one in found[0]["effects"] if one["type"] == "voucher.issued"]
    assert issued[0]["voucher"] == "A-1"
    passed = [one["reason"]["code"] for one in found[1]["effects"] if one["type"] == "rule.passed"]
    assert passed == ["reward.codes_exhausted"]
    assert api.available("external_id:ana") == 2


def test_a_prefix_stands_before_codes_that_are_made() -> None:
    api = shop()
    api.post("/v1/orders", ORDER)
    code = buy(api, "tea").json["voucher"]["code"]
    assert code.startswith("TEA-")
    assert len(code) == 18
    assert api.get(f"/v1/vouchers/{code.lower().replace('-', '')}").json["code"] == code


def test_each_code_goes_to_one_of_many() -> None:
    api = shop()
    fill(api, *(f"C-{number}" for number in range(7)), low=3)
    for number in range(MANY):
        one = {"external_id": f"C{number}", "member": f"external_id:m{number}"}
        api.post("/v1/orders", ORDER | one)
    found = at_once(lambda number: buy(api, who=f"m{number}"))
    assert Counter(one.code for one in found) == {"": 7, "codes_exhausted": MANY - 7}
    assert {one.json["voucher"]["code"] for one in found if one.status == 200} == {
        f"C-{number}" for number in range(7)
    }
    assert [one["left"] for one in told(api)] == [3]
    fill(api, "D-1", "D-2", "D-3", "D-4")
    assert buy(api, once="2", who="m1").status == 200
    assert [one["left"] for one in told(api)] == [3, 3]
