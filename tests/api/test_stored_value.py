"""Stored value through the API: once for a payment, two phases, and fifty who spend one wallet."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from tests.support.api import START, Answer, Api, open_api

TEXT = """
program: cafe
title: Cafe
currency: EUR
time_zone: Europe/Helsinki
points:
  star: {name: [star, stars]}
earn:
  - {id: base, on: order.paid, give: {star: 1}, per: 1.00}
stored_value:
  purse: {name: [credit, credit], cash_out_below: 10.00, most: 200.00}
"""
ANA = "external_id:ana"
HERE = f"/v1/members/{ANA}/stored-value"
FIFTY = 50


@pytest.fixture
def cafe() -> Api:
    """A cafe with one member."""
    api = open_api(TEXT)
    api.post("/v1/members", {"external_id": "ana"})
    return api


def held(api: Api) -> dict[str, int]:
    found = api.get(f"/v1/members/{ANA}/balances").json["balances"]
    return {one["currency"]: one["available"] for one in found}


def top_up(api: Api, amount: int, payment: str) -> Answer:
    return api.post(f"{HERE}/top-ups", {"amount_minor": amount, "payment": payment})


def test_a_payment_counts_once(cafe: Api) -> None:
    first, second = top_up(cafe, 2500, "pay-1"), top_up(cafe, 2500, "pay-1")
    assert (first.status, second.status) == (201, 200)
    assert first.json["effects"] == second.json["effects"]
    assert first.json["effects"][0]["type"] == "stored_value.topped_up"
    assert top_up(cafe, 2600, "pay-1").code == "exists_with_different_content"
    assert held(cafe) == {"star": 0, "purse": 2500}
    assert top_up(cafe, 20_000, "pay-2").code == "wallet_full"


def test_a_till_spends_in_one_call(cafe: Api) -> None:
    top_up(cafe, 2500, "pay-1")
    spent = cafe.post(f"{HERE}/spends", {"amount_minor": 750}, once="a")
    assert (spent.status, spent.json["status"]) == (200, "committed")
    again = cafe.post(f"{HERE}/spends", {"amount_minor": 750}, once="a")
    assert again.json["repeated"]
    assert held(cafe)["purse"] == 1750
    assert cafe.post(f"{HERE}/spends", {"amount_minor": 1751}, once="b").code == "balance_too_low"
    assert cafe.post(f"{HERE}/spends", {"amount_minor": 1}).code == "idempotency_key_needed"
    assert cafe.post(f"/v1/redemptions/{spent.json['id']}/rollback").status == 200
    assert held(cafe)["purse"] == 2500


def test_a_shop_sets_aside_and_a_refund_gives_back(cafe: Api) -> None:
    top_up(cafe, 2000, "pay-1")
    body = {"amount_minor": 1500, "hold": True, "order": "web:A1"}
    kept = cafe.post(f"{HERE}/spends", body, once="a")
    assert (kept.status, kept.json["status"]) == (201, "reserved")
    order = {
        "source": "web", "external_id": "A1", "occurred_at": START.isoformat(),
        "currency": "EUR", "total_minor": 3000, "member": ANA,
    }  # fmt: skip
    cafe.post("/v1/orders", order)
    cafe.post(f"/v1/redemptions/{kept.json['id']}/commit")
    assert held(cafe) == {"star": 30, "purse": 500}
    half = {"external_id": "r1", "occurred_at": START.isoformat(), "amount_minor": 1500}
    cafe.post("/v1/orders/web:A1/refunds", half)
    assert held(cafe) == {"star": 15, "purse": 1250}


def test_money_goes_back_to_who_paid(cafe: Api) -> None:
    top_up(cafe, 2000, "pay-1")
    cafe.post(f"{HERE}/spends", {"amount_minor": 500}, once="a")
    path = f"{HERE}/pay-outs"
    assert cafe.post(path, {"payment": "pay-9"}, once="x").code == "top_up_unknown"
    too_much = cafe.post(path, {"payment": "pay-1", "amount_minor": 1501}, once="y")
    assert too_much.code == "top_up_spent"
    assert cafe.post(path, {}, once="z").code == "rest_too_large"
    of_what = cafe.post(path, {"amount_minor": 1000}, once="w")
    assert of_what.code == "body_invalid"
    assert "`payment`" in of_what.json["detail"]
    back = cafe.post(path, {"payment": "pay-1", "amount_minor": 1000}, once="b")
    assert back.status == 201
    assert back.json["effects"][0]["amount"] == -1000
    assert cafe.post(path, {}, once="c").status == 201
    assert held(cafe)["purse"] == 0


def test_only_the_platform_tells_of_payments(cafe: Api) -> None:
    body = {"type": "stored_value.topped_up", "member": ANA, "occurred_at": START.isoformat(),
            "external_id": "x"}  # fmt: skip
    assert cafe.post("/v1/activities", body).code == "activity_type_reserved"


def test_fifty_who_spend_one_wallet_spend_it_once(cafe: Api) -> None:
    top_up(cafe, 2500, "pay-1")
    barrier = Barrier(FIFTY)

    def one(number: int) -> Answer:
        barrier.wait()
        try:
            return cafe.post(f"{HERE}/spends", {"amount_minor": 400}, once=f"n{number}")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(FIFTY) as pool:
        found = list(pool.map(one, range(FIFTY)))
    assert Counter(one.code for one in found) == {"": 6, "balance_too_low": FIFTY - 6}
    assert held(cafe)["purse"] == 100
