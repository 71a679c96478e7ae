"""Rewards and vouchers at the club: what can be had, getting it once, and who may see a code."""

import re

import pytest
from django.test import Client
from tests.builders.shop import PROGRAM, SmallShop, email_of

from regulars.domains.members import operations as members_
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member, Ref
from regulars.domains.rewards import queries as rewards
from regulars.domains.rewards.contracts import Voucher
from regulars.flows.standing import standing

CLUB = "/club/shop/"


def known(shop: SmallShop, number: int) -> Member:
    """The person with this number."""
    ref = Ref("email", email_of(number))
    found = members.find(shop.conn, shop.program_id, [ref])[ref]
    assert found.member_id is not None
    return members.members(shop.conn, shop.program_id, [found.member_id])[0]


def enter(client: Client, shop: SmallShop, number: int = 1) -> Client:
    """Let somebody in, as the door does."""
    session = client.session
    session["club"] = {str(shop.program_id): str(known(shop, number).member_id)}
    session.save()
    return client


def points(shop: SmallShop, number: int = 1) -> int:
    """What somebody can spend now."""
    state = standing(shop.conn, shop.shop, known(shop, number).account_id)
    return sum(lot.left for lot in state.lots if lot.available is None)


def held(shop: SmallShop, number: int = 1) -> list[Voucher]:
    """The open vouchers of somebody."""
    return rewards.open_vouchers(shop.conn, [known(shop, number).account_id])


def form(page: str) -> dict[str, str]:
    """The hidden fields of a form."""
    return dict(re.findall(r'type="hidden" name="(key|agreed)" value="([^"]*)"', page))


@pytest.fixture
def aino(client: Client, shop: SmallShop) -> Client:
    """The member with the longest story, signed in."""
    return enter(client, shop)


@pytest.mark.parametrize("path", ["rewards/", "rewards/five/", "rewards/five/get/0/",
                                  "vouchers/", "card/"])  # fmt: skip
@pytest.mark.usefixtures("shop")
def test_strangers_find_the_door(client: Client, path: str) -> None:
    assert client.get(f"{CLUB}{path}").headers["Location"] == f"{CLUB}sign-in/"


def test_the_shelf_says_what_can_be_had_and_what_is_missing(
    client: Client, shop: SmallShop
) -> None:
    shop.adjust(email_of(3), 333 - points(shop, 3), "So that it is known.")
    page = enter(client, shop, 3).get(f"{CLUB}rewards/").text
    now, _, rest = page.partition('id="near"')
    assert "Five euros off" in now
    assert "A mug of ours" not in now
    assert "567 points to go" in rest
    assert "12 left" in page
    assert "It is given for something else" in page  # the coffee has no price


def test_a_reward_is_confirmed_and_had_once_for_its_form(aino: Client, shop: SmallShop) -> None:
    before, vouchers = points(shop), len(held(shop))
    asked = aino.get(f"{CLUB}rewards/five/get/0/").text
    assert f"{before - 100:,} points" in asked
    answers = [aino.post(f"{CLUB}rewards/five/get/0/", form(asked)) for _ in range(2)]
    places = {one.headers["Location"] for one in answers}
    assert len(places) == 1
    assert (points(shop), len(held(shop))) == (before - 100, vouchers + 1)
    page = aino.get(places.pop()).text
    assert "Five euros off" in page
    assert "data:image/svg+xml;base64," in page
    assert any(one.code in page for one in held(shop))


def test_nobody_pays_a_price_that_they_have_not_seen(aino: Client, shop: SmallShop) -> None:
    asked = form(aino.get(f"{CLUB}rewards/five/get/0/").text)
    before = points(shop)
    shop.publish(PROGRAM.replace("price: {point: 100}", "price: {point: 120}"), shop.shop.now)
    answer = aino.post(f"{CLUB}rewards/five/get/0/", asked)
    assert (answer.status_code, points(shop)) == (409, before)
    assert "120 points" in answer.text
    assert aino.post(f"{CLUB}rewards/five/get/0/", form(answer.text)).status_code == 302
    assert points(shop) == before - 120


def test_what_cannot_be_paid_any_more_is_said(aino: Client, shop: SmallShop) -> None:
    asked = form(aino.get(f"{CLUB}rewards/five/get/0/").text)
    shop.adjust(email_of(1), 50 - points(shop), "Spent elsewhere.")
    answer = aino.post(f"{CLUB}rewards/five/get/0/", asked)
    assert (answer.status_code, points(shop)) == (409, 50)
    assert "50 points is missing" in answer.text
    assert aino.get(f"{CLUB}rewards/five/get/0/").headers["Location"] == f"{CLUB}rewards/five/"


def test_what_is_not_there_is_not_found(aino: Client) -> None:
    for path in ("rewards/nothing/", "rewards/five/get/7/", "rewards/coffee/get/0/",
                 "vouchers/AAAA-BBBB-CCCC/"):  # fmt: skip
        assert aino.get(f"{CLUB}{path}").status_code == 404


def test_vouchers_are_the_members_own(client: Client, shop: SmallShop) -> None:
    mine = held(shop)
    assert mine
    page = enter(client, shop).get(f"{CLUB}vouchers/").text
    places = [page.index(f"/vouchers/{one.code}/") for one in mine]
    assert places == sorted(places)
    other = enter(client, shop, 3)
    assert other.get(f"{CLUB}vouchers/{mine[0].code}/").status_code == 404


def test_a_used_voucher_shows_no_code(aino: Client, shop: SmallShop) -> None:
    code = next(one.code for one in held(shop) if one.reward == "coffee")
    assert shop.use(code).status == "created"
    page = aino.get(f"{CLUB}vouchers/{code}/").text
    assert "This voucher was used" in page
    assert "data:image" not in page


def test_who_may_not_spend_sees_no_codes_and_gets_nothing(aino: Client, shop: SmallShop) -> None:
    asked = form(aino.get(f"{CLUB}rewards/five/get/0/").text)
    code, before = held(shop)[0].code, points(shop)
    buyer = known(shop, 1)
    members_.settle(shop.conn, buyer, buyer.account_id, "buyer")
    answer = aino.post(f"{CLUB}rewards/five/get/0/", asked)
    assert (answer.status_code, points(shop)) == (409, before)
    assert "whoever heads the account" in answer.text
    assert aino.get(f"{CLUB}vouchers/{code}/").status_code == 404
    for path in ("", "vouchers/", "rewards/"):
        assert code not in aino.get(f"{CLUB}{path}").text


def test_the_own_card_is_beside_the_code(aino: Client) -> None:
    assert f'href="{CLUB}card/"' in aino.get(f"{CLUB}my-code/").text
    page = aino.get(f"{CLUB}card/").text
    assert "2900 0" in page
    assert "data:image/svg+xml" in page
