"""Points by hand: confirmed, booked once, with who and why."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from tests.builders.shop import SmallShop, email_of

from regulars.domains.ledger import queries as ledger

FORM = {"key": "a" * 32, "direction": "give", "currency": "point", "amount": "25"}
REASON = "A broken cup, and a smile"


def address(shop: SmallShop) -> str:
    return f"/console/p/shop/members/{shop.star}/adjust/"


def available(shop: SmallShop) -> int:
    account_id = shop.account(email_of(1))
    return ledger.balances(shop.conn, [account_id])[account_id]["point"]["available"]


def test_it_asks_before_it_books(owner: Client, shop: SmallShop) -> None:
    before = available(shop)
    answer = owner.post(address(shop), FORM | {"reason": REASON})
    assert answer.status_code == 200
    assert "Is this right?" in answer.text
    assert f"{before:,} points become {before + 25:,} points" in answer.text
    assert available(shop) == before


def test_twice_with_the_same_form_is_once(owner: Client, shop: SmallShop) -> None:
    before = available(shop)
    sure = FORM | {"reason": REASON, "sure": "yes"}
    answers = [owner.post(address(shop), sure) for _ in range(2)]
    assert [one.status_code for one in answers] == [302, 302]
    assert available(shop) == before + 25
    page = owner.get(answers[0].headers["Location"]).text
    assert "+25 points for Aino Virtanen: booked." in page
    assert page.count(f'<blockquote dir="auto">{REASON}</blockquote>') == 1


def test_the_entry_says_who_and_why(owner: Client, shop: SmallShop) -> None:
    owner.post(address(shop), FORM | {"direction": "take", "reason": REASON, "sure": "yes"})
    user = get_user_model().objects.get(username="kirsi")
    entry = ledger.entries(shop.conn, shop.account(email_of(1)), limit=1)[0]
    assert (entry.row.kind, entry.row.actor, entry.note) == ("adjust", f"staff:{user.pk}", REASON)


def test_another_amount_under_the_same_key_is_refused(owner: Client, shop: SmallShop) -> None:
    sure = FORM | {"reason": REASON, "sure": "yes"}
    owner.post(address(shop), sure)
    before = available(shop)
    answer = owner.post(address(shop), sure | {"amount": "2500"})
    assert answer.status_code == 422
    assert "was booked before with other content" in answer.text
    assert available(shop) == before


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"amount": ""}, "Write a whole number above 0."),
        ({"amount": "-5"}, "Write a whole number above 0."),
        ({"amount": "0"}, "Write a whole number above 0."),
        ({"amount": "٥x"}, "Write a whole number above 0."),
        ({"amount": "9" * 12}, "Write a whole number above 0."),
        ({"reason": "  "}, "A reason is needed"),
        ({"reason": "x" * 501}, "At most 500 characters."),
        ({"currency": "gold"}, "Choose one of these."),
        ({"direction": "steal"}, "Choose one of these."),
        ({"key": "../../x"}, "This form is too old."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    owner: Client, shop: SmallShop, wrong: dict[str, str], error: str
) -> None:
    before = available(shop)
    said = FORM | {"reason": "Typed with care", "sure": "yes"} | wrong
    answer = owner.post(address(shop), said)
    assert answer.status_code == 422
    assert error in answer.text
    if "reason" not in wrong:
        assert "Typed with care" in answer.text
    assert available(shop) == before


def test_no_more_is_taken_than_is_there(owner: Client, shop: SmallShop) -> None:
    before = available(shop)
    sure = FORM | {"direction": "take", "amount": "999999", "reason": REASON, "sure": "yes"}
    answer = owner.post(address(shop), sure)
    assert answer.status_code == 422
    assert "There is not enough to spend" in answer.text
    assert available(shop) == before


def test_digits_in_groups_are_understood(owner: Client, shop: SmallShop) -> None:
    answer = owner.post(address(shop), FORM | {"amount": "1 250", "reason": REASON})
    assert "+1,250 points" in answer.text


def test_each_form_has_a_key_of_its_own(owner: Client, shop: SmallShop) -> None:
    pages = [owner.get(address(shop)).text for _ in range(2)]
    keys = re.findall(r'name="key" value="(\w{32})"', "".join(pages))
    assert len(set(keys)) == len(keys) == 2
