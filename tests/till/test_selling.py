"""The counter: found, served, redeemed in two steps tied to a receipt, each sale once."""

from datetime import date

import pytest
from django.test import Client
from tests.builders.shop import PROGRAM, SmallShop
from tests.till.conftest import Counter

from regulars.domains.rewards import queries as rewards
from regulars.entrypoints.till.customer import masked, short, soon
from regulars.kit import ids
from regulars.wire.stored_value import TopUpIn

CARD = "2900000001"
EMAIL = "aino.virtanen@example.com"
WALLET = """
stored_value:
  purse: {name: [credit, credit]}
"""


def points(shop: SmallShop) -> int:
    return int(shop.balances(f"card:{CARD}").available)


def open_codes(shop: SmallShop) -> list[str]:
    held = rewards.vouchers(shop.conn, [shop.account(EMAIL)])
    return [one.code for one in held if one.status == "open"]


def test_a_card_shows_who_it_is_and_what_there_is(counter: Counter) -> None:
    page = counter.look(f" {CARD} ")
    for text in ("Aino V.", "Five euros off", "A coffee", "A slice of cake", "100 points"):
        assert text in page
    assert "Virtanen" not in page
    assert "VIP" not in page
    assert "Free delivery" not in page
    assert "Booked" in counter.say("sale", receipt=counter.receipt(), amount="2000")
    assert "VIP" in counter.look(CARD)


def test_an_e_mail_earns_and_shows_little(counter: Counter, shop: SmallShop) -> None:
    page = counter.look(EMAIL.upper())
    assert "A*** V***" in page
    assert "Aino" not in page
    assert "Five euros off" not in page
    receipt, before = counter.receipt(), points(shop)
    refused = counter.say("hold", receipt=receipt, reward="five", key="k")
    assert "the card or a code has to be scanned" in refused
    assert "has to be scanned" in counter.say("benefit", receipt=receipt, benefit="birthday")
    no = counter.say("sale", receipt=receipt, amount="10", hold=["red_any"])
    assert "has to be scanned" in no
    assert "Booked" in counter.say("sale", receipt=receipt, amount="10")
    assert points(shop) > before


def test_a_voucher_s_code_finds_its_owner(counter: Counter, shop: SmallShop) -> None:
    code = open_codes(shop)[0]
    page = counter.look(code.lower())
    assert "Aino V." in page
    assert "chosen" in page


def test_a_scan_before_the_scripts_is_not_lost(counter: Counter, shop: SmallShop) -> None:
    before = points(shop)
    page = counter.client.post("/till/", {"code": CARD}).text
    assert "Aino V." in page
    assert CARD not in page
    counter.look(CARD)
    assert "Aino V." in counter.client.post("/till/", {"who": counter.who, "amount": "20"}).text
    assert 'role="alert"' in counter.client.post("/till/", {"code": "zzz"}).text
    assert 'role="alert"' in counter.client.post("/till/", {"who": "long ago"}).text
    assert "Scan a card" in counter.client.post("/till/").text
    assert points(shop) == before


@pytest.mark.parametrize("text", ["", "zzz", "+358", "nobody@example.com", "+358401234567", "x@"])
def test_nobody_is_found(counter: Counter, text: str) -> None:
    assert 'role="alert"' in counter.look(text)


def test_looking_for_people_is_slow(counter: Counter) -> None:
    pages = [counter.look(f"person{number}@nowhere.example") for number in range(41)]
    assert "Nobody and nothing" in pages[39]
    assert "Too many attempts" in pages[40]
    assert "Too many attempts" in counter.look(EMAIL)


def test_a_sale_is_booked_once(counter: Counter, shop: SmallShop) -> None:
    counter.look(CARD)
    receipt, before = counter.receipt(), points(shop)
    told = counter.say("total", receipt=receipt, amount="12,50")
    assert "€12.50" in told
    assert points(shop) == before
    first = counter.say("sale", receipt=receipt, amount="12,50")
    assert "+37 points" in told
    assert "+37 points" in first
    assert points(shop) == before + 37
    again = counter.say("sale", receipt=receipt, amount="12,50")
    assert "Booked already" in again
    assert "€12.50" in again
    assert points(shop) == before + 37


@pytest.mark.parametrize("amount", ["", "-1", "1.234", "many", "1e3"])
def test_an_amount_is_needed(counter: Counter, amount: str) -> None:
    counter.look(CARD)
    assert "Write an amount" in counter.say("sale", receipt=counter.receipt(), amount=amount)


def test_a_page_of_long_ago_sells_nothing(counter: Counter) -> None:
    counter.look(CARD)
    counter.who = counter.who[:-3] + "abc"
    assert "scan the card again" in counter.say("sale", receipt=counter.receipt(), amount="1")


def test_a_reward_is_set_aside_and_taken_off(counter: Counter, shop: SmallShop) -> None:
    counter.look(CARD)
    receipt, before = counter.receipt(), points(shop)
    held = counter.hold(receipt, reward="five")
    assert points(shop) == before - 100
    told = counter.say("total", receipt=receipt, amount="20", hold=[held])
    assert "€15.00" in told
    assert "€5.00 off" in told
    done = counter.say("sale", receipt=receipt, amount="20", hold=[held])
    assert "€15.00" in done
    assert points(shop) == before - 100 + 45
    assert "Booked already" in counter.say("sale", receipt=receipt, amount="20", hold=[held])


