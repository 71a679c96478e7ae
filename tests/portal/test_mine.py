"""What a member has been through and where they stand: history, savings, levels, stamps, money."""

import re

import pytest
from django.test import Client
from tests.builders.shop import PROGRAM, SmallShop
from tests.portal.test_rewards import CLUB, enter, known, points

from regulars.core.facts import TopUp
from regulars.domains.ledger import queries as ledger
from regulars.domains.rewards import queries as rewards
from regulars.domains.rewards.contracts import Voucher
from regulars.entrypoints.portal.history.view_of import UNTOLD, WORDS
from regulars.flows.envelopes import PAST
from regulars.flows.store_value import by_hand

CARD = """\
stamp_cards:
  cups:
    title: Ten cups
    stamps: 10
    rewards: [{at: 5, issue: coffee}, {at: 10, issue: coffee}]
stored_value:
  purse: {name: [purse money, purse money]}
"""


WAITS = (
    ("{for: 5 days}", "can be spent on 9 Mar 2026"),
    ("{until: fulfilled}", "when the order is handed over"),
)


@pytest.fixture
def aino(client: Client, shop: SmallShop) -> Client:
    """The member with the longest story, signed in."""
    return enter(client, shop)


def lines(page: str) -> list[str]:
    """The lines of a history, as text."""
    found = re.findall(r"<li><p class=\"what\">(.*?)</li>", page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in found]


def test_every_kind_of_entry_has_a_word() -> None:
    assert {*WORDS, *UNTOLD} == set(PAST)


def test_history_says_why_and_for_which_order(aino: Client) -> None:
    page = aino.get(f"{CLUB}history/").text
    order = next(one for one in lines(page) if "purchase that counts €142.50" in one)
    assert re.match(r"Earned \+(\d+) points \1 points for a purchase", order)
    assert "by the rule “Every purchase”" in order
    assert "order A-2001" in order
    assert "times 1.5 (Regular)" in page
    assert "smallest unit" not in page
    assert any("Adjusted by the shop +40 points" in one for one in lines(page))
    assert "The scales were wrong" not in page  # staff's own note
    assert "set aside for something" in page  # the delivery that is being got


def test_all_of_it_is_there_page_by_page_and_nothing_twice(aino: Client, shop: SmallShop) -> None:
    account_id = known(shop, 1).account_id
    whole = [
        one for one in ledger.entries(shop.conn, account_id, limit=10_000)
        if one.row.kind not in UNTOLD
    ]  # fmt: skip
    address, seen = f"{CLUB}history/", 0
    while address:
        page = aino.get(address).text
        seen += len(lines(page))
        more = re.search(r'href="(\?before=\d+)"', page)
        address = f"{CLUB}history/{more.group(1)}" if more else ""
    assert seen == len(whole) > 20


def test_what_was_saved_is_one_figure(aino: Client, shop: SmallShop) -> None:
    assert "Saved so far" not in aino.get(f"{CLUB}history/").text
    account_id = known(shop, 1).account_id
    code = next(one.code for one in _open(shop) if one.reward == "five")
    assert shop.use(code, 2000).saved_minor == 500
    page = aino.get(f"{CLUB}history/").text
    assert "€5.00" in page
    assert ledger.balances(shop.conn, [account_id])[account_id]["saved"]["redeemed"] == 500


def test_what_is_spent_is_told_once(aino: Client, shop: SmallShop) -> None:
    before = points(shop)
    shop.commit(shop.reserve("delivery", "email:aino.virtanen@example.com").id)
    found = lines(aino.get(f"{CLUB}history/").text)
    assert "Spent −60 points Spent for the reward “Free delivery”." in found[0]
    assert "Set aside" not in found[1]
    assert points(shop) == before - 60


def test_what_is_on_the_way_says_when(aino: Client, shop: SmallShop) -> None:
    for number, (waits, said) in enumerate(WAITS):
        word = f"notice: [30 days]\n    pending: {waits}"
        shop.publish(PROGRAM.replace("notice: [30 days]", word, 1), shop.shop.now)
        shop.order(f"W-{number}", 1000, "email:aino.virtanen@example.com", fulfilled=False)
        page = " ".join(re.sub(r"<[^>]+>", " ", aino.get(f"{CLUB}history/").text).split())
        assert said in page[page.index("On the way") : page.index("Earned")]


def test_levels_say_what_is_next_and_what_would_be_lost(aino: Client) -> None:
    page = aino.get(f"{CLUB}levels/").text
    assert "You are: Regular" in page
    assert "to Friend of the house" in page
    assert 'aria-current="step"' in page
    assert "A slice of cake on the birthday" in page
    assert "Otherwise it is “Guest” then" in page
    assert "Evenings of tasting" in page[page.index("These would end") :]


def test_a_stamp_card_is_drawn_and_says_what_comes_next(aino: Client, shop: SmallShop) -> None:
    for path in ("stamps/", "money/purse/"):
        assert aino.get(f"{CLUB}{path}").status_code == 404
    shop.publish(PROGRAM + CARD, shop.shop.now)
    assert "0 of 10" in aino.get(f"{CLUB}stamps/").text
    shop.order("S-1", 1000, "email:aino.virtanen@example.com")
    page = aino.get(f"{CLUB}stamps/").text
    assert "1 of 10" in page
    assert "4 more for A coffee" in page
    assert page.count("<circle") == 10


def test_a_wallet_shows_its_own_entries_alone(aino: Client, shop: SmallShop) -> None:
    shop.publish(PROGRAM + CARD, shop.shop.now)
    page = aino.get(f"{CLUB}money/purse/").text
    assert "€0.00" in page
    assert lines(page) == []
    fact = TopUp(occurred_at=shop.shop.now, wallet="purse", amount_minor=2500)
    by_hand(
        shop.conn, shop.shop, known(shop, 1).account_id, fact, key="paid-in", fingerprint=b"25",
        reason="Paid at the counter.", actor="staff:1",
    )  # fmt: skip
    page = aino.get(f"{CLUB}money/purse/").text
    [line] = lines(page)
    assert line.startswith("Paid in +€25.00 ")
    assert f'href="{CLUB}money/purse/"' in aino.get(f"{CLUB}more/").text


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "0"])
def test_a_wrong_place_in_the_history_is_none(aino: Client, before: str) -> None:
    assert aino.get(f"{CLUB}history/?before={before}").status_code == 200


@pytest.mark.parametrize("path", ["history/", "levels/", "stamps/", "money/purse/"])
@pytest.mark.usefixtures("shop")
def test_strangers_find_the_door(client: Client, path: str) -> None:
    assert client.get(f"{CLUB}{path}").headers["Location"] == f"{CLUB}sign-in/"


def _open(shop: SmallShop) -> list[Voucher]:
    return rewards.open_vouchers(shop.conn, [known(shop, 1).account_id])
