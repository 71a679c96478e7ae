"""Points by hand at the counter: by PIN, with a reason, within the day's limit, and undone."""

import re

import pytest
from django.test import Client
from tests.builders.shop import PROGRAM, SmallShop
from tests.till.conftest import CONSOLE, PIN, Counter
from tests.till.test_serving import AINO, CARD, actors

from regulars.domains.audit import queries as audit
from regulars.domains.audit.contracts import Wanted
from regulars.domains.tills import queries

TOKEN = re.compile(r'name="token" value="([^"]+)"')


def points(shop: SmallShop) -> int:
    return int(shop.balances(f"card:{CARD}").available)


def allow(owner: Client, cashier: str, points: str, stamps: str = "0") -> str:
    said = {"what": "by_hand", "points": points, "stamps": stamps}
    return owner.post(f"{CONSOLE}cashiers/{cashier}/", said, follow=True).text


def give(counter: Counter, cashier: str, amount: str, key: str = "a", **more: str) -> str:
    said = {
        "amount": amount, "currency": "point", "direction": "give", "reason": "Forgot the card",
        "form_key": key * 24, "cashier": cashier, "pin": PIN,
    }  # fmt: skip
    return counter.say("by-hand", **said | more)


def test_nobody_may_until_staff_say_so(
    counter: Counter, cashier: str, owner: Client, shop: SmallShop
) -> None:
    assert "by hand" not in counter.look(CARD)
    before = points(shop)
    assert "Meri may do no more than 0" in give(counter, cashier, "5")
    assert points(shop) == before
    assert "whole numbers" in allow(owner, cashier, "many")
    assert "Saved." in allow(owner, cashier, "50")
    assert "by hand" in counter.look(CARD)
    assert "Meri" in counter.say("by-hand", key="k" * 24)


def test_what_is_given_stands_under_who_gave_it_and_is_undone(
    counter: Counter, cashier: str, owner: Client, shop: SmallShop
) -> None:
    allow(owner, cashier, "50")
    before = points(shop)
    counter.look(CARD)
    page = give(counter, cashier, "30")
    assert "+30 points for Aino V., by Meri." in page
    assert "+30 points" in give(counter, cashier, "30")  # sent twice, booked once
    assert points(shop) == before + 30
    assert cashier in actors(shop)
    assert "no more than 20" in give(counter, cashier, "21", key="b")
    assert "no more than 20" in give(counter, cashier, "21", key="b", direction="take")
    token = TOKEN.search(page)
    assert token
    assert "PIN" in counter.say("by-hand/undo", token=token[1])
    wrong = counter.say("by-hand/undo", token=token[1], cashier=cashier, pin="0000")
    assert "not right" in wrong
    for _again in range(2):
        undone = counter.say("by-hand/undo", token=token[1], cashier=cashier, pin=PIN)
        assert "Undone, by Meri: −30 points." in undone
        assert points(shop) == before
    assert "−50 points" in give(counter, cashier, "50", key="c", direction="take")
    assert points(shop) == before - 50
    found = audit.page(shop.conn, shop.merchant_id, shop.program_id, Wanted(actor="till"), limit=9)
    assert {one.kind for one in found} == {"till.by_hand", "till.by_hand_undo"}
    assert "Aino V." in counter.say("back")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"amount": "0"}, "above 0"), ({"amount": "-3"}, "above 0"), ({"reason": " "}, "A reason"),
        ({"pin": "0000"}, "PIN is not right"), ({"currency": "gold"}, "scan the card again"),
        ({"form_key": "x"}, "scan the card again"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said(
    counter: Counter, cashier: str, owner: Client, shop: SmallShop, more: dict[str, str], said: str
) -> None:
    allow(owner, cashier, "50")
    before = points(shop)
    counter.look(CARD)
    assert said in give(counter, cashier, **({"amount": "5"} | more))
    assert points(shop) == before


def test_a_card_is_needed(counter: Counter, cashier: str, owner: Client) -> None:
    allow(owner, cashier, "50")
    assert "by hand" not in counter.look(AINO)
    assert "has to be scanned" in give(counter, cashier, "5")
    counter.who = "forged"
    assert "scan the card again" in give(counter, cashier, "5")
    assert "scan the card again" in counter.say("back")
    assert "scan the card again" in counter.say("by-hand/undo", token="forged")


def test_stamps_have_a_limit_of_their_own(
    counter: Counter, cashier: str, owner: Client, shop: SmallShop
) -> None:
    card = "stamp_cards: {c: {title: Cups, stamps: 9, rewards: [{at: 9, issue: coffee}]}}\n"
    shop.publish(PROGRAM + card, shop.shop.now)
    allow(owner, cashier, "0", "2")
    [meri] = queries.cashiers(shop.conn, shop.program_id)
    assert (meri.points_by_hand, meri.stamps_by_hand) == (0, 2)
    counter.look(CARD)
    assert "no more than 0" in give(counter, cashier, "1")
    assert "+2 stamps (Cups)" in give(counter, cashier, "2", currency="c")
    assert "no more than 0" in give(counter, cashier, "1", currency="c", key="d")