def test_what_is_taken_off_the_receipt_is_free_again(counter: Counter, shop: SmallShop) -> None:
    counter.look(CARD)
    receipt, before = counter.receipt(), points(shop)
    held = counter.hold(receipt, reward="five")
    assert counter.say("let-go", receipt=receipt, hold_id=held) == ""
    assert points(shop) == before
    assert 'role="alert"' in counter.say("let-go", receipt=receipt, hold_id="red_none")
    refused = counter.say("sale", receipt=receipt, amount="20", hold=[held])
    assert "Booked" not in refused
    assert points(shop) == before


def test_what_was_set_aside_pays_for_its_own_receipt_only(
    counter: Counter, shop: SmallShop
) -> None:
    counter.look(CARD)
    receipt, before = counter.receipt(), points(shop)
    held = counter.hold(receipt, reward="five")
    other = counter.receipt()
    assert "Booked" not in counter.say("sale", receipt=other, amount="20", hold=[held])
    assert 'role="alert"' in counter.say("let-go", receipt=other, hold_id=held)
    counter.look("2900000002")
    assert "Booked" not in counter.say("sale", receipt=receipt, amount="20", hold=[held])
    assert points(shop) == before - 100


def test_undoing_gives_back_what_was_redeemed(
    counter: Counter, shop: SmallShop, cashier: str
) -> None:
    code, before = open_codes(shop)[0], points(shop)
    counter.look(CARD)
    receipt = counter.receipt()
    held = counter.hold(receipt, voucher=code, amount="20")
    assert "Booked" in counter.say("sale", receipt=receipt, amount="20", hold=[held])
    assert code not in open_codes(shop)
    counter.say("undo", receipt=receipt, cashier=cashier, pin="4711")
    assert code in open_codes(shop)
    assert points(shop) == before


def test_a_benefit_is_noted(counter: Counter) -> None:
    counter.look(CARD)
    assert "Noted" in counter.say("benefit", receipt=counter.receipt(), benefit="birthday")
    assert "error" in counter.say("benefit", receipt=counter.receipt(), benefit="nothing")


def test_stored_value_pays_no_more_than_there_is_to_pay(counter: Counter, shop: SmallShop) -> None:
    shop.publish(PROGRAM + WALLET, shop.shop.now)
    shop.call("top_up", TopUpIn(amount_minor=3000, payment="p-1"), ref=f"card:{CARD}")
    page = counter.look(CARD)
    assert "€30.00" in page
    receipt = counter.receipt()
    assert "no amount yet" in counter.say("hold", receipt=receipt, wallet="purse", key="a")
    held = counter.hold(receipt, wallet="purse", amount="12")
    told = counter.say("total", receipt=receipt, amount="12", hold=[held])
    assert "€0.00" in told
    less = counter.say("sale", receipt=receipt, amount="10", hold=[held])
    assert "More is set aside" in less
    done = counter.say("sale", receipt=receipt, amount="20", hold=[held])
    assert "€8.00" in done
    assert "€12.00 paid from stored value" in done
    assert "€18.00" in counter.look(CARD)


def test_names_and_birthdays() -> None:
    assert short("Aino Maria Virtanen") == "Aino V."
    assert short("Cher") == "Cher"
    assert short("") == ""
    assert masked("王小明") == "王***"
    born = date(2000, 2, 29)
    assert soon(born, date(2025, 2, 28))
    assert soon(date(1999, 1, 1), date(2025, 12, 29))
    assert not soon(date(1999, 1, 1), date(2025, 12, 28))
    assert not soon(None, date(2025, 1, 1))


def test_what_staff_wrote_for_the_till_is_shown(
    counter: Counter, shop: SmallShop, owner: Client
) -> None:
    address = f"/console/p/shop/members/{shop.star}/"
    written = {"note": "Rang about the mug", "till": "Allergic to nuts"}
    for kind, text in written.items():
        key = ids.encode("note", ids.new())
        owner.post(f"{address}notes/", {"key": key, "kind": kind, "text": text})
    page = counter.look(CARD)
    assert "Allergic to nuts" in page
    assert "Rang about" not in page
    assert "Allergic" not in counter.look(EMAIL)


def test_points_pay_for_a_part(counter: Counter, shop: SmallShop, cashier: str) -> None:
    assert "Pay with points" not in counter.look(CARD)
    pay = "redeeming: {pay: {point: {worth: 0.01, step: 100, most_share: 50}}}\n"
    shop.publish(PROGRAM + pay, shop.shop.now)
    assert "Pay with points" in counter.look(CARD)
    receipt, before = counter.receipt(), points(shop)
    assert "no amount yet" in counter.say("hold", receipt=receipt, pay="point", key="a")
    held = counter.hold(receipt, pay="point", amount="30")
    assert points(shop) == before - 1500
    told = counter.say("total", receipt=receipt, amount="30", hold=[held])
    assert "€15.00 off." in told
    assert "Booked" in counter.say("sale", receipt=receipt, amount="30", hold=[held])
    assert points(shop) == before - 1500 + 45
    said = {"item": ["tea"], "quantity": ["2"], "price": ["2.10"]}
    other = counter.receipt()
    held = counter.hold(other, pay="point", **said)
    assert "€2.20" in counter.say("sale", receipt=other, hold=[held], **said)
    counter.say("undo", receipt=receipt, cashier=cashier, pin="4711")
    assert points(shop) == before - 200 + 6
