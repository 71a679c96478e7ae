"""Stamp cards at the console: the page of all, a member's own, the picture, and stamps by hand."""

import re

import pytest
from django.test import Client
from tests.builders.shop import PROGRAM, SmallShop, email_of

from regulars.domains.ledger import queries as ledger

CARDS = """
stamp_cards:
  coffee:
    title: Coffee <card>
    stamps: 6
    rewards: [{at: 3, issue: cookie}, {at: 6, issue: coffee}]
    expires: {after: 6 months, from: last-stamp}
    design: {background: "#4b2e1e", icon: "☕", note: One stamp for each visit.}
  town:
    title: Town card
    stamps: 2
    counted_by: location
    rewards: [{at: 2, issue: cookie}]
"""
COOKIE = "rewards:\n  cookie: {title: A cookie, kind: product, product: cookie}\n"


@pytest.fixture
def cafe(shop: SmallShop) -> SmallShop:
    """The shop with two cards, and a member who has been there seven times since."""
    text = PROGRAM.replace("rewards:\n", COOKIE, 1) + CARDS
    shop.publish(text, shop.shop.now)
    for number in range(7):
        shop.order(
            f"stamp-{number}", 500, f"email:{email_of(1)}", location="north", at=shop.shop.now
        )
    return shop


def test_the_page_counts_what_runs_and_what_was_full(owner: Client, cafe: SmallShop) -> None:
    page = owner.get("/console/p/shop/stamp-cards/").text
    assert cafe.shop.program.document.stamp_cards["coffee"].title == "Coffee <card>"
    assert "Coffee &lt;card&gt;" in page
    found = {one.currency: (one.running, one.completed)
             for one in ledger.cards(cafe.conn, cafe.program_id)}  # fmt: skip
    assert found["coffee"] == (1, 1)
    assert found["town@north"] == (1, 3)
    assert page.count("Rewards given") == 2
    assert '<th scope="row">north</th>' in page


def test_a_member_s_card_and_its_picture(owner: Client, cafe: SmallShop) -> None:
    page = owner.get(f"/console/p/shop/members/{cafe.star}/").text
    assert "1 of 6" in page
    assert "full 3 times" in page
    assert "full once" in page
    address = f"/console/p/shop/members/{cafe.star}/stamp-cards/coffee.svg"
    assert address in page
    picture = owner.get(address)
    assert picture.headers["Content-Type"] == "image/svg+xml"
    circles = re.findall(r'<circle [^>]*fill="([^"]*)"', picture.text)
    assert circles == ["#f2b544"] + ["none"] * 5
    assert "#4b2e1e" in picture.text
    assert owner.get(address.replace("coffee", "tea")).status_code == 404


def test_a_stamp_by_hand_in_one_place(owner: Client, cafe: SmallShop) -> None:
    form = {"key": "b" * 32, "direction": "give", "currency": "town@north", "amount": "1",
            "reason": "The till was down", "sure": "yes"}  # fmt: skip
    answer = owner.post(f"/console/p/shop/members/{cafe.star}/adjust/", form)
    assert answer.status_code == 302, answer.text
    account_id = cafe.account(email_of(1))
    state = ledger.states(cafe.conn, [account_id])[account_id]
    assert state.cards["town@north"].completed == 4
    page = owner.get(answer.headers["Location"]).text
    assert "+1 stamp (Town card, north) for Aino Virtanen: booked." in page
