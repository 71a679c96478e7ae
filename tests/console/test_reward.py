"""The page of one reward: its figures, stock by hand with a reason, and its picture."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.builders import pictures
from tests.builders.shop import PROGRAM, SmallShop

MUG = "/console/p/shop/rewards/mug/"
RICHER = PROGRAM.replace(
    "    price: {point: 100}\n",
    "    price: {point: 100}\n    tier_prices: {friend: {point: 80}}\n    cost: 3.00\n"
    "    budget: 600.00\n    limit: {times: 2, per: month}\n    terms: Not with other vouchers.\n",
)


def file(raw: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("mug.png", raw, "image/png")


def test_the_page_says_all_of_a_reward(owner: Client, shop: SmallShop) -> None:
    shop.publish(RICHER, shop.shop.now)
    page = owner.get("/console/p/shop/rewards/five/").text
    for said in (
        "Friend of the house", "80 points", "100 points", "€600.00", "Not with other vouchers.",
        "Valid for", "60 days", "1 time<", "Each member",
    ):  # fmt: skip
        assert said in page, said
    assert owner.get("/console/p/shop/rewards/none/").status_code == 404
    assert MUG in owner.get("/console/p/shop/rewards/").text


def test_stock_is_changed_with_a_reason_once(owner: Client) -> None:
    form = {"key": "a" * 32, "amount": "3", "reason": "Two boxes came", "way": "more"}
    for _ in range(2):
        page = owner.post(f"{MUG}stock/change/", form, follow=True).text
        assert "<strong>15</strong> left" in page
    assert "Two boxes came" in page
    fewer = {"key": "b" * 32, "amount": "16", "reason": "Broken", "way": "fewer"}
    assert "only 15 are left" in owner.post(f"{MUG}stock/change/", fewer, follow=True).text
    for wrong in ({"amount": "0"}, {"amount": "-1"}, {"reason": ""}, {"key": "x"}, {"way": "up"}):
        page = owner.post(f"{MUG}stock/change/", form | {"key": "c" * 32} | wrong, follow=True).text
        assert "<strong>15</strong> left" in page
    five = owner.post("/console/p/shop/rewards/five/stock/change/", form)
    assert five.status_code == 404


def test_a_picture_is_put_up_and_taken_down(owner: Client) -> None:
    page = owner.post(f"{MUG}image/", {"image": file(pictures.png())}, follow=True).text
    assert 'class="picture" src="/images/' in page
    page = owner.post(f"{MUG}image/", {"image": file(b"<svg/>")}, follow=True).text
    assert "was not taken" in page
    assert 'class="picture"' in page
    page = owner.post(f"{MUG}image/", {"remove": "yes"}, follow=True).text
    assert 'class="picture"' not in page
    assert "was not taken" in owner.post(f"{MUG}image/", {}, follow=True).text
