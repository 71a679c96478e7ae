"""Stamp cards through the API: what a phone shows, by place and by hand, and many tills at once."""

import pytest
from tests.api.test_at_once import MANY, at_once
from tests.support.api import START, Answer, Api, open_api

TEXT = """
program: cafe
title: Cafe
currency: EUR
time_zone: Europe/Helsinki
stamp_cards:
  coffee:
    title: Coffee card
    stamps: 5
    goodwill: {stamps: 1}
    rewards: [{at: 3, issue: cookie}, {at: 5, issue: coffee}]
    expires: {after: 6 months, from: first-stamp}
    design: {background: "#123456", icon: "*"}
  town:
    title: Town card
    stamps: 3
    counted_by: city
    limit: {times: 1, per: day, at: location}
    rewards: [{at: 3, issue: cookie}]
rewards:
  cookie: {title: A cookie, kind: product, product: cookie}
  coffee: {title: A coffee, kind: product, product: coffee}
"""
ANA = "external_id:ana"


@pytest.fixture
def cafe() -> Api:
    """A cafe with two shops in one city."""
    api = open_api(TEXT)
    places = [
        {"external_id": name, "name": name, "attributes": {"city": "Oslo"}} for name in ("n", "s")
    ]
    assert api.call("PUT", "/v1/locations", {"locations": places}).status == 200
    return api


def order(api: Api, number: str, location: str = "n") -> Answer:
    return api.post("/v1/orders", {
        "source": "till", "external_id": number, "occurred_at": START.isoformat(),
        "currency": "EUR", "total_minor": 350, "member": ANA, "location": location,
    })  # fmt: skip


def cards(api: Api) -> dict[str, dict[str, object]]:
    found = api.get(f"/v1/members/{ANA}/stamp-cards")
    assert found.status == 200, found
    return {one["currency"]: one for one in found.json["data"]}


def test_a_phone_shows_the_cards(cafe: Api) -> None:
    order(cafe, "A")
    told = order(cafe, "B", "s")
    found = cards(cafe)
    coffee, town = found["coffee"], found["town@Oslo"]
    assert (coffee["filled"], coffee["missing"], coffee["completed"]) == (3, 2, 0)
    assert coffee["expires_at"] == "2026-09-01T21:00:00Z"
    assert len(coffee["stamped_at"]) == 3  # type: ignore[arg-type]
    issued = next(one for one in told.json["effects"] if one["type"] == "voucher.issued")
    assert coffee["rewards"] == [
        {"at": 3, "reward": "cookie", "title": "A cookie", "voucher": issued["voucher"]},
        {"at": 5, "reward": "coffee", "title": "A coffee", "voucher": ""},
    ]
    assert coffee["design"]["background"] == "#123456"  # type: ignore[index]
    assert (town["place"], town["filled"]) == ("Oslo", 2)
    balances = cafe.get(f"/v1/members/{ANA}/balances").json["balances"]
    assert {one["currency"]: one["available"] for one in balances} == {
        "coffee": 3, "town@Oslo": 2,
    }  # fmt: skip


def test_a_limit_in_each_place_says_why(cafe: Api) -> None:
    order(cafe, "A")
    effects = order(cafe, "B").json["effects"]
    passed = [one for one in effects if one["type"] == "rule.passed"]
    assert [one["reason"]["code"] for one in passed] == ["limit.reached"]
    assert cards(cafe)["town@Oslo"]["filled"] == 1


def test_stamps_by_hand(cafe: Api) -> None:
    order(cafe, "A")
    path = f"/v1/members/{ANA}/adjustments"
    said = {"currency": "coffee", "amount": 3, "reason": "the till was down", "actor": "ana"}
    assert cafe.post(path, said, once="give").status == 201
    assert (cards(cafe)["coffee"]["filled"], cards(cafe)["coffee"]["completed"]) == (0, 1)
    assert cafe.post(path, said | {"amount": -1}, once="take").status == 201
    assert (cards(cafe)["coffee"]["filled"], cards(cafe)["coffee"]["completed"]) == (4, 0)
    told = cafe.post(path, said | {"currency": "town"}, once="where")
    assert told.code == "currency_unknown"


def test_thirty_tills_at_once_fill_each_place_once(cafe: Api) -> None:
    cafe.post("/v1/members", {"external_id": "ana"})
    found = at_once(lambda number: order(cafe, f"o{number}"))
    assert {one.status for one in found} == {201}
    coffee = cards(cafe)["coffee"]
    full, left = divmod(MANY + 1, 5)
    assert (coffee["completed"], coffee["filled"]) == (full, left)
    vouchers = cafe.get(f"/v1/members/{ANA}/vouchers", "limit=200").json["data"]
    assert sum(one["reward"] == "coffee" for one in vouchers) == full
