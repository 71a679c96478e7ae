"""A device is enrolled once by a code, works for its shop alone, and dies with its block."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from tests.builders.shop import SmallShop
from tests.till.conftest import CODE, CONSOLE, Counter

from regulars.domains.merchants import secrets
from regulars.domains.tills import queries
from regulars.entrypoints.till import device
from regulars.kit import clock


def code_from(owner: Client) -> str:
    found = CODE.search(owner.post(f"{CONSOLE}invite/", {"label": "Right", "location": ""}).text)
    assert found
    return found[1]


def test_a_code_enrols_one_device(owner: Client, kiosk: Client) -> None:
    code = code_from(owner)
    assert code not in owner.get(CONSOLE).text
    assert kiosk.get("/till/").headers["Location"] == "/till/pair/"
    assert kiosk.post("/till/pair/", {"code": code}).status_code == 302
    cookie = kiosk.cookies["till"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/till/"
    assert secrets.well_formed(cookie.value)
    assert cookie.value.startswith("dk_")
    assert "Corner shop" in kiosk.get("/till/").text
    other = Client(headers={"host": "localhost"})
    answer = other.post("/till/pair/", {"code": code})
    assert answer.status_code == 422
    assert "was used" in answer.text
    assert other.get("/till/").status_code == 302


def test_a_code_dies_after_ten_minutes(owner: Client, kiosk: Client) -> None:
    code = code_from(owner)
    with time_machine.travel(clock.now() + timedelta(minutes=10, seconds=1)):
        assert kiosk.post("/till/pair/", {"code": code}).status_code == 422


def test_codes_cannot_be_guessed_for_long(owner: Client, kiosk: Client) -> None:
    code = code_from(owner)
    tries = [kiosk.post("/till/pair/", {"code": f"wrong-{n}"}).status_code for n in range(11)]
    assert tries == [422] * 10 + [429]
    assert kiosk.post("/till/pair/", {"code": code}).status_code == 429


def test_a_lost_device_is_blocked(counter: Counter, owner: Client, shop: SmallShop) -> None:
    page = owner.get(CONSOLE).text
    assert "The harbour" in page
    found = re.search(r"tills/(til_\w+)/block/", page)
    assert found
    address = f"{CONSOLE}{found[1]}/block/"
    assert "Block Left?" in owner.post(address).text
    assert counter.client.get("/till/").status_code == 200
    assert "Left is blocked." in owner.post(address, {"sure": "yes"}, follow=True).text
    device.keyring.cache_clear()
    assert counter.client.get("/till/").status_code == 302
    assert counter.client.post("/till/look/", {"code": "2900000001"}).status_code == 401
    assert queries.tills(shop.conn, shop.program_id)[0].blocked_at is not None
    assert owner.post(f"{CONSOLE}til_none/block/").status_code == 404


def test_another_shop_s_device_knows_nobody_here(
    counter: Counter, empty_shop: SmallShop, client: Client
) -> None:
    client.force_login(empty_shop.staff("other"))
    kiosk = Client(headers={"host": "localhost"})
    assert kiosk.post("/till/pair/", {"code": code_from(client)}).status_code == 302
    assert "Nobody and nothing" in Counter(kiosk).look("2900000001")
    assert "Aino V." in counter.look("2900000001")


@pytest.mark.parametrize(
    "said", [{"label": ""}, {"label": "x" * 61}, {"label": "A", "location": "?"}]
)
def test_a_code_needs_a_name_and_a_place_of_the_shop(owner: Client, said: dict[str, str]) -> None:
    answer = owner.post(f"{CONSOLE}invite/", said)
    assert answer.status_code == 422
    assert "Give the device a name." in answer.text


def test_a_viewer_enrols_nothing(client: Client, shop: SmallShop) -> None:
    client.force_login(shop.staff("finn", role="finance"))
    assert "Enrol a device" not in client.get(CONSOLE).text
    assert client.post(f"{CONSOLE}invite/", {"label": "Mine"}).status_code == 403
    assert client.post(f"{CONSOLE}cashiers/", {}).status_code == 403
