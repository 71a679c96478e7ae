"""An order entered as items: found in the catalogue or typed, summed, and earned by kind."""

from decimal import Decimal

import pytest
from tests.builders.shop import PROGRAM, SmallShop
from tests.till.conftest import Counter
from tests.till.test_syncing import outcomes, sale, sync

from regulars.core.itemised import asks_for_items
from regulars.domains.events import queries as events
from regulars.domains.events.contracts import OrderKey
from regulars.domains.products import operations as products
from regulars.domains.products.contracts import Product
from regulars.domains.programs.reader import read
from regulars.domains.tills import queries as tills
from regulars.kit import ids

CARD = "2900000001"
GOODS = (
    Product(sku="4006381333931", name="Oat milk", categories=("dairy",), unit_price_minor=295),
    Product(sku="MILK-2", name="Milk 100%", categories=("dairy",)),
    Product(sku="CROI", name="Croissant", unit_price_minor=240),
)
CARD_WORD = (
    "stamp_cards: {c: {title: C, stamps: 9, one_per: %s, rewards: [{at: 9, issue: coffee}]}}"
)
BY_ITEM = PROGRAM.replace(
    "  - id: big\n",
    "  - {id: dairy, on: order.paid, products: {category: [dairy]}, per_items: 1,"
    " give: {point: 9}}\n"
    "  - id: big\n",
).replace("kind: amount-off", "kind: amount-off\n    products: {category: [dairy]}")


@pytest.fixture
def stocked(counter: Counter, shop: SmallShop) -> Counter:
    products.put(shop.conn, shop.program_id, GOODS)
    return counter


def found(counter: Counter, text: str) -> tuple[dict[str, str] | None, list[str]]:
    told = counter.client.get("/till/product/", {"q": text}).json()
    return told["found"], [one["name"] for one in told["like"]]


def lines(shop: SmallShop, receipt: str) -> list[tuple[str, Decimal, int, int]]:
    [till] = tills.tills(shop.conn, shop.program_id)
    key = OrderKey(shop.program_id, ids.encode("till", till.till_id), receipt)
    fact = events.orders(shop.conn, [key])[key].fact()
    return [(one.sku, one.quantity, one.net_minor, one.discount_minor) for one in fact.lines]


def test_a_code_finds_its_product_and_a_name_those_like_it(stocked: Counter) -> None:
    oats = {"sku": "4006381333931", "name": "Oat milk", "price": "2.95"}
    assert found(stocked, " 4006381333931 ") == (oats, [])
    assert found(stocked, "milk") == (None, ["Milk 100%", "Oat milk"])
    assert found(stocked, "MILK-2")[0] == {"sku": "MILK-2", "name": "Milk 100%", "price": ""}
    assert found(stocked, "%") == (None, ["Milk 100%"])
    assert found(stocked, "") == found(stocked, "nothing") == (None, [])


def test_items_are_summed_and_kept(stocked: Counter, shop: SmallShop) -> None:
    stocked.look(CARD)
    receipt = stocked.receipt()
    said = {
        "item": ["CROI", "4006381333931", "cheese"], "quantity": ["2", "1", "0,250"],
        "price": ["2.40", "2.95", "19,90"], "by": "items", "amount": "999",
    }  # fmt: skip
    assert "€12.73" in stocked.say("total", receipt=receipt, **said)
    assert "€12.73" in stocked.say("sale", receipt=receipt, **said)
    assert lines(shop, receipt) == [
        ("CROI", 2, 480, 0), ("4006381333931", 1, 295, 0), ("cheese", Decimal("0.25"), 498, 0)
    ]  # fmt: skip
    assert "Booked already" in stocked.say("sale", receipt=receipt, **said)


@pytest.mark.parametrize(
    ("quantity", "price"),
    [("0", "1"), ("", "1"), ("1", ""), ("1", "x"), ("-1", "1"), ("9e3", "1")],
)
def test_each_item_is_whole(stocked: Counter, quantity: str, price: str) -> None:
    stocked.look(CARD)
    said = {"item": ["CROI"], "quantity": [quantity], "price": [price], "by": "items"}
    assert "Each item needs" in stocked.say("sale", receipt=stocked.receipt(), **said)
    assert stocked.say("total", receipt=stocked.receipt(), **said).strip() == ""
    assert "Scan or type what is bought" in stocked.say(
        "sale", receipt=stocked.receipt(), by="items"
    )


def test_the_catalogue_says_what_they_earn_and_what_a_voucher_is_for(
    stocked: Counter, shop: SmallShop
) -> None:
    shop.publish(BY_ITEM, shop.shop.now)
    assert 'name="by" value="items"' in stocked.look(CARD)
    receipt = stocked.receipt()
    said = {
        "item": ["4006381333931", "CROI"], "quantity": ["2", "1"], "price": ["2.95", "2.40"]
    }  # fmt: skip
    assert "+78 points" in stocked.say("total", receipt=receipt, **said)  # (8 + 2 x 9) x 1.5 x 2
    held = stocked.hold(receipt, reward="five", **said)
    assert "€3.30" in stocked.say("total", receipt=receipt, hold=[held], **said)
    assert "Booked" in stocked.say("sale", receipt=receipt, hold=[held], **said)
    assert lines(shop, receipt) == [("4006381333931", 2, 90, 500), ("CROI", 1, 240, 0)]


def test_items_are_sold_off_line_too(stocked: Counter, shop: SmallShop) -> None:
    items = [{"sku": "CROI", "quantity": "3", "price": "2.40"}]
    wrong = [{"sku": "CROI", "quantity": "3", "price": ""}]
    answer = sync(
        stocked, sale(1) | {"amount": "", "items": items}, sale(2) | {"items": wrong}
    )  # fmt: skip
    assert outcomes(answer) == [("1-abc123", "booked"), ("2-abc123", "refused")]
    assert lines(shop, "1-abc123") == [("CROI", 3, 720, 0)]


@pytest.mark.parametrize(
    ("more", "asks"),
    [
        ("", False),
        ("earns_on: {exclude: [{category: [tobacco]}]}", True),
        ("earns_on: {exclude: [{gift_cards: true}]}", False),
        (CARD_WORD % "visit", False),
        (CARD_WORD % "item", True),
        ("x", True),
    ],
)  # fmt: skip
def test_programs_that_give_by_item_ask_for_items(more: str, asks: bool) -> None:
    text = BY_ITEM if more == "x" else f"{PROGRAM}{more}\n"
    program = read(text)
    assert not isinstance(program, list), program
    assert asks_for_items(program) is asks
