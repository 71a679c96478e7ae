"""Files are taken from staff alone: nobody else fills the disk."""

from django.test import Client
from tests.builders.shop import SmallShop
from tests.console.test_reward import file

from regulars.kit.pages.uploads import STRANGERS_MAX

LARGE = b"x" * (STRANGERS_MAX + 1)


def test_a_stranger_s_file_is_refused_before_it_is_kept(client: Client, shop: SmallShop) -> None:
    for address in ("/console/sign-in/", "/club/shop/join/"):
        answer = client.post(address, {"name": shop.star, "email": "a@b.example", "f": file(LARGE)})
        assert answer.status_code == 400
        assert "That was not understood" in answer.text


def test_staff_send_larger_ones(owner: Client) -> None:
    page = owner.post("/console/p/shop/look/logo/", {"image": file(LARGE)}, follow=True).text
    assert "was not taken" in page
