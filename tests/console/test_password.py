"""One's own password: changed by whoever knows it, and every other browser is out."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.builders.shop import PASSWORD, SmallShop

from regulars.domains.audit import queries as audit
from regulars.domains.audit.contracts import Wanted

PAGE, NEW = "/console/security/password/", "an even longer password"


@pytest.fixture(autouse=True)
def nobody_tried() -> None:
    """What others guessed is forgotten."""
    cache.clear()


def browser(password: str = PASSWORD) -> Client:
    """A browser that has signed in."""
    client = Client(headers={"host": "localhost"})
    said = {"name": "kirsi", "password": password}
    assert client.post("/console/sign-in/", said).status_code in {302, 422}
    return client


def change(client: Client, old: str = PASSWORD, new: str = NEW, again: str = NEW) -> Any:
    return client.post(PAGE, {"old": old, "new": new, "again": again})


def test_it_is_changed_and_others_are_out(shop: SmallShop) -> None:
    shop.staff()
    here, there = browser(), browser()
    assert "Change your password" in here.get("/console/security/").text
    assert change(here).status_code == 302
    assert here.get("/console/p/shop/").status_code == 200
    assert here.get("/console/security/").text.count("Signed in") <= 1
    assert "sign-in" in there.get("/console/p/shop/").headers["Location"]
    assert browser(NEW).get("/console/p/shop/").status_code == 200
    assert browser(PASSWORD).get("/console/p/shop/").status_code == 302
    acts = audit.page(shop.conn, shop.merchant_id, shop.program_id, Wanted(), limit=50)
    assert "password_changed" in {one.kind for one in acts}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"old": "wrong"}, "This is not your password."),
        ({"again": "another long password"}, "The two are not the same."),
        ({"new": "short", "again": "short"}, "At least"),
    ],
)
def test_it_is_refused_beside_the_field(shop: SmallShop, said: dict[str, str], told: str) -> None:
    shop.staff()
    here = browser()
    answer = change(here, **said)
    assert (answer.status_code, told in answer.text) == (422, True)
    assert browser().get("/console/p/shop/").status_code == 200


def test_guessing_the_old_one_is_slow(shop: SmallShop) -> None:
    shop.staff()
    here = browser()
    codes = [change(here, old="wrong").status_code for _ in range(12)]
    assert codes[0] == 422
    assert codes[-1] == 429


def test_strangers_sign_in_first(client: Client) -> None:
    assert client.get(PAGE).status_code == 302
