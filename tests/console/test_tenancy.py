"""A merchant's staff see their own shop; another one's does not exist for them."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from tests.builders.shop import SmallShop

PAGES = ("members/{star}/", "members/{star}/timeline/?from=x", "members/{star}/adjust/")


@pytest.fixture
def stranger(client: Client, shop: SmallShop, empty_shop: SmallShop) -> Client:  # noqa: ARG001
    """The owner of another shop, whose program has the same name."""
    client.force_login(empty_shop.staff("other"))
    return client


@pytest.mark.parametrize("page", PAGES)
def test_another_shop_s_member_is_not_here(stranger: Client, shop: SmallShop, page: str) -> None:
    assert stranger.get(f"/console/p/shop/{page.format(star=shop.star)}").status_code == 404


@pytest.mark.parametrize("action", ["adjust", "verify"])
def test_nothing_can_be_done_to_another_shop_s_member(
    stranger: Client, shop: SmallShop, action: str
) -> None:
    address = f"/console/p/shop/members/{shop.star}/{action}/"
    assert stranger.post(address, {"amount": "1"}).status_code == 404


def test_lists_and_files_are_one_s_own(stranger: Client) -> None:
    for page in ("members/", "members/?q=aino", "vouchers/", "notices/", "members/export.csv"):
        answer = stranger.get(f"/console/p/shop/{page}")
        text = b"".join(answer).decode() if answer.streaming else answer.text
        assert "Aino" not in text
        assert answer.status_code == 200


def test_another_program_is_not_there(owner: Client) -> None:
    assert owner.get("/console/p/unknown/").status_code == 404


def test_who_works_nowhere_sees_nothing(client: Client, shop: SmallShop) -> None:
    client.force_login(get_user_model().objects.create_user("nobody"))
    assert client.get(f"/console/p/shop/members/{shop.star}/").status_code == 404
    assert "There is no program here yet" in client.get("/console/").text


def test_finance_changes_nothing(client: Client, shop: SmallShop) -> None:
    client.force_login(shop.staff("finn", role="finance"))
    member = f"/console/p/shop/members/{shop.star}/"
    assert "Adjust points" not in client.get(member).text
    assert client.post(f"{member}adjust/", {}).status_code == 403
