"""My profile, my data, and going: what is asked, what is said first, what is left."""

import json

import pytest
from django.test import Client
from tests.builders.shop import PROGRAM, SmallShop, email_of
from tests.portal.test_door import CLUB, NEW, door, member, typed  # noqa: F401
from tests.support.mail import Mailbox

from regulars.entrypoints.portal.privacy.known import PARTS
from regulars.flows.take_along import ACCOUNT, OWN

ME, PRIVACY = f"{CLUB}me/", f"{CLUB}me/privacy/"


@pytest.fixture
def inside(door: Client, mailbox: Mailbox) -> Client:  # noqa: F811
    """The browser of a member, the third."""
    door.post(f"{CLUB}sign-in/", {"email": email_of(3)})
    assert typed(door, mailbox.code()) == 302
    return door


def test_a_profile_is_changed_and_wrong_words_are_named(inside: Client, shop: SmallShop) -> None:
    said = {"name": "Sofia R.", "phone": "+358 40 123 4567", "language": "fi"}
    assert inside.post(ME, said).status_code == 302
    found = member(shop, email_of(3))
    assert found is not None
    assert (found.name, found.phone, found.language) == ("Sofia R.", "+358401234567", "fi")
    assert found.birth_date is not None  # told before: it stays
    wrong = inside.post(ME, said | {"phone": "forty", "language": "xx"})
    assert (wrong.status_code, wrong.text.count('aria-invalid="true"')) == (422, 2)
    shop.join("other@example.com", phone="+358401111111")
    assert inside.post(ME, said | {"phone": "+358401111111"}).status_code == 422


def test_a_birthday_is_told_once_where_the_program_asks(
    door: Client, shop: SmallShop, mailbox: Mailbox  # noqa: F811
) -> None:  # fmt: skip
    door.post(f"{CLUB}join/", {"email": NEW})
    typed(door, mailbox.code())
    assert "Birthday" not in door.get(ME).text
    shop.publish(PROGRAM + "joining: {age_from: 18}\n", shop.shop.now)
    said = {"name": "", "phone": "", "language": ""}
    for born in ("2090-01-01", "2015-01-01", "soon"):
        assert door.post(ME, said | {"born": born}).status_code == 422
    assert door.post(ME, said | {"born": "1990-02-03"}).status_code == 302
    door.post(ME, said | {"born": "1990-03-03"})
    found = member(shop, NEW)
    assert found is not None
    assert str(found.birth_date) == "1990-02-03"


def test_a_new_address_counts_once_its_code_was_typed(
    inside: Client, shop: SmallShop, mailbox: Mailbox
) -> None:
    assert inside.post(f"{ME}email/", {"email": "nonsense"}).status_code == 422
    assert inside.post(f"{ME}email/", {"email": NEW}).status_code == 302
    assert mailbox.mails[-1]["To"] == NEW
    assert inside.post(f"{ME}email/code/", {"code": "000"}).status_code == 422
    assert member(shop, NEW) is None
    assert inside.post(f"{ME}email/code/", {"code": mailbox.code()})["Location"] == ME
    assert member(shop, NEW) is not None
    assert member(shop, email_of(3)) is None
    inside.post(f"{ME}email/", {"email": email_of(4)})
    taken = inside.post(f"{ME}email/code/", {"code": mailbox.code()}, follow=True)
    assert "belongs to another member" in taken.text


def test_what_is_known_is_said_and_taken_along(inside: Client) -> None:
    page = inside.get(PRIVACY).text
    assert email_of(3) in page
    assert "What you bought and did here" in page
    file = inside.get(f"{PRIVACY}my-data.json")
    assert "attachment" in file["Content-Disposition"]
    assert json.loads(file.content)["member"][0]["email"] == email_of(3)
    assert PARTS.keys() == OWN.keys() | ACCOUNT.keys()


def test_who_leaves_is_told_what_becomes_of_it_and_can_come_back(
    inside: Client, shop: SmallShop
) -> None:
    assert "gone at once" in inside.get(f"{PRIVACY}leave/").text
    found = member(shop, email_of(3))
    assert found is not None
    assert found.closed_at is None
    left = inside.post(f"{PRIVACY}leave/", follow=True)
    assert "You left" in left.text
    found = member(shop, email_of(3))
    assert found is not None
    assert found.closed_at is not None
    assert inside.get(ME)["Location"] == f"{CLUB}sign-in/"


def test_who_is_deleted_types_the_word_and_is_gone(inside: Client, shop: SmallShop) -> None:
    assert inside.post(f"{PRIVACY}delete/", {"word": "no"}).status_code == 422
    assert member(shop, email_of(3)) is not None
    gone = inside.post(f"{PRIVACY}delete/", {"word": " Delete "}, follow=True)
    assert "deleted" in gone.text
    assert member(shop, email_of(3)) is None
    assert "Sofía" not in inside.get(CLUB).text


def test_all_of_it_is_for_members(door: Client) -> None:  # noqa: F811
    for last in ("", "email/", "email/code/", "privacy/my-data.json", "privacy/leave/",
                 "privacy/delete/"):  # fmt: skip
        assert door.get(ME + last)["Location"] == f"{CLUB}sign-in/"


QUESTIONS = f"{ME}questions/"
ASKED = """profile:
  roast: {ask: Which roast do you like?, answers: [light, dark], why: So that it is there.}
  dog: {ask: What is your dog called?}
"""
GIVEN = """  - id: tells
    on: profile.answered
    when: {data: {question: roast}}
    give: {point: 20}
"""


def test_questions_say_what_they_bring_and_bring_it_once(inside: Client, shop: SmallShop) -> None:
    assert QUESTIONS not in inside.get(f"{CLUB}more/").text
    shop.publish(PROGRAM.replace("rewards:\n", f"{GIVEN}rewards:\n", 1) + ASKED, shop.shop.now)
    assert "20 points" in inside.get(CLUB).text
    page = inside.get(QUESTIONS).text
    assert "for 20 points" in page
    assert page.count("for 20 points") == 1
    assert inside.post(QUESTIONS, {"q-roast": "black"}).status_code == 422
    told = inside.post(QUESTIONS, {"q-roast": "dark", "q-dog": ""}, follow=True).text
    assert "You got 20 points" in told
    assert "What you told us" in told
    found = member(shop, email_of(3))
    assert found is not None
    assert found.profile().attributes["roast"] == "dark"
    for said in ("", "light"):
        again = inside.post(QUESTIONS, {"q-roast": said}, follow=True).text
        assert "You got" not in again
    found = member(shop, email_of(3))
    assert found is not None
    assert found.profile().attributes["roast"] == "light"
    assert "20 points" not in inside.get(CLUB).text
