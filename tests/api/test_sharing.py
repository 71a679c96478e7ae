"""Households and companies through the API: who comes, who spends, who goes, and fifty at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from tests.support.api import START, Answer, Api, open_api

from regulars.flows.verify import verify
from regulars.kit.pg.django import transact

TEXT = """
program: house
title: House
currency: EUR
time_zone: Europe/Tallinn
points:
  point: {name: [point, points]}
earn:
  - {id: base, on: order.paid, when: {owner: [person, household]}, give: {point: 1}, per: 1.00}
  - {id: trade, on: order.paid, when: {owner: [company]}, give: {point: 2}, per: 1.00}
  - {id: welcome, on: member.joined, give: {point: 50}}
rewards:
  mug: {kind: product, product: mug, price: {point: 60}}
households: {people: 4, children: 1, spending: head, on_leaving: share, again_after: 30 days}
companies:
  people: 20
  roles: {buyer: {title: Buyer}, chief: {title: Chief, spends: true, manages: true}}
"""
ANN, BEN, CAT = "external_id:ann", "external_id:ben", "external_id:cat"
FIFTY = 50
AT = START.isoformat()


@pytest.fixture
def house() -> Api:
    """A shop with three members of 50 points each."""
    api = open_api(TEXT)
    for name in ("ann", "ben", "cat"):
        api.post("/v1/members", {"external_id": name, "name": name.title()})
    return api


def points(api: Api, ref: str) -> int:
    """What somebody's account holds."""
    [found] = api.get(f"/v1/members/{ref}/balances").json["balances"]
    return int(found["available"])


def delete(api: Api, path: str) -> Answer:
    """DELETE."""
    return api.call("DELETE", path)


def patch(api: Api, path: str, body: Any) -> Answer:
    """PATCH."""
    return api.call("PATCH", path, body)


def order(number: str, minor: int, member: str) -> dict[str, Any]:
    """An order of one line."""
    lines = [{"line_id": "1", "net_minor": minor}]
    return {"source": "shop", "external_id": number, "occurred_at": AT, "currency": "EUR",
            "member": member, "lines": lines}  # fmt: skip


def open_home(api: Api) -> str:
    """Open Ann's household; gives its path."""
    body = {"kind": "household", "head": ANN, "name": "Mets"}
    made = api.post("/v1/accounts", body, once="home")
    assert made.status == 201, made.json
    return f"/v1/accounts/{made.json['id']}"


def open_firm(api: Api, **said: Any) -> str:
    """Open a company that Ann manages; gives its path."""
    body = {"kind": "company", "head": ANN, "name": "Bakery", "number": "EE1"} | said
    made = api.post("/v1/accounts", body, once="firm")
    assert made.status == 201, made.json
    return f"/v1/accounts/{made.json['id']}"


def come(api: Api, path: str, ref: str, role: str = "adult", **said: Any) -> Any:
    """Invite somebody, who accepts."""
    invited = api.post(f"{path}/invitations", {"role": role} | said)
    assert invited.status == 201, invited.json
    body = {"code": invited.json["code"], "member": ref}
    return api.post("/v1/invitations/accept", body)


def clean(api: Api) -> None:
    """Nothing is wrong with the books."""
    assert transact(lambda conn: list(verify(conn, api.program_id))) == []


def test_a_household_pools_and_whoever_leaves_takes_a_part(house: Api) -> None:
    path = open_home(house)
    assert open_home_again(house) == 200
    joined = come(house, path, BEN)
    assert [one["role"] for one in joined.json["people"]] == ["head", "adult"]
    assert (points(house, ANN), points(house, BEN)) == (100, 100)
    house.post("/v1/orders", order("A1", 10_00, member=BEN))
    assert points(house, ANN) == 110
    read = house.get("/v1/orders/shop:A1").json
    assert read["buyer"] == house.get(f"/v1/members/{BEN}").json["id"]
    kept = house.get(f"/v1/members/{BEN}/account").json
    assert kept["name"] == "Mets"
    gone = delete(house, f"{path}/people/{BEN}")
    assert gone.status == 201, gone.json
    assert (points(house, ANN), points(house, BEN)) == (55, 55)
    # Later refunds find the order where it was told.
    house.post("/v1/orders/shop:A1/refunds", {"external_id": "R1", "occurred_at": AT})
    assert (points(house, ANN), points(house, BEN)) == (45, 55)
    again = house.post(f"{path}/invitations", {"role": "adult"}).json["code"]
    body = {"code": again, "member": BEN}
    assert house.post("/v1/invitations/accept", body).code == "household_again_later"
    house.advance(START + timedelta(days=12))
    clean(house)


def open_home_again(api: Api) -> int:
    body = {"kind": "household", "head": ANN, "name": "Mets"}
    return api.post("/v1/accounts", body, once="again").status


def test_in_this_household_only_the_head_spends_and_hands_it_over(house: Api) -> None:
    path = open_home(house)
    come(house, path, BEN)
    body = {"member": BEN, "reward": "mug"}
    refused = house.post("/v1/redemptions", body, once="1")
    assert (refused.status, refused.code) == (403, "spending_not_allowed")
    assert delete(house, f"{path}/people/{ANN}").code == "head_hands_over_first"
    assert patch(house, f"{path}/people/{BEN}", {"role": "head", "by": BEN}).status == 403
    changed = patch(house, f"{path}/people/{BEN}", {"role": "head", "by": ANN}).json
    roles = {one["name"]: one["role"] for one in changed["people"]}
    assert roles == {"Ann": "adult", "Ben": "head"}
    assert house.post("/v1/redemptions", body, once="2").status == 201
    assert house.post(f"/v1/members/{ANN}/close").code == "member_shares_account"
    clean(house)


