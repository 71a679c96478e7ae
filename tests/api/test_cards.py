"""Cards through the API: issued, blocked, replaced; and what a till is told of each."""

from typing import Any

import pytest
from tests.support.api import PROGRAM, START, Answer, Api, open_api

AT = START.isoformat()
ANA = "external_id:ana"
LOST = {"reason": "lost"}


@pytest.fixture
def ana(api: Api) -> Api:
    """A shop with a member."""
    assert api.post("/v1/members", {"external_id": "ana", "name": "Ana"}).status == 201
    return api


def issued(api: Api, once: str = "one", member: str = ANA, **said: Any) -> Any:
    """A member gets a card."""
    found = api.post(f"/v1/members/{member}/cards", said, once=once)
    assert found.status == 201, found
    return found.json


def bought(api: Api, number: str, card: str) -> Answer:
    """Somebody buys with a card."""
    body = {"source": "till", "external_id": number, "occurred_at": AT, "currency": "EUR",
            "total_minor": 15_000, "member": f"card:{card}"}  # fmt: skip
    return api.post("/v1/orders", body)


def newest(api: Api) -> Any:
    """The card that the member's own data name."""
    return api.get(f"/v1/members/{ANA}").json["card"]


def test_a_card_is_issued_and_finds_its_member(ana: Api) -> None:
    card = issued(ana)
    assert (len(card["number"]), card["number"][0], card["status"]) == (12, "1", "active")
    assert card["shown"].replace(" ", "") == card["number"] == newest(ana)
    assert bought(ana, "A1", card["number"]).status == 201
    assert ana.available(ANA) == ana.available(f"card:{card['number']}") == 150
    assert ana.get(f"/v1/cards/{card['number']}").json == card


def test_the_same_key_gives_the_same_card(ana: Api) -> None:
    card = issued(ana)
    again = ana.post(f"/v1/members/{ANA}/cards", {}, once="one")
    assert (again.status, again.json) == (200, card)
    other = ana.post(f"/v1/members/{ANA}/cards", {"kind": "virtual"}, once="one")
    assert other.code == "exists_with_different_content"
    assert ana.post(f"/v1/members/{ANA}/cards", {}).code == "idempotency_key_needed"


def test_several_cards_and_the_newest_good_one_is_the_member_s(ana: Api) -> None:
    plastic, virtual = issued(ana), issued(ana, "two", kind="virtual")
    found = ana.get(f"/v1/members/{ANA}/cards").json["data"]
    assert [one["number"] for one in found] == [virtual["number"], plastic["number"]]
    assert newest(ana) == virtual["number"]
    ana.post(f"/v1/cards/{virtual['number']}/block", LOST)
    assert newest(ana) == plastic["number"]
    ana.post(f"/v1/cards/{virtual['number']}/unblock")
    assert newest(ana) == virtual["number"]


def test_a_blocked_card_does_nothing_and_nothing_is_lost(ana: Api) -> None:
    card = issued(ana)["number"]
    first = bought(ana, "A1", card)
    blocked = ana.post(f"/v1/cards/{card}/block", LOST)
    assert (blocked.status, blocked.json["status"], blocked.json["reason"]) == (
        200, "blocked", "lost")  # fmt: skip
    assert bought(ana, "A1", card).json["effects"] == first.json["effects"]
    for call in (
        bought(ana, "A2", card),
        ana.get(f"/v1/members/card:{card}/balances"),
        ana.get(f"/v1/members/card:{card}"),
        ana.post("/v1/redemptions", {"member": f"card:{card}", "reward": "five-off"}, once="r"),
        ana.post("/v1/quotes", {"source": "till", "external_id": "Q", "occurred_at": AT,
                                "currency": "EUR", "total_minor": 100, "member": f"card:{card}"}),
        ana.post("/v1/members", {"card": card, "email": "finder@example.com"}),
    ):  # fmt: skip
        assert (call.status, call.code) == (409, "card_blocked")
        assert "blocked" in call.json["detail"]
        assert "nothing was kept" in call.json["staff_detail"]
    # The same receipt without the card, or with another name, is a sale like any other.
    body = {"source": "till", "external_id": "A2", "occurred_at": AT, "currency": "EUR",
            "total_minor": 15_000, "member": ANA}  # fmt: skip
    assert ana.post("/v1/orders", body).status == 201
    assert ana.available(ANA) == 300


def test_a_batch_is_told_of_each_card(ana: Api) -> None:
    good, bad = issued(ana)["number"], issued(ana, "two")["number"]
    ana.post(f"/v1/cards/{bad}/block", LOST)
    assert bought(ana, "A1", good).status == 201
    assert bought(ana, "A2", bad).code == "card_blocked"
    assert ana.available(ANA) == 150


