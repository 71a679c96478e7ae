"""Gift cards that people buy for one another: who is told, what a refund of the sale does, and how
one is replaced once.
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from tests.api.test_gift_cards import ANA, BEN, TEXT, held, left, spend, wrong
from tests.support.api import START, Answer, Api, open_api

AT = START.isoformat()
LOST = {"reason": "Lost, says Ana"}
DEVICES = 20


@pytest.fixture
def cafe() -> Api:
    """A cafe with two members."""
    api = open_api(TEXT)
    for name in ("ana", "ben"):
        api.post("/v1/members", {"external_id": name})
    return api


def buy(api: Api, amount: int, payment: str, **said: str) -> dict[str, Any]:
    """Ana buys a card for Ben with the order A1."""
    body = {"amount_minor": amount, "payment": payment, "buyer": ANA, "receiver": BEN,
            "order": "web:A1", **said}  # fmt: skip
    answer = api.post("/v1/gift-cards", body)
    assert answer.status == 201, answer
    card: dict[str, Any] = answer.json
    return card


def order(api: Api, *lines: tuple[str, int]) -> None:
    body = {
        "source": "web", "external_id": "A1", "occurred_at": AT, "currency": "EUR", "member": ANA,
        "lines": [{"line_id": name, "net_minor": amount} for name, amount in lines],
    }  # fmt: skip
    assert api.post("/v1/orders", body).status == 201


def notices(api: Api, member: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.get(f"/v1/members/{member}/notices").json["data"]
    return [one for one in found if one["trigger"].split(".")[0] in ("gift_card", "stored_value")]


def test_who_bought_it_and_whom_it_is_for_are_told_without_its_code(cafe: Api) -> None:
    card = buy(cafe, 2500, "p1")
    told = {name: notices(cafe, name) for name in (ANA, BEN)}
    assert [one["trigger"] for one in told[ANA]] == ["gift_card.bought"]
    assert [one["trigger"] for one in told[BEN]] == ["gift_card.given"]
    assert told[BEN][0]["data"] == {
        "card": card["id"],
        "hint": card["hint"],
        "wallet": "purse",
        "amount": 2500,
    }
    assert card["code"] not in str(told)
    cafe.post(f"/v1/gift-cards/{card['code']}/load", {"member": BEN}, once="a")
    assert next(one["trigger"] for one in notices(cafe, BEN)) == "stored_value.received"
    unknown = {"amount_minor": 500, "payment": "p2", "receiver": "external_id:none"}
    assert cafe.post("/v1/gift-cards", unknown).code == "member_unknown"


def test_an_unspent_card_ends_with_the_refund_of_its_sale(cafe: Api) -> None:
    card = buy(cafe, 2500, "p1")
    order(cafe, ("card", 2500), ("tea", 500))
    part = {"external_id": "r1", "occurred_at": AT, "lines": [{"line_id": "tea"}]}
    assert "gift_cards" not in cafe.post("/v1/orders/web:A1/refunds", part).json
    rest = {"external_id": "r2", "occurred_at": AT}
    first = cafe.post("/v1/orders/web:A1/refunds", rest)
    again = cafe.post("/v1/orders/web:A1/refunds", rest)
    assert (first.status, again.status) == (201, 200)
    ended = [{"gift_card": card["id"], "amount_minor": 2500, "spent_minor": 0}]
    assert first.json["gift_cards"] == again.json["gift_cards"] == ended
    assert spend(cafe, card["code"], 100, "a").code == "gift_card_blocked"
    assert wrong(cafe) == []


def test_of_a_spent_card_the_spent_part_is_told(cafe: Api) -> None:
    mine, other = buy(cafe, 2500, "p1", line="first"), buy(cafe, 1000, "p2", line="second")
    order(cafe, ("first", 2500), ("second", 1000))
    spend(cafe, mine["code"], 700, "a")
    cafe.post(f"/v1/gift-cards/{other['code']}/load", {"member": BEN}, once="b")
    back = {"occurred_at": AT, "lines": [{"line_id": "first"}]}
    answer = cafe.post("/v1/orders/web:A1/refunds", {"external_id": "r1", **back})
    assert answer.json["gift_cards"] == [
        {"gift_card": mine["id"], "amount_minor": 2500, "spent_minor": 700}
    ]
    assert cafe.get(f"/v1/gift-cards/{mine['id']}").json["blocked"]
    assert not cafe.get(f"/v1/gift-cards/{other['id']}").json["blocked"]
    answer = cafe.post("/v1/orders/web:A1/cancel", {"occurred_at": AT})
    assert answer.json["gift_cards"] == [
        {"gift_card": other["id"], "amount_minor": 1000, "spent_minor": 1000}
    ]
    assert held(cafe, BEN) == 1000
    assert wrong(cafe) == []


def test_a_replaced_card_is_not_replaced_again(cafe: Api) -> None:
    card = buy(cafe, 2500, "p1")
    path = f"/v1/gift-cards/{card['id']}/replace"
    said = LOST | {"hint": card["hint"]}
    fresh, same = cafe.post(path, said, once="a"), cafe.post(path, said, once="a")
    assert (fresh.status, same.status) == (201, 200)
    assert "code" not in same.json
    for place in (path, f"/v1/gift-cards/{card['code']}/replace"):
        no = cafe.post(place, said, once=f"b {place}")
        assert (no.code, no.json["params"]) == ("gift_card_replaced", {"hint": fresh.json["hint"]})
    assert left(cafe, fresh.json["code"]) == 2500


def test_many_who_replace_one_card_make_one_code(cafe: Api) -> None:
    card = buy(cafe, 2500, "p1")
    barrier = Barrier(DEVICES)

    def one(number: int) -> Answer:
        barrier.wait()
        try:
            said = LOST | {"hint": card["hint"]}
            return cafe.post(f"/v1/gift-cards/{card['id']}/replace", said, once=f"n{number}")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(DEVICES) as pool:
        found = list(pool.map(one, range(DEVICES)))
    assert Counter(one.status for one in found) == {201: 1, 409: DEVICES - 1}
    assert wrong(cafe) == []
