"""The search over everything: what a role may see, by name, code, number and page."""

import pytest
from django.test import Client
from tests.builders.shop import SmallShop

from regulars.domains.rewards import queries as rewards
from regulars.entrypoints.console import urls
from regulars.entrypoints.console.search.places import PLACES

SEARCH = "/console/p/shop/search/"


@pytest.mark.parametrize(
    ("text", "hit"),
    [("aino", "Aino Virtanen"), ("2900000001", "Aino Virtanen"), ("C-2", "Mikko Lahti"),
     ("person3@example.com", "Sofía Ramírez"), ("A-2001", "Aino Virtanen"), ("ledger", "Ledger"),
     ("arrange", "Arrange an event"), ("", "Overview")],
)  # fmt: skip
def test_things_are_found(owner: Client, text: str, hit: str) -> None:
    assert hit in owner.get(SEARCH, {"q": text}).text


def test_a_voucher_is_found_by_its_code(owner: Client, shop: SmallShop) -> None:
    [one, *_more] = rewards.vouchers(shop.conn, [shop.account("aino.virtanen@example.com")])
    page = owner.get(SEARCH, {"q": one.code}).text
    assert f"vouchers/?code={one.code}" in page


def test_nothing_is_said_so(owner: Client) -> None:
    assert "Nothing is called “zzzz”" in owner.get(SEARCH, {"q": "zzzz"}).text


def test_the_palette_gets_a_part_of_a_page(owner: Client) -> None:
    part = owner.get(SEARCH, {"q": "aino"}, headers={"HX-Request": "true"}).text
    assert "Aino Virtanen" in part
    assert "<html" not in part


def test_a_role_finds_what_it_may_see(client: Client, shop: SmallShop) -> None:
    client.force_login(shop.staff("carl", role="cashier"))
    page = client.get(SEARCH, {"q": ""}, headers={"HX-Request": "true"}).text
    assert "Members" in page
    for one in ("Ledger", "Staff", "Overview", "Audit log", "CSV", "Arrange"):
        assert one not in page
    text = client.get(SEARCH, {"q": "aino"}, headers={"HX-Request": "true"}).text
    assert "a•••@•••.com" in text
    assert "aino.virtanen@example.com" not in text


def test_another_shop_s_things_are_not_found(client: Client, empty_shop: SmallShop) -> None:
    client.force_login(empty_shop.staff("nils"))
    for text in ("aino", "A-2001"):
        assert "Aino" not in client.get(SEARCH, {"q": text}).text


def test_places_ask_for_what_their_pages_ask_for() -> None:
    [program] = [one for one in urls.urlpatterns if hasattr(one, "url_patterns")]
    asked = {one.name: one.callback.permission for one in program.url_patterns}
    assert {view: permission for view, (_name, permission) in PLACES.items()} == {
        view: asked[view] for view in PLACES
    }
