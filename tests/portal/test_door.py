"""The club's door: joining in one screen, signing in by a code, and who stays outside."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from tests.builders.shop import PROGRAM, SmallShop, email_of
from tests.support.mail import Mailbox

from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member, Ref
from regulars.flows.closing import close
from regulars.kit import ids

CLUB = "/club/shop/"
NEW = "new.face@example.com"
BIRTHDAY = """\
automatic:
  - {id: cake, at: {birthday: true}, issue: coffee}
earn:
"""


@pytest.fixture
def door(client: Client, shop: SmallShop, mailbox: Mailbox, sent: None) -> Client:  # noqa: ARG001
    """A stranger's browser at a shop that can send mail."""
    return client


def member(shop: SmallShop, email: str) -> Member | None:
    """Who goes by an e-mail."""
    ref = Ref("email", email)
    known = members.find(shop.conn, shop.program_id, [ref]).get(ref)
    if known is None or known.member_id is None:
        return None
    return members.members(shop.conn, shop.program_id, [known.member_id])[0]


def typed(door: Client, code: str) -> int:
    """Type a code in; the answer's status."""
    return door.post(f"{CLUB}code/", {"code": code}).status_code


def test_a_stranger_reads_what_there_is_and_nothing_of_how_members_are_sorted(
    door: Client,
) -> None:
    page = door.get(CLUB).text
    assert "Corner shop" in page
    assert "25 points" in page
    assert "Slipping away" not in page
    assert door.get("/club/nobody/").status_code == 404


def test_joining_takes_one_screen_and_a_code(
    door: Client, shop: SmallShop, mailbox: Mailbox
) -> None:
    answer = door.post(f"{CLUB}join/", {"email": f" {NEW.upper()} ", "name": "New Face"})
    assert answer.headers["Location"] == f"{CLUB}code/"
    assert NEW in door.get(f"{CLUB}code/").text
    assert member(shop, NEW) is None
    assert typed(door, mailbox.code()) == 302
    found = member(shop, NEW)
    assert found is not None
    assert (found.name, found.way, found.birth_date) == ("New Face", "site", None)
    home = door.get(CLUB).text
    assert "New Face" in home
    assert "Sign in" not in home


def test_who_is_a_member_already_just_signs_in_by_joining(
    door: Client, shop: SmallShop, mailbox: Mailbox
) -> None:
    before = member(shop, email_of(3))
    door.post(f"{CLUB}join/", {"email": email_of(3), "name": "Somebody Else"})
    assert typed(door, mailbox.code()) == 302
    assert member(shop, email_of(3)) == before
    assert "Sofía" in door.get(CLUB).text


def test_signing_in_by_a_code_and_out_again(door: Client, mailbox: Mailbox) -> None:
    door.post(f"{CLUB}sign-in/", {"email": email_of(1)})
    planted = door.cookies["sessionid"].value
    assert typed(door, mailbox.code()) == 302
    assert door.cookies["sessionid"].value != planted
    assert "Aino" in door.get(CLUB).text
    assert typed(door, mailbox.code()) == 302  # used: the door leads to signing in again
    door.post(f"{CLUB}sign-out/")
    assert "Aino" not in door.get(CLUB).text


def test_strangers_and_members_are_answered_alike(door: Client, mailbox: Mailbox) -> None:
    known = door.post(f"{CLUB}sign-in/", {"email": email_of(3)}, follow=True)
    mails = len(mailbox.mails)
    stranger = door.post(f"{CLUB}sign-in/", {"email": NEW}, follow=True)
    assert known.text.replace(email_of(3), NEW).count("six digits") == 1
    assert stranger.text.count("six digits") == 1
    assert (mails, len(mailbox.mails)) == (1, 1)
    assert typed(door, "123456") == 422


def test_a_wrong_code_stays_out_and_five_are_enough(door: Client, mailbox: Mailbox) -> None:
    door.post(f"{CLUB}sign-in/", {"email": email_of(3)})
    right = mailbox.code()
    wrong = f"{(int(right) + 1) % 10**6:06}"
    assert [typed(door, wrong) for _ in range(5)] == [422] * 5
    assert typed(door, right) == 429
    assert "Sign in" in door.get(CLUB).text


def test_a_code_of_one_club_opens_no_other(door: Client, mailbox: Mailbox) -> None:
    door.post(f"{CLUB}sign-in/", {"email": email_of(3)})
    session = door.session
    asked = session["club_code"]
    session["club_code"] = asked | {"program": "00000000-0000-0000-0000-000000000000"}
    session.save()
    answer = door.post(f"{CLUB}code/", {"code": mailbox.code()})
    assert answer.headers["Location"] == f"{CLUB}sign-in/"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"email": "nonsense"}, "whole e-mail address"),
        ({"email": NEW, "born": "yesterday"}, "day of your birth"),
        ({"email": NEW, "born": "2090-01-01"}, "day of your birth"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    door: Client, shop: SmallShop, said: dict[str, str], why: str
) -> None:
    shop.publish(PROGRAM.replace("earn:\n", BIRTHDAY, 1), shop.shop.now)
    assert "something for you on that day" in door.get(f"{CLUB}join/").text
    answer = door.post(f"{CLUB}join/", said)
    assert (answer.status_code, why in answer.text) == (422, True)
    assert member(shop, NEW) is None


def test_of_the_too_young_nothing_is_kept(door: Client, shop: SmallShop) -> None:
    shop.publish(PROGRAM + "joining: {age_from: 18}\n", shop.shop.now)
    assert "Members are 18 or older" in door.get(f"{CLUB}join/").text
    young = {"email": NEW, "born": "2015-01-01"}
    assert door.post(f"{CLUB}join/", young).status_code == 422
    assert door.post(f"{CLUB}join/", {"email": NEW}).status_code == 422
    assert "club_code" not in door.session


def test_a_shop_without_mail_says_so(client: Client, shop: SmallShop) -> None:  # noqa: ARG001
    assert "Ask at the counter" in client.get(f"{CLUB}join/").text


def test_who_left_is_out_everywhere(door: Client, shop: SmallShop, mailbox: Mailbox) -> None:
    door.post(f"{CLUB}sign-in/", {"email": email_of(3)})
    assert typed(door, mailbox.code()) == 302
    found = member(shop, email_of(3))
    assert found is not None
    close(shop.conn, shop.shop, found)
    assert "Sofía" not in door.get(CLUB).text


def test_two_clubs_of_one_name_go_by_their_ids(
    client: Client, shop: SmallShop, empty_shop: SmallShop
) -> None:
    assert client.get(CLUB).status_code == 404
    for one in (shop, empty_shop):
        assert client.get(f"/club/{ids.encode('prg', one.program_id)}/").status_code == 200


@pytest.mark.parametrize("page", [
    "/club/shop/", "/club/shop/join/", "/club/shop/sign-in/", "/club/shop/terms/",
    "/club/shop/privacy/", "/console/", "/console/sign-in/", "/till/", "/",
])  # fmt: skip
def test_strangers_who_only_look_leave_no_session(client: Client, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code in (200, 302)
    assert "sessionid" not in answer.cookies
    assert Session.objects.count() == 0


@pytest.mark.usefixtures("shop")
def test_a_passkey_is_asked_for_when_it_is_wanted(client: Client) -> None:
    page = client.get(f"{CLUB}sign-in/").text
    address = re.search(r'data-ask="([^"]+)"', page)
    assert address is not None
    asked = client.post(address[1])
    assert len(asked.json()["challenge"]) > 20
    assert Session.objects.count() == 1
