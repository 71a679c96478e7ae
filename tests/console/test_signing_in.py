"""Signing in: with a password, with a code by mail, slowly for those who guess."""

import re

import pytest
from django.test import Client
from tests.builders.shop import PASSWORD, SmallShop
from tests.support.mail import Mailbox

SIGN_IN, CODE = "/console/sign-in/", "/console/sign-in/code/"


def try_password(client: Client, password: str, name: str = "kirsi", **more: str) -> int:
    said = {"name": name, "password": password, **more}
    return client.post(SIGN_IN, said).status_code


@pytest.mark.parametrize("name", ["kirsi", "KIRSI", "kirsi@shop.example", " Kirsi@Shop.Example "])
def test_name_or_e_mail_and_password(client: Client, shop: SmallShop, name: str) -> None:
    shop.staff("kirsi", email="kirsi@shop.example")
    answer = client.post(SIGN_IN, {"name": name, "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/console/")
    assert client.get("/console/").headers["Location"] == "/console/p/shop/"


def test_the_session_gets_a_new_name(client: Client, shop: SmallShop) -> None:
    shop.staff()
    session = client.session
    session["planted"] = 1
    session.save()
    planted = client.cookies["sessionid"].value
    assert try_password(client, PASSWORD) == 302
    assert client.cookies["sessionid"].value != planted


def test_every_page_leads_strangers_to_the_sign_in_and_back(
    client: Client, shop: SmallShop
) -> None:
    shop.staff()
    wanted = f"/console/p/shop/members/{shop.star}/"
    answer = client.get(wanted)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(SIGN_IN)
    back = client.post(SIGN_IN, {"name": "kirsi", "password": PASSWORD, "next": wanted})
    assert back.headers["Location"] == wanted


def test_nobody_is_sent_elsewhere(client: Client, shop: SmallShop) -> None:
    shop.staff()
    said = {"name": "kirsi", "password": PASSWORD, "next": "https://evil.example/console/"}
    assert client.post(SIGN_IN, said).headers["Location"] == "/console/"


def test_a_wrong_password_and_nobody_are_answered_alike(client: Client, shop: SmallShop) -> None:
    shop.staff()
    wrong = client.post(SIGN_IN, {"name": "kirsi", "password": "wrong"})
    nobody = client.post(SIGN_IN, {"name": "nobody", "password": "wrong"})
    assert wrong.status_code == nobody.status_code == 422
    assert "is not right" in wrong.text
    assert "is not right" in nobody.text


def test_guessing_is_slow_but_only_for_who_guesses(client: Client, shop: SmallShop) -> None:
    shop.staff()
    assert [try_password(client, "wrong") for _ in range(7)] == [422] * 5 + [429] * 2
    assert try_password(client, PASSWORD) == 429
    elsewhere = Client(headers={"host": "localhost"}, REMOTE_ADDR="10.0.0.9")
    assert try_password(elsewhere, PASSWORD) == 302


@pytest.mark.usefixtures("shop")
def test_an_address_that_tries_many_names_is_slowed_down(client: Client) -> None:
    tries = [try_password(client, "wrong", name=f"person{n}") for n in range(31)]
    assert tries == [422] * 30 + [429]


def test_all_of_a_large_shop_come_in_from_one_address(client: Client, shop: SmallShop) -> None:
    shop.staff()
    assert [try_password(client, PASSWORD) for _ in range(31)] == [302] * 31
    # Who comes in once more has the new session alone.
    assert "Sign out everywhere else" not in client.get("/console/security/").text


def test_somebody_who_left_cannot_sign_in(client: Client, shop: SmallShop) -> None:
    user = shop.staff()
    user.is_active = False
    user.save()
    assert try_password(client, PASSWORD) == 422


def test_signing_out_ends_the_session(owner: Client) -> None:
    assert owner.get("/console/p/shop/").status_code == 200
    assert owner.get("/console/sign-out/").status_code == 405
    owner.post("/console/sign-out/")
    assert owner.get("/console/p/shop/").status_code == 302


def test_no_code_is_offered_without_a_mail_server(client: Client, shop: SmallShop) -> None:
    shop.staff(email="kirsi@shop.example")
    assert "by mail" not in client.get(SIGN_IN).text
    assert client.post("/console/sign-in/send-code/", {"name": "kirsi"}).status_code == 422


@pytest.mark.usefixtures("sent")
def test_a_code_by_mail_works_once(client: Client, shop: SmallShop, mailbox: Mailbox) -> None:
    shop.staff(email="kirsi@shop.example")
    client.post("/console/sign-in/send-code/", {"name": "kirsi"})
    assert mailbox.mails[-1]["To"] == "kirsi@shop.example"
    code = mailbox.code()
    assert client.post(CODE, {"code": f" {code[:3]} {code[3:]}"}).headers["Location"] == "/console/"
    assert client.get("/console/p/shop/").status_code == 200
    again = Client(headers={"host": "localhost"})
    again.post("/console/sign-in/send-code/", {"name": "nobody"})
    assert again.post(CODE, {"code": code}).status_code == 422


@pytest.mark.usefixtures("sent")
def test_five_tries_and_the_code_is_worth_nothing(
    client: Client, shop: SmallShop, mailbox: Mailbox
) -> None:
    shop.staff(email="kirsi@shop.example")
    client.post("/console/sign-in/send-code/", {"name": "kirsi"})
    code = mailbox.code()
    wrong = "000000" if code != "000000" else "111111"
    assert [client.post(CODE, {"code": wrong}).status_code for _ in range(5)] == [422] * 5
    elsewhere = {"REMOTE_ADDR": "10.0.0.9"}
    assert client.post(CODE, {"code": code}, **elsewhere).status_code == 422


@pytest.mark.usefixtures("sent")
def test_nobody_is_told_whether_there_is_such_a_user(shop: SmallShop, mailbox: Mailbox) -> None:
    shop.staff(email="kirsi@shop.example")
    told = []
    for name in ("kirsi", "nobody"):
        other = Client(headers={"host": "localhost"})
        answer = other.post("/console/sign-in/send-code/", {"name": name})
        page = re.sub(r'value="\w+"|X-CSRFToken": "\w+"', "", other.get(CODE).text)
        told.append((answer.status_code, answer.headers["Location"], page.replace(name, "NAME")))
    assert told[0] == told[1]
    assert len(mailbox.mails) == 1
