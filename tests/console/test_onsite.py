"""Keys for the shop's pages, by staff: made once, bound to addresses, ended."""

import re

import pytest
from django.test import Client
from tests.builders.shop import SmallShop

from regulars.domains.merchants import queries
from regulars.entrypoints.console.onsite.views import read_origins

PAGE = "/console/p/shop/site/"


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("https://shop.example", True),
        ("https://a.example https://B.example:8443/", True),
        ("http://localhost:8000", True),
        ("http://shop.example", False),
        ("shop.example", False),
        ("https://*.example", False),
        ("https://a.example;'none'", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_only_whole_safe_addresses_are_read(text: str, good: bool) -> None:
    assert isinstance(read_origins(text), list) is good


def test_a_key_is_made_moved_and_ended(owner: Client, shop: SmallShop) -> None:
    assert "Not on any site yet" in owner.get(PAGE).text
    assert owner.post(f"{PAGE}new/", {"origins": "shop.example"}).status_code == 422
    page = owner.post(f"{PAGE}new/", {"origins": "https://shop.example", "label": "Web"}).text
    found = re.search(r"pk_(?:live|test)_\w+", page)
    assert found is not None
    assert "/club/shop/widget.js" in page
    later = owner.get(PAGE).text
    assert (found[0] in later, "Web" in later, "ws_" in later) == (False, True, True)
    address = re.search(r"/console/p/shop/site/key_\w+/", later)
    assert address is not None
    owner.post(address[0], {"origins": "https://new.example"})
    known = queries.key(shop.conn, found[0])
    assert known is not None
    assert known.origins == "https://new.example"
    owner.post(address[0], {"what": "end"})
    ended = queries.key(shop.conn, found[0])
    assert ended is not None
    assert ended.revoked_at is not None
    assert owner.post(address[0], {"what": "end"}).status_code == 404


def test_only_who_publishes_sees_the_secret(client: Client, shop: SmallShop) -> None:
    client.force_login(shop.staff("mari", "marketer"))
    assert client.get(PAGE).status_code == 403
