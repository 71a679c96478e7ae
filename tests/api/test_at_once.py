"""Fifty at the same moment: exactly one happens, and the others are told the same."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections
from tests.api import clubs
from tests.api.events import BEGINS, arranged, checks_in, leaves, line, shop, signs_up
from tests.support.api import PROGRAM, START, Answer, Api, open_api

MANY = 50
AT = START.isoformat()
ORDER = {"source": "shop", "external_id": "A1", "occurred_at": AT, "currency": "EUR",
         "total_minor": 15_000, "member": "external_id:ana"}  # fmt: skip


def at_once(call: Callable[[int], Answer]) -> list[Answer]:
    """Call from many threads, each with a connection of its own, all at one moment."""
    barrier = Barrier(MANY)

    def one(number: int) -> Answer:
        barrier.wait()
        try:
            return call(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(one, range(MANY)))


def test_one_order(api: Api) -> None:
    found = at_once(lambda _: api.post("/v1/orders", ORDER))
    assert Counter(one.status for one in found) == {201: 1, 200: MANY - 1}
    assert len({str(one.json["effects"]) for one in found}) == 1
    assert api.available("external_id:ana") == 150


def test_one_redemption(api: Api) -> None:
    api.post("/v1/orders", ORDER)
    body = {"member": "external_id:ana", "reward": "five-off"}
    same = at_once(lambda _: api.post("/v1/redemptions", body, once="one"))
    assert Counter(one.status for one in same) == {201: 1, 200: MANY - 1}
    assert len({one.json["id"] for one in same}) == 1
    red = same[0].json["id"]
    spent = at_once(lambda _: api.post(f"/v1/redemptions/{red}/commit"))
    assert {one.status for one in spent} == {200}
    assert Counter(one.json.get("repeated", False) for one in spent) == {
        False: 1, True: MANY - 1,
    }  # fmt: skip
    found = api.get("/v1/members/external_id:ana/balances").json["balances"][0]
    assert (found["available"], found["redeemed"]) == (50, 100)


def test_one_balance(api: Api) -> None:
    api.post("/v1/orders", ORDER)
    body = {"member": "external_id:ana", "reward": "five-off"}
    found = at_once(lambda number: api.post("/v1/redemptions", body, once=f"n{number}"))
    assert Counter(one.code for one in found) == {"": 1, "balance_too_low": MANY - 1}
    assert api.available("external_id:ana") == 50


def test_one_star_code(api: Api) -> None:
    api.post("/v1/codes", {"pool": "stars", "codes": ["SUN-1"]})
    for number in range(MANY):
        api.post("/v1/members", {"external_id": f"m{number}"})

    def typed(number: int) -> Answer:
        body = {"type": "code.redeemed", "member": f"external_id:m{number}", "occurred_at": AT,
                "external_id": "try", "data": {"code": "sun 1"}}  # fmt: skip
        return api.post("/v1/activities", body)

    found = at_once(typed)
    assert Counter(one.code for one in found) == {"": 1, "code_used": MANY - 1}
    assert sum(api.available(f"external_id:m{number}") for number in range(MANY)) == 25


def test_one_member(api: Api) -> None:
    body = {"email": "ana@example.com", "external_id": "ana", "phone": "+3725123456"}
    found = at_once(lambda _: api.post("/v1/members", body))
    assert Counter(one.status for one in found) == {201: 1, 200: MANY - 1}
    assert len({one.json["id"] for one in found}) == 1
    assert len(api.get("/v1/members").json["data"]) == 1


def test_one_guest(api: Api) -> None:
    """Many first orders of one new customer make one member."""
    found = at_once(lambda number: api.post("/v1/orders", ORDER | {"external_id": f"B{number}"}))
    assert {one.status for one in found} == {201}
    assert len({one.json["account"] for one in found}) == 1
    assert api.available("external_id:ana") == 150 * MANY


def test_one_in_stock() -> None:
    """Of many members who want the last one, one gets it, and nobody else pays."""
    mug = "  mug: {kind: product, product: mug, price: {point: 10}, stock: 1}\n"
    api = open_api(PROGRAM.replace("redeeming:", mug + "redeeming:"))
    for number in range(MANY):
        one = {"external_id": f"C{number}", "member": f"external_id:m{number}"}
        api.post("/v1/orders", ORDER | one)

    def wanted(number: int) -> Answer:
        body = {"member": f"external_id:m{number}", "reward": "mug"}
        return api.post("/v1/redemptions", body, once="want")

    found = at_once(wanted)
    assert Counter(one.code for one in found) == {"": 1, "out_of_stock": MANY - 1}
    left = sum(api.available(f"external_id:m{number}") for number in range(MANY))
    assert left == 150 * MANY - 10


def test_one_use_of_a_voucher(api: Api) -> None:
    """Used and set aside from many tills: the voucher takes something off once."""
    api.post("/v1/orders", ORDER)
    red = api.post("/v1/redemptions", {"member": "external_id:ana", "reward": "five-off"}, once="r")
    code = api.post(f"/v1/redemptions/{red.json['id']}/commit").json["voucher"]["code"]
    body = {"occurred_at": AT, "lines": [{"net_minor": 2000}]}

    def used(number: int) -> Answer:
        verb = "redeem" if number % 2 else "reserve"
        return api.post(f"/v1/vouchers/{code}/{verb}", body, once=f"till-{number}")

    found = at_once(used)
    assert Counter(one.code for one in found) == {"": 1, "voucher_not_open": MANY - 1}
    held = [one.json["id"] for one in found if one.status == 201 and "expires_at" in one.json]
    for one in held:
        api.post(f"/v1/redemptions/{one}/commit")
    found = api.get("/v1/members/external_id:ana/balances").json
    assert found["saved_minor"] == 500


def test_twenty_places() -> None:
    """Fifty want one of twenty places: twenty go, thirty wait, and each has a number of its own."""
    api = shop(MANY)
    event = arranged(api, places=20)
    found = at_once(lambda number: signs_up(api, event, number))
    assert {one.status for one in found} == {201}
    assert sorted(one.json["number"] for one in found) == list(range(1, MANY + 1))
    assert [status for _, status in line(api, event)] == ["going"] * 20 + ["waiting"] * 30
    left = at_once(lambda number: leaves(api, event, number))
    assert {one.status for one in left} == {204}
    assert line(api, event) == []


def test_ten_places_in_a_club() -> None:
    """Fifty join a club of ten at once: exactly ten are in, by its list, count and accounts."""
    api = clubs.shop(MANY)
    club = clubs.founded(api, capacity=10)
    found = at_once(lambda number: clubs.joins(api, club, number))
    assert Counter(one.code for one in found if one.status != 201) == {"club_full": MANY - 10}
    inside = [f"m{number}" for number, one in enumerate(found) if one.status == 201]
    assert clubs.who(api, club) == sorted(inside)
    assert api.get(f"/v1/clubs/{club}").json["members"] == len(inside) == 10
    paid = [api.available(f"external_id:m{number}") for number in range(MANY)]
    assert sum(paid) == 10 * 40
    left = at_once(lambda _: clubs.leaves(api, club, int(inside[0][1:])))
    assert {one.status for one in left} == {204}
    assert api.get(f"/v1/clubs/{club}").json["members"] == 9


def test_one_check_in() -> None:
    api = shop(1)
    event = arranged(api)
    code = signs_up(api, event, 0).json["code"]
    api.advance(BEGINS)
    found = at_once(lambda _: checks_in(api, event, code))
    assert Counter(one.status for one in found) == {201: 1, 200: MANY - 1}
    assert api.available("external_id:m0") == 50
