"""Gift cards at the console: sold with a code shown once, looked up, blocked, replaced."""

import re

import pytest
from django.test import Client
from tests.builders.shop import PROGRAM, SmallShop

PAGE = "/console/p/shop/gift-cards/"
VALUE = """
stored_value:
  purse: {name: [credit, credit], gift_cards: {most: 100.00}}
"""
CODE = re.compile(r'dir="ltr">([0-9A-Z-]{20})<')


@pytest.fixture
def cards(shop: SmallShop) -> SmallShop:
    """The shop, which sells gift cards from now on."""
    shop.publish(PROGRAM + VALUE, shop.shop.now)
    return shop


def sell(owner: Client, amount: str, payment: str) -> str:
    said = {"amount": amount, "payment": payment, "wallet": "purse"}
    return owner.post(f"{PAGE}sell/", said).text


@pytest.mark.usefixtures("cards")
def test_a_card_is_sold_and_its_code_is_shown_once(owner: Client) -> None:
    page = sell(owner, "25,50", "receipt-1")
    code = CODE.findall(page)
    assert len(code) == 1
    later = owner.get(PAGE).text
    assert code[0] not in later
    assert code[0][-4:] in later
    assert "25.50" in later
    assert "already" in sell(owner, "25.50", "receipt-1")
    assert "100" in sell(owner, "100.01", "receipt-2")
    for wrong in ("", "0", "-1", "1.001", "many"):
        assert "Write an amount above 0" in sell(owner, wrong, "receipt-3")
    assert "None has this code" in owner.get(PAGE, {"q": "receipt-2"}).text
    assert code[0][-4:] in owner.get(PAGE, {"q": code[0].lower()}).text


@pytest.mark.usefixtures("cards")
def test_a_lost_card_is_blocked_and_replaced(owner: Client) -> None:
    old = CODE.findall(sell(owner, "10", "receipt-1"))[0]
    found = re.search(r"gift-cards/(gft_\w+)/", owner.get(PAGE).text)
    assert found is not None
    address = f"{PAGE}{found[1]}/"
    assert "A reason is needed" in owner.post(address, {"what": "block"}, follow=True).text
    why = {"reason": "Left on the bus", "hint": old[-4:]}
    assert "blocked</span>" in owner.post(address, {"what": "block"} | why, follow=True).text
    page = owner.post(address, {"what": "replace"} | why).text
    new = CODE.findall(page)[0]
    assert new != old
    assert "blocked</span>" not in page
    assert page.count("Left on the bus") == 2
    again = owner.post(address, {"what": "replace"} | why, follow=True).text
    assert f"ends in {new[-4:]}" in again
    assert CODE.findall(again) == []
    assert owner.post(address, {"what": "burn"}).status_code == 404
    assert owner.post(f"{PAGE}gft_none/", {"what": "block"}).status_code == 404
