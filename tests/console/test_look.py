"""How the club looks: its colour and letters are in the file, its logo is a picture."""

import re

from django.test import Client
from tests.builders import pictures
from tests.builders.shop import PROGRAM, SmallShop
from tests.console.test_reward import file

LOOK, CLUB = "/console/p/shop/look/", "/club/shop/"
PURPLE = PROGRAM + 'look: {color: "#7A1F5C", typeface: book}\n'


def test_the_clubs_pages_wear_the_shops_colour(owner: Client, shop: SmallShop) -> None:
    assert "look-" not in owner.get(CLUB).text
    assert "no colour of your own" in owner.get(LOOK).text
    shop.publish(PURPLE, shop.shop.now)
    page = owner.get(LOOK).text
    assert "#7a1f5c" in page
    assert "like a book" in page
    sheet = re.search(r"/club/shop/look-[0-9a-f]{16}\.css", owner.get(CLUB).text)
    assert sheet is not None
    answer = owner.get(sheet[0])
    assert "--accent: light-dark(#7a1f5c, " in answer.text
    assert "immutable" in answer.headers["Cache-Control"]
    assert owner.get(f"{CLUB}look-0000000000000000.css").status_code == 404
    assert owner.get(f"{CLUB}app.webmanifest").json()["theme_color"] == "#7A1F5C"
    assert sheet[0] in owner.get(f"{CLUB}worker.js").text.replace("\\u002D", "-")


def test_a_logo_is_put_up_and_taken_down(owner: Client) -> None:
    logo = f"{LOOK}logo/"
    page = owner.post(logo, {"image": file(pictures.png(300, 300))}, follow=True).text
    assert 'width="40" height="40"' in page
    assert 'class="logo"' in owner.get(CLUB).text
    icons = owner.get(f"{CLUB}app.webmanifest").json()["icons"]
    assert icons[0]["sizes"] == "300x300"
    assert "was not taken" in owner.post(logo, {"image": file(b"<svg/>")}, follow=True).text
    assert "/images/" not in owner.get("/console/p/shop/rewards/").text
    owner.post(logo, {"remove": "yes"})
    assert 'class="logo"' not in owner.get(CLUB).text


def test_the_logo_from_before_comes_back(owner: Client) -> None:
    logo = f"{LOOK}logo/"
    assert "from before" not in owner.get(LOOK).text
    for width in (200, 100):
        owner.post(logo, {"image": file(pictures.png(width, 100))})
    assert 'width="40" height="40"' in owner.get(CLUB).text
    assert "is up" in owner.post(logo, {"back": "yes"}, follow=True).text
    assert 'width="80" height="40"' in owner.get(CLUB).text
    owner.post(logo, {"back": "yes"})
    assert 'width="40" height="40"' in owner.get(CLUB).text
    owner.post(logo, {"remove": "yes"})
    owner.post(logo, {"back": "yes"})
    assert 'width="40" height="40"' in owner.get(CLUB).text
    assert "from before" not in owner.get(LOOK).text


def test_a_colour_is_seen_before_it_is_published(owner: Client, shop: SmallShop) -> None:
    form = "/console/p/shop/program/design/program/all/?look=yes"
    said = {"title": "Corner shop", "color": "#7A1F5C", "typeface": "book"}
    page = owner.post(form, said, headers={"HX-Request": "true"}).text
    assert 'fill="#7a1f5c"' in page
    assert "Charter" in page
    assert owner.post(form, said | {"color": "purple"}, headers={"HX-Request": "true"}).text.count(
        "swatches") == 0  # fmt: skip
    assert "look-" not in owner.get(CLUB).text
    assert shop.shop.program.document.look.color is None
