"""Fifty devices want cards at the same moment."""

from collections import Counter

from tests.api.test_at_once import MANY, at_once
from tests.support.api import PROGRAM, Api, open_api

ANA = "/v1/members/external_id:ana/cards"


def test_no_number_is_given_twice() -> None:
    """Of a series that leaves five digits to chance."""
    api = open_api(PROGRAM + 'cards: {ean13_prefix: "2900000"}\n')
    for number in range(MANY):
        api.post("/v1/members", {"external_id": f"m{number}"})
    found = at_once(
        lambda number: api.post(f"/v1/members/external_id:m{number}/cards", {}, once=f"n{number}")
    )
    assert {one.status for one in found} == {201}
    assert len({one.json["number"] for one in found}) == MANY


def test_one_key_is_one_card(api: Api) -> None:
    api.post("/v1/members", {"external_id": "ana"})
    found = at_once(lambda _: api.post(ANA, {}, once="same"))
    assert Counter(one.status for one in found) == {201: 1, 200: MANY - 1}
    assert len(api.get(ANA).json["data"]) == 1


def test_one_printed_card(api: Api) -> None:
    for number in range(MANY):
        api.post("/v1/members", {"external_id": f"m{number}"})

    found = at_once(
        lambda number: api.post(
            f"/v1/members/external_id:m{number}/cards",
            {"number": "2900000123458"},
            once=f"{number}",
        )
    )
    assert Counter(one.code for one in found) == {"": 1, "name_taken": MANY - 1}


def test_one_new_card_for_an_old_one(api: Api) -> None:
    api.post("/v1/members", {"external_id": "ana"})
    old = api.post(ANA, {}, once="old").json["number"]
    found = at_once(lambda number: api.post(f"/v1/cards/{old}/replace", once=f"r{number}"))
    assert Counter(one.status for one in found) == {201: 1, 200: MANY - 1}
    assert len({one.json["number"] for one in found}) == 1
    held = api.get(ANA).json["data"]
    assert Counter(one["status"] for one in held) == {"active": 1, "replaced": 1}