def test_children_are_names_and_count(house: Api) -> None:
    path = open_home(house)
    child = house.post(f"{path}/children", {"name": "Kim"})
    assert child.status == 201
    assert house.post(f"{path}/children", {"name": "Lee"}).code == "account_full"
    assert house.get(path).json["children"][0]["name"] == "Kim"
    assert delete(house, f"{path}/children/{child.json['id']}").status == 204
    assert delete(house, f"{path}/children/{child.json['id']}").code == "person_unknown"
    assert house.get(path).json["children"] == []


def test_an_invitation_is_for_one_and_may_be_withdrawn_or_declined(house: Api) -> None:
    path = open_home(house)
    said = {"role": "adult", "email": "Ben@Example.com"}
    made = house.post(f"{path}/invitations", said).json
    assert (made["to"], made["status"]) == ("ben@example.com", "open")
    assert "code" not in house.get(path).json["invitations"][0]
    assert delete(house, f"{path}/invitations/{made['id']}").status == 204
    body = {"code": made["code"], "member": BEN}
    assert house.post("/v1/invitations/accept", body).code == "invitation_settled"
    second = house.post(f"{path}/invitations", {"role": "adult"}).json["code"]
    assert house.post("/v1/invitations/decline", {"code": second.lower()}).status == 204
    assert house.get(path).json["invitations"] == []
    third = house.post(f"{path}/invitations", {"role": "adult"}).json["code"]
    house.advance(START + timedelta(days=15))
    assert house.post("/v1/invitations/accept", {"code": third, "member": BEN}).code == (
        "invitation_over"
    )
    nobody = {"code": "AAAA-BBBB-CCCC", "member": BEN}
    assert house.post("/v1/invitations/accept", nobody).code == "invitation_unknown"
    assert house.post(f"{path}/invitations", {"role": "chief"}).code == "role_unknown"


def test_a_company_has_a_balance_of_its_own_and_its_buyers_keep_theirs(house: Api) -> None:
    path = open_firm(house, attributes={"trade": "bakery"})
    come(house, path, BEN, "buyer", by=ANN)
    assert (points(house, ANN), points(house, BEN)) == (50, 50)  # the company's welcome
    house.post("/v1/orders", order("A1", 10_00, member=BEN))
    assert points(house, ANN) == 70
    assert house.post(f"{path}/invitations", {"role": "buyer", "by": BEN}).status == 403
    body = {"member": BEN, "reward": "mug"}
    assert house.post("/v1/redemptions", body, once="1").code == "spending_not_allowed"
    patch(house, f"{path}/people/{BEN}", {"role": "chief"})
    assert house.post("/v1/redemptions", body, once="2").status == 201
    assert delete(house, f"{path}/people/{BEN}").status == 201
    assert points(house, BEN) == 50
    assert house.post(f"{path}/children", {"name": "Kim"}).code == "children_not_here"
    renamed = patch(house, path, {"name": "Bakery & Café"}).json
    assert (renamed["name"], renamed["attributes"]) == ("Bakery & Café", {})
    assert delete(house, f"{path}/people/{ANN}").status == 201
    assert house.get(path).json["ended_at"] is not None
    assert points(house, ANN) == 50
    clean(house)


def test_a_company_is_opened_once_for_its_key(house: Api) -> None:
    path = open_firm(house)
    body = {"kind": "company", "head": ANN, "name": "Bakery", "number": "EE1"}
    again = house.post("/v1/accounts", body, once="firm")
    assert (again.status, f"/v1/accounts/{again.json['id']}") == (200, path)
    other = house.post("/v1/accounts", body | {"name": "Other"}, once="firm")
    assert other.code == "exists_with_different_content"
    assert house.post("/v1/accounts", body, once="new").code == "member_shares_account"
    listed = house.get("/v1/accounts", "kind=company").json["data"]
    assert [one["name"] for one in listed] == ["Bakery"]
    assert house.get("/v1/accounts", "kind=household").json["data"] == []


def test_who_is_erased_leaves_first_and_the_rest_stays(house: Api) -> None:
    path = open_home(house)
    come(house, path, BEN)
    come(house, path, CAT)
    assert delete(house, f"/v1/members/{ANN}").status == 204
    people = house.get(path).json["people"]
    assert [(one["name"], one["role"]) for one in people] == [("Ben", "head"), ("Cat", "adult")]
    assert points(house, BEN) == 102  # of each of three lots of 50, a third went along
    clean(house)
    merged = house.post(f"/v1/members/{BEN}/merge", {"other": CAT})
    assert merged.code == "member_shares_account"


def test_of_fifty_who_accept_at_once_as_many_come_as_there_is_room(house: Api) -> None:
    path = open_home(house)
    people = [f"p{number}" for number in range(FIFTY)]
    codes = {}
    for name in people:
        house.post("/v1/members", {"external_id": name})
        codes[name] = house.post(f"{path}/invitations", {"role": "adult"}).json["code"]
    barrier = Barrier(FIFTY)

    def accept(name: str) -> int:
        barrier.wait()
        body = {"code": codes[name], "member": f"external_id:{name}"}
        try:
            return house.post("/v1/invitations/accept", body).status
        finally:
            connections.close_all()

    with ThreadPoolExecutor(FIFTY) as pool:
        found = Counter(pool.map(accept, people))
    assert found == {200: 3, 409: FIFTY - 3}
    assert points(house, ANN) == 200
    assert len(house.get(path).json["people"]) == 4
    clean(house)
