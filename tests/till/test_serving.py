"""Who serves is known by a PIN; what is undone by hand needs it, and the books say who did it."""

import pytest
from django.test import Client
from tests.builders.shop import SmallShop
from tests.till.conftest import CONSOLE, PIN, Counter

from regulars.domains.audit import queries as audit
from regulars.domains.audit.contracts import Wanted
from regulars.domains.ledger import queries as ledger
from regulars.domains.tills import queries

CARD, AINO = "2900000001", "aino.virtanen@example.com"


def actors(shop: SmallShop) -> set[str]:
    account = shop.account(AINO)
    return {one.row.actor for one in ledger.entries(shop.conn, account)}


def sold(counter: Counter) -> str:
    counter.look(CARD)
    receipt = counter.receipt()
    assert "Booked" in counter.say("sale", receipt=receipt, amount="10")
    return receipt


def test_who_served_is_in_the_books(counter: Counter, cashier: str, shop: SmallShop) -> None:
    answer = counter.client.post("/till/serve/", {"cashier": cashier, "pin": PIN})
    assert answer.status_code == 302
    assert "Meri" in counter.client.get("/till/").text
    sold(counter)
    assert cashier in actors(shop)
    counter.client.post("/till/serve/", {"nobody": "yes"})
    assert "Meri" not in counter.client.get("/till/").text


def test_what_is_redeemed_stands_under_who_served(
    counter: Counter, cashier: str, shop: SmallShop
) -> None:
    known = {one.row.seq for one in ledger.entries(shop.conn, shop.account(AINO))}
    counter.client.post("/till/serve/", {"cashier": cashier, "pin": PIN})
    counter.look(CARD)
    receipt = counter.receipt()
    hold = counter.hold(receipt, reward="five")
    assert "Booked" in counter.say("sale", receipt=receipt, amount="20", hold=[hold])
    made = [one.row for one in ledger.entries(shop.conn, shop.account(AINO))]
    assert {one.actor for one in made if one.seq not in known} == {cashier}


def test_a_sale_is_undone_by_pin(counter: Counter, cashier: str, shop: SmallShop) -> None:
    before = shop.balances("card:" + CARD).available
    receipt = sold(counter)
    assert shop.balances("card:" + CARD).available > before
    assert "PIN" in counter.say("undo", receipt=receipt)
    assert "not right" in counter.say("undo", receipt=receipt, cashier=cashier, pin="1234")
    assert "is undone, by Meri" in counter.say("undo", receipt=receipt, cashier=cashier, pin=PIN)
    assert shop.balances("card:" + CARD).available == before
    assert cashier in actors(shop)
    again = counter.say("undo", receipt=receipt, cashier=cashier, pin=PIN)
    assert "is undone, by Meri" in again
    assert shop.balances("card:" + CARD).available == before
    unknown = counter.say("undo", receipt="99-zzzzzz", cashier=cashier, pin=PIN)
    assert "not booked yet" in unknown


def test_undoing_is_written_down(counter: Counter, cashier: str, shop: SmallShop) -> None:
    receipt = sold(counter)
    counter.say("undo", receipt=receipt, cashier=cashier, pin="0000")
    counter.say("undo", receipt=receipt, cashier=cashier, pin=PIN)
    found = audit.page(shop.conn, shop.merchant_id, shop.program_id, Wanted(actor="till"), limit=9)
    assert [one.kind for one in found] == ["till.undo"]
    assert found[0].target.startswith("till_")


def test_pins_cannot_be_guessed_for_long(counter: Counter, cashier: str) -> None:
    said = {"cashier": cashier, "pin": "0000"}
    for _try in range(5):
        assert "not right" in counter.client.post("/till/serve/", said).text
    right = counter.client.post("/till/serve/", {"cashier": cashier, "pin": PIN})
    assert right.status_code == 422
    assert "Too many attempts" in right.text
    unknown = counter.client.post("/till/serve/", {"cashier": "csh_none", "pin": PIN})
    assert "not right" in unknown.text


def test_pins_are_set_at_the_console(owner: Client, shop: SmallShop) -> None:
    address = f"{CONSOLE}cashiers/"
    for pin in ("", "123", "1111", "12ab", "1" * 13):
        page = owner.post(address, {"name": "Olli", "pin": pin}, follow=True).text
        assert "a PIN of 4 to 12 digits" in page
    assert (
        "Olli can serve" in owner.post(address, {"name": "Olli", "pin": "8520"}, follow=True).text
    )
    [olli] = queries.cashiers(shop.conn, shop.program_id)
    assert "8520" not in olli.pin_hash
    assert olli.pin_hash.startswith("argon2")
    from_page = owner.get(CONSOLE).text.partition(f"{address}csh_")[2].partition("/")[0]
    one = f"{address}csh_{from_page}/"
    assert "Saved." in owner.post(one, {"pin": "9630"}, follow=True).text
    assert queries.cashiers(shop.conn, shop.program_id)[0].pin_hash != olli.pin_hash
    assert "Saved." in owner.post(one, {"what": "remove"}, follow=True).text
    assert queries.cashiers(shop.conn, shop.program_id) == []
    assert owner.post(one, {"what": "remove"}).status_code == 404


@pytest.mark.usefixtures("cashier")
def test_a_cookie_of_another_device_serves_nobody(counter: Counter) -> None:
    counter.client.cookies["till_serving"] = "forged"
    assert "Who serves?" in counter.client.get("/till/").text


def test_staff_read_who_it_was_by_name(
    counter: Counter, cashier: str, owner: Client, shop: SmallShop
) -> None:
    sold(counter)
    counter.client.post("/till/serve/", {"cashier": cashier, "pin": PIN})
    receipt = sold(counter)
    assert "is undone, by Meri" in counter.say("undo", receipt=receipt, cashier=cashier, pin=PIN)
    line = owner.get(f"/console/p/shop/members/{shop.star}/").text
    assert "Meri" in line
    assert "Till “Left”" in line
    assert cashier not in line
    log = owner.get("/console/p/shop/audit/").text
    assert "<bdi>Meri</bdi>" in log
    owner.post(f"{CONSOLE}cashiers/{cashier}/", {"what": "remove"})
    assert "Meri" in owner.get(f"/console/p/shop/members/{shop.star}/").text
    shop.conn.execute("UPDATE tills_cashier SET name = ''")
    assert "A cashier" in owner.get(f"/console/p/shop/members/{shop.star}/").text