def test_a_new_card_takes_over(ana: Api) -> None:
    old = issued(ana)["number"]
    bought(ana, "A1", old)
    ana.post(f"/v1/cards/{old}/block", {"reason": "stolen"})
    new = ana.post(f"/v1/cards/{old}/replace", once="again")
    assert new.status == 201
    assert ana.post(f"/v1/cards/{old}/replace", once="again").json == new.json
    assert ana.post(f"/v1/cards/{old}/replace").json == new.json
    assert newest(ana) == new.json["number"] != old
    assert ana.available(f"card:{new.json['number']}") == 150
    gone = ana.get(f"/v1/cards/{old}").json
    assert (gone["status"], gone["reason"], gone["replaced_by"]) == (
        "replaced", "stolen", new.json["number"])  # fmt: skip
    assert bought(ana, "A2", old).code == "card_replaced"
    for call in ("block", "unblock"):
        assert ana.post(f"/v1/cards/{old}/{call}", LOST if call == "block" else None).code == (
            "card_replaced"
        )


def test_blocking_twice_and_late_repeats_change_nothing(ana: Api) -> None:
    card = issued(ana)["number"]
    ana.post(f"/v1/cards/{card}/block", LOST, once="b")
    again = ana.post(f"/v1/cards/{card}/block", {"reason": "stolen"})
    assert (again.status, again.json["reason"]) == (200, "lost")
    ana.post(f"/v1/cards/{card}/unblock", once="u")
    assert ana.post(f"/v1/cards/{card}/unblock").json["status"] == "active"
    late = ana.post(f"/v1/cards/{card}/block", LOST, once="b")
    assert (late.status, late.json["status"]) == (200, "active")


def test_a_printed_number_is_registered_with_what_a_guest_collected() -> None:
    guests = open_api(PROGRAM + "joining: {at_first_order: false}\n")
    assert bought(guests, "A1", "2900000123458").status == 201
    guests.post("/v1/members", {"external_id": "ana"})
    card = issued(guests, number="2900000123458")
    assert (card["shown"], card["kind"]) == ("2 900000 123458", "plastic")
    assert guests.available(ANA) == 150
    same = guests.post(f"/v1/members/{ANA}/cards", {"number": "2900000123458"}, once="two")
    assert (same.status, same.json) == (200, card)
    guests.post("/v1/members", {"external_id": "ben"})
    taken = guests.post(
        "/v1/members/external_id:ben/cards", {"number": "2900000123458"}, once="three"
    )
    assert taken.code == "name_taken"
    guests.post("/v1/cards/2900000123458/block", LOST)
    blocked = guests.post(f"/v1/members/{ANA}/cards", {"number": "2900000123458"}, once="four")
    assert blocked.code == "card_blocked"


def test_numbers_as_the_program_says() -> None:
    api = open_api(PROGRAM + 'cards: {ean13_prefix: "29"}\n')
    api.post("/v1/members", {"external_id": "ana"})
    made = {issued(api, f"n{number}")["number"] for number in range(5)}
    assert len(made) == 5
    assert all(len(one) == 13 and one.startswith("29") for one in made)


def test_who_joins_with_a_card_has_one(api: Api) -> None:
    api.post("/v1/members", {"external_id": "ana", "card": "C-1001"})
    assert api.get("/v1/cards/C-1001").json["status"] == "active"
    # A number that was noted wrongly is put right: it was never theirs.
    changed = api.call("PATCH", f"/v1/members/{ANA}", {"card": "C-1002"})
    assert changed.json["card"] == "C-1002"
    assert api.get("/v1/cards/C-1001").code == "card_unknown"
    assert api.get("/v1/cards/C-1002").json["status"] == "active"
    virtual = issued(api, kind="virtual")["number"]
    gone = api.call("PATCH", f"/v1/members/{ANA}", {"card": None})
    assert gone.json["card"] == "C-1002"
    assert api.get(f"/v1/cards/{virtual}").code == "card_unknown"


@pytest.mark.parametrize("call", ["block", "unblock", "replace"])
def test_a_card_that_nobody_has(api: Api, call: str) -> None:
    found = api.post(f"/v1/cards/1234567890/{call}", LOST if call == "block" else None)
    assert (found.status, found.code) == (404, "card_unknown")


def test_who_has_left_gets_no_card(ana: Api) -> None:
    card = issued(ana)["number"]
    ana.post(f"/v1/members/{ANA}/close")
    assert ana.post(f"/v1/members/{ANA}/cards", {}, once="two").code == "account_closed"
    assert ana.post(f"/v1/cards/{card}/replace").code == "account_closed"


def test_a_card_as_a_picture_and_as_pages(ana: Api) -> None:
    card = issued(ana)["number"]
    picture = ana.get(f"/v1/cards/{card}/card.svg")
    assert (picture.status, picture.headers["Content-Type"]) == (200, "image/svg+xml")
    assert b"Ana" in picture.raw
    pages = ana.get(f"/v1/cards/{card}/card.pdf", "bleed=true")
    assert (pages.status, pages.headers["Content-Type"]) == (200, "application/pdf")
    assert pages.raw.startswith(b"%PDF-")
    ana.post(f"/v1/cards/{card}/block", LOST)
    for kind in ("svg", "pdf"):
        assert ana.get(f"/v1/cards/{card}/card.{kind}").code == "card_blocked"
        assert ana.get(f"/v1/cards/1234567890/card.{kind}").code == "card_unknown"
