"""Gift cards through the API: a code told once, spent in parts, loaded, blocked, given back."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from tests.support.api import START, Answer, Api, open_api

from regulars.domains.giftcards import codes
from regulars.domains.ledger.contracts import Finding
from regulars.flows.verify import verify
from regulars.kit.pg.django import transact

TEXT = """
program: cafe
title: Cafe
currency: EUR
time_zone: Europe/Helsinki
points:
  star: {name: [star, stars]}
earn:
  - {id: base, on: order.paid, give: {star: 1}, per: 1.00}
  - {id: thanks, on: shop.visited, issue: card-of-five}
  - {id: mug, on: shop.left, issue: mug}
  - {id: bonus, on: stored_value.topped_up, give: {purse: 5.00}}
stored_value:
  purse:
    name: [credit, credit]
    expires: {after: 5 years}
    most: 200.00
    gift_cards: {least: 5.00, most: 150.00}
    transfers: {least: 1.00, most: 50.00, per_day: 60.00}
rewards:
  card-of-five: {title: A card of five, kind: gift-card, value: 5.00}
  mug: {title: A mug, kind: custom}
"""
ANA, BEN = "external_id:ana", "external_id:ben"
FIFTY = 50


@pytest.fixture
def cafe() -> Api:
    """A cafe with two members."""
    api = open_api(TEXT)
    for name in ("ana", "ben"):
        api.post("/v1/members", {"external_id": name})
    return api


def sell(api: Api, amount: int = 5000, payment: str = "p1") -> Answer:
    return api.post("/v1/gift-cards", {"amount_minor": amount, "payment": payment})


def spend(api: Api, code: str, amount: int, once: str, **said: Any) -> Answer:
    body = {"amount_minor": amount, **said}
    return api.post(f"/v1/gift-cards/{code}/spends", body, once=once)


def left(api: Api, card: str) -> int:
    return int(api.get(f"/v1/gift-cards/{card}").json["balance_minor"])


def held(api: Api, member: str) -> int:
    found = api.get(f"/v1/members/{member}/balances").json["balances"]
    return next(one["available"] for one in found if one["currency"] == "purse")


def test_a_code_is_told_once(cafe: Api) -> None:
    first, again = sell(cafe), sell(cafe)
    assert (first.status, again.status) == (201, 200)
    code = first.json["code"]
    assert codes.normal(code.lower().replace("-", " ")) == code.replace("-", "")
    assert "code" not in again.json
    assert again.json["id"] == first.json["id"]
    assert again.json["repeated"]
    found = cafe.get(f"/v1/gift-cards/{code.lower()}").json
    assert (found["balance_minor"], found["hint"]) == (5000, code[-4:])
    assert found["expires_at"].startswith("2031-03")
    assert sell(cafe, 6000).code == "exists_with_different_content"
    assert sell(cafe, 499, "p2").code == "gift_card_out_of_bounds"
    assert sell(cafe, 499, "p2").code == "gift_card_out_of_bounds"


def test_a_wrong_letter_is_no_card(cafe: Api) -> None:
    code = sell(cafe).json["code"]
    other = "3" if code[0] == "2" else "2"
    assert codes.normal(other + code[1:]) == ""
    assert cafe.get(f"/v1/gift-cards/{other}{code[1:]}").code == "gift_card_unknown"


def test_it_is_spent_in_parts_by_its_code_only(cafe: Api) -> None:
    card = sell(cafe).json
    assert spend(cafe, card["code"], 1250, "a").json["status"] == "committed"
    assert spend(cafe, card["code"], 1250, "a").json["repeated"]
    kept = spend(cafe, card["code"], 750, "b", hold=True)
    assert (kept.status, left(cafe, card["id"])) == (201, 3000)
    cafe.post(f"/v1/redemptions/{kept.json['id']}/cancel")
    assert left(cafe, card["code"]) == 3750
    assert spend(cafe, card["code"], 3751, "c").code == "balance_too_low"
    assert spend(cafe, card["id"], 1, "d").code == "gift_card_unknown"


def test_what_it_paid_returns_to_it(cafe: Api) -> None:
    code = sell(cafe).json["code"]
    spend(cafe, code, 2000, "a", order="web:A1")
    order = {
        "source": "web", "external_id": "A1", "occurred_at": START.isoformat(),
        "currency": "EUR", "total_minor": 4000, "member": ANA,
    }  # fmt: skip
    cafe.post("/v1/orders", order)
    part = {"external_id": "r1", "occurred_at": START.isoformat(), "amount_minor": 1000}
    assert cafe.post("/v1/orders/web:A1/refunds", part).status == 201
    assert left(cafe, code) == 3500
    assert cafe.post("/v1/orders/web:A1/refunds", part).status == 200
    cafe.post("/v1/orders/web:A1/cancel", {"occurred_at": START.isoformat()})
    assert left(cafe, code) == 5000
    assert wrong(cafe) == []


def test_it_is_loaded_into_a_wallet(cafe: Api) -> None:
    code = sell(cafe).json["code"]
    path = f"/v1/gift-cards/{code}/load"
    assert cafe.post(path, {"member": "external_id:none"}, once="a").code == "member_unknown"
    assert cafe.post(path, {"member": ANA}, once="a").status == 201
    assert cafe.post(path, {"member": ANA}, once="a").status == 200
    assert (held(cafe, ANA), left(cafe, code)) == (5000, 0)
    assert cafe.post(path, {"member": BEN}, once="b").code == "amount_is_nothing"
    full = sell(cafe, 15_000, "p2").json["code"]
    top = sell(cafe, 500, "p3").json["code"]
    assert cafe.post(f"/v1/gift-cards/{full}/load", {"member": ANA}, once="c").status == 201
    assert cafe.post(f"/v1/gift-cards/{top}/load", {"member": ANA}, once="d").code == "wallet_full"
    assert left(cafe, top) == 500
    assert wrong(cafe) == []


def test_a_lost_card_is_blocked_and_replaced(cafe: Api) -> None:
    card = sell(cafe).json
    path = f"/v1/gift-cards/{card['id']}"
    lost = {"reason": "Lost, says Ana"}
    assert cafe.post(f"{path}/block", once="a").code == "body_invalid"
    assert cafe.post(f"{path}/block", lost, once="a").json["blocked"]
    assert cafe.post(f"{path}/block", lost, once="b").code == "gift_card_as_before"
    assert spend(cafe, card["code"], 100, "c").code == "gift_card_blocked"
    load = cafe.post(f"/v1/gift-cards/{card['code']}/load", {"member": ANA}, once="d")
    assert load.code == "gift_card_blocked"
    said = lost | {"hint": card["hint"]}
    fresh = cafe.post(f"{path}/replace", said, once="e").json
    assert fresh["code"] != card["code"]
    assert not fresh["blocked"]
    assert spend(cafe, card["code"], 100, "f").code == "gift_card_replaced"
    assert spend(cafe, fresh["code"], 100, "g").status == 200
    assert left(cafe, fresh["code"]) == 4900


def test_a_voucher_becomes_a_card_once(cafe: Api) -> None:
    visit = {"member": ANA, "occurred_at": START.isoformat(), "external_id": "v1"}
    cafe.post("/v1/activities", {"type": "shop.visited", **visit})
    cafe.post("/v1/activities", {"type": "shop.left", **visit})
    found = cafe.get(f"/v1/members/{ANA}/vouchers").json["data"]
    of = {one["reward"]: one["code"] for one in found}
    at = {"occurred_at": START.isoformat()}
    used = cafe.post(f"/v1/vouchers/{of['card-of-five']}/redeem", at, once="x")
    assert used.code == "voucher_for_gift_card"
    no = cafe.post("/v1/gift-cards", {"voucher": of["mug"]})
    assert no.code == "voucher_no_gift_card"
    made = cafe.post("/v1/gift-cards", {"voucher": of["card-of-five"]})
    assert (made.status, made.json["balance_minor"]) == (201, 500)
    again = cafe.post("/v1/gift-cards", {"voucher": of["card-of-five"]})
    assert (again.status, again.json["id"]) == (200, made.json["id"])
    assert cafe.post("/v1/gift-cards", {}).code == "payment_or_voucher"
    assert wrong(cafe) == []


def test_members_send_to_one_another(cafe: Api) -> None:
    cafe.post(f"/v1/members/{ANA}/stored-value/top-ups", {"amount_minor": 9500, "payment": "p"})
    path = f"/v1/members/{ANA}/stored-value/transfers"
    sent = cafe.post(path, {"to": BEN, "amount_minor": 4000}, once="a")
    assert sent.json["effects"][0]["type"] == "stored_value.sent"
    assert cafe.post(path, {"to": BEN, "amount_minor": 4000}, once="a").status == 200
    assert (held(cafe, ANA), held(cafe, BEN)) == (6000, 4000)
    codes_ = [
        cafe.post(path, {"to": to, "amount_minor": amount}, once=f"n{to}{amount}").code
        for to, amount in ((ANA, 100), (BEN, 99), (BEN, 5001), (BEN, 2001), (BEN, 2000))
    ]
    assert codes_ == [
        "transfer_to_self", "transfer_out_of_bounds", "transfer_out_of_bounds",
        "transfers_of_day_used", "",
    ]  # fmt: skip
    assert (held(cafe, ANA), held(cafe, BEN)) == (4000, 6000)


def at_once(work: Any) -> list[Answer]:
    """Fifty at the same moment."""
    barrier = Barrier(FIFTY)

    def one(number: int) -> Answer:
        barrier.wait()
        try:
            answer: Answer = work(number)
            return answer
        finally:
            connections.close_all()

    with ThreadPoolExecutor(FIFTY) as pool:
        return list(pool.map(one, range(FIFTY)))


def wrong(api: Api) -> list[Finding]:
    """What the verifier finds."""
    return transact(lambda conn: list(verify(conn, api.program_id)))


def test_fifty_who_spend_one_card_spend_it_once(cafe: Api) -> None:
    code = sell(cafe, 2500).json["code"]
    found = at_once(lambda number: spend(cafe, code, 400, f"n{number}"))
    assert Counter(one.code for one in found) == {"": 6, "balance_too_low": FIFTY - 6}
    assert left(cafe, code) == 100
    assert wrong(cafe) == []


def test_fifty_who_send_both_ways_lose_nothing(cafe: Api) -> None:
    for name in (ANA, BEN):
        path = f"/v1/members/{name}/stored-value/top-ups"
        cafe.post(path, {"amount_minor": 2000, "payment": "p"})

    def work(number: int) -> Answer:
        pair = (ANA, BEN) if number % 2 else (BEN, ANA)
        path = f"/v1/members/{pair[0]}/stored-value/transfers"
        return cafe.post(path, {"to": pair[1], "amount_minor": 700}, once=f"n{number}")

    found = at_once(work)
    good = {"", "balance_too_low", "transfers_of_day_used"}
    assert {one.code for one in found} <= good
    assert held(cafe, ANA) + held(cafe, BEN) == 5000
    assert wrong(cafe) == []
