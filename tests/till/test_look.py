"""The till wears what the club does: the shop's colour, letters and logo."""

import re

from django.test import Client
from tests.builders import pictures
from tests.builders.shop import PROGRAM, SmallShop
from tests.console.test_reward import file
from tests.till.conftest import Counter

SHEET = re.compile(r"/till/look-[0-9a-f]{16}\.css")


def test_colour_and_logo(counter: Counter, owner: Client, shop: SmallShop) -> None:
    plain = counter.client.get("/till/").text
    assert SHEET.search(plain) is None
    assert 'class="logo"' not in plain
    shop.publish(PROGRAM + 'look: {color: "#7A1F5C"}\n', shop.shop.now)
    owner.post("/console/p/shop/look/logo/", {"image": file(pictures.png(300, 300))})
    for page in ("/till/", "/till/serve/"):
        sheet = SHEET.search(counter.client.get(page).text)
        assert sheet is not None
    assert 'class="logo"' in counter.client.get("/till/").text
    answer = counter.client.get(sheet[0])
    assert "--accent: light-dark(#7a1f5c, " in answer.text
    assert "immutable" in answer.headers["Cache-Control"]
    assert counter.client.get("/till/look-0000000000000000.css").status_code == 404
    assert Client(headers={"host": "localhost"}).get(sheet[0]).status_code != 200
    kept = counter.client.get("/till/worker.js").text.replace("\\u002D", "-")
    assert sheet[0] in kept
    assert "/images/" in kept
