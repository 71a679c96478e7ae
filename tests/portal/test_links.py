"""A link to sign in, handed over at the counter: once, for a while, for one member."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from tests.builders.shop import SmallShop, email_of

from regulars.kit import clock

LINK = re.compile(r"http://[^/]+(/club/shop/enter/lnk_\w+/[\w-]+/)")


def browser() -> Client:
    """Somebody's browser."""
    return Client(headers={"host": "localhost"})


@pytest.fixture
def address(owner: Client, shop: SmallShop) -> str:
    """The address that staff hand over."""
    page = owner.post(f"/console/p/shop/members/{shop.public_id(email_of(3))}/link/").text
    found = LINK.search(page)
    assert found is not None, page
    assert "<svg" in page
    return found.group(1)


def test_looking_uses_nothing_up_and_going_in_does(address: str) -> None:
    phone, other = browser(), browser()
    assert "Go in" in phone.get(address).text
    assert phone.post(address).headers["Location"] == "/club/shop/"
    assert "Sofía" in phone.get("/club/shop/").text
    late = other.post(address)
    assert (late.status_code, "Ask for a new one" in late.text) == (422, True)
    assert "Sofía" not in other.get("/club/shop/").text


def test_wrong_and_old_links_lead_nowhere(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = browser()
    other = "y" if address[-2] == "x" else "x"
    assert phone.post(f"{address[:-2]}{other}/").status_code == 422
    assert phone.post("/club/shop/enter/nothing/at-all/").status_code == 422
    later = clock.now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert phone.post(address).status_code == 422


def test_viewers_make_none(client: Client, shop: SmallShop) -> None:
    client.force_login(shop.staff("finn", role="finance"))
    member = shop.public_id(email_of(3))
    assert client.post(f"/console/p/shop/members/{member}/link/").status_code == 403
    assert "Sign them in" not in client.get(f"/console/p/shop/members/{member}/").text
