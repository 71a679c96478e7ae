"""The staff: asked in, given a role and a place, blocked, let go; never without an owner."""

import re
from typing import Any

import pytest
from django.test import Client
from tests.builders.shop import PASSWORD, SmallShop
from tests.support.mail import Mailbox

STAFF = "/console/p/shop/staff/"
LINK = re.compile(r"https?://[^/\s]+(/console/join/[\w/-]+/)")


def fresh() -> Client:
    return Client(headers={"host": "localhost"})


def place(role: str, where: str = "", locations: str = "") -> dict[str, str]:
    return {"role": role, "where": where, "locations": locations}


def invited(owner: Client, **said: str) -> str:
    page = owner.post(f"{STAFF}invite/", {"email": "mia@shop.example", **said})
    assert page.status_code == 200, page.text
    found = LINK.search(page.text)
    assert found is not None
    return found[1]


def test_an_invitation_works_once(owner: Client, shop: SmallShop) -> None:
    link = invited(owner, **place("support"))
    assert "mia@shop.example" in owner.get(STAFF).text
    mia = fresh()
    assert "Support" in mia.get(link).text
    assert mia.post(link, {"password": "short"}).status_code == 422
    assert mia.post(link, {"password": "seven brown horses"}).status_code == 302
    assert "Adjust points" in mia.get(f"/console/p/shop/members/{shop.star}/").text
    assert mia.get(STAFF).status_code == 403
    assert fresh().get(link).status_code == 410
    assert fresh().post(link, {"password": "seven brown horses"}).status_code == 410


@pytest.mark.usefixtures("sent")
def test_with_a_mail_server_the_link_goes_by_mail(owner: Client, mailbox: Mailbox) -> None:
    said = {"email": "Mia@Shop.Example", **place("cashier")}
    assert owner.post(f"{STAFF}invite/", said).status_code == 302
    assert mailbox.mails[-1]["To"] == "mia@shop.example"
    found = LINK.search(mailbox.mails[-1].get_payload(decode=True).decode())
    assert found is not None
    assert fresh().get(found[1]).status_code == 200


def test_a_withdrawn_or_newer_invitation_voids_the_link(owner: Client) -> None:
    first = invited(owner, **place("support"))
    second = invited(owner, **place("manager"))
    assert fresh().get(first).status_code == 410
    found = re.search(r"invitations/(inv_\w+)/", owner.get(STAFF).text)
    assert found is not None
    owner.post(f"{STAFF}invitations/{found[1]}/")
    assert fresh().get(second).status_code == 410


def test_who_works_somewhere_already_is_not_asked(owner: Client, empty_shop: SmallShop) -> None:
    empty_shop.staff("nils", email="nils@other.example")
    said = {"email": "nils@other.example", **place("support")}
    assert owner.post(f"{STAFF}invite/", said).status_code == 422


@pytest.mark.parametrize(
    "said",
    [place("king"), place("support", "elsewhere"), place("owner", "shop"),
     place("support", "shop", "nowhere")],
)  # fmt: skip
def test_a_place_that_is_none_is_refused(owner: Client, said: dict[str, str]) -> None:
    answer = owner.post(f"{STAFF}invite/", {"email": "mia@shop.example", **said})
    assert answer.status_code == 422


def test_the_last_owner_stays(owner: Client, shop: SmallShop) -> None:
    me = owner.session["_auth_user_id"]
    for action, said in (("", place("manager")), ("block/", {}), ("dismiss/", {"sure": "yes"})):
        answer = owner.post(f"{STAFF}{me}/{action}", said)
        assert (answer.status_code, "last owner" in answer.text) == (422, True), action
    other = shop.staff("olga")
    assert owner.post(f"{STAFF}{me}/", place("manager")).status_code == 302
    assert owner.get(STAFF).status_code == 403
    client = fresh()
    client.force_login(other)
    assert client.get(STAFF).status_code == 200


def signed_in(name: str) -> Client:
    client = fresh()
    assert client.post(
        "/console/sign-in/", {"name": name, "password": PASSWORD}
    ).status_code == 302  # fmt: skip
    return client


def test_who_is_blocked_is_out_at_once_and_may_come_back(owner: Client, shop: SmallShop) -> None:
    sam = shop.staff("sam", role="support")
    browser = signed_in("sam")
    assert browser.get("/console/p/shop/members/").status_code == 200
    owner.post(f"{STAFF}{sam.pk}/block/")
    assert browser.get("/console/p/shop/members/").status_code == 302
    assert "no program" in signed_in("sam").get("/console/").text
    owner.post(f"{STAFF}{sam.pk}/block/", {"again": "yes"})
    assert signed_in("sam").get("/console/p/shop/members/").status_code == 200


def test_who_is_let_go_finds_nothing(owner: Client, shop: SmallShop) -> None:
    sam = shop.staff("sam", role="support")
    assert "Let sam go?" in owner.post(f"{STAFF}{sam.pk}/dismiss/").text
    owner.post(f"{STAFF}{sam.pk}/dismiss/", {"sure": "yes"})
    assert signed_in("sam").get("/console/p/shop/members/").status_code == 404
    assert owner.post(f"{STAFF}{sam.pk}/dismiss/").status_code == 404


def test_a_role_at_one_program_reaches_no_other(owner: Client, shop: SmallShop) -> None:
    sam = shop.staff("sam", role="manager")
    owner.post(f"{STAFF}{sam.pk}/", place("cashier", "shop"))
    browser = signed_in("sam")
    assert browser.get("/console/").headers["Location"] == "/console/p/shop/members/"
    assert browser.get("/console/p/shop/ledger/").status_code == 403


def test_nobody_touches_another_shop_s_staff(owner: Client, empty_shop: SmallShop) -> None:
    nils = empty_shop.staff("nils")
    for action in ("", "block/", "dismiss/", "start-anew/"):
        assert owner.post(f"{STAFF}{nils.pk}/{action}", place("cashier")).status_code == 404


@pytest.mark.parametrize(("role", "whole"), [("support", True), ("cashier", False)])
def test_contacts_are_masked_for_those_who_need_not_see_them(
    client: Client, shop: SmallShop, role: str, whole: Any
) -> None:
    client.force_login(shop.staff("sam", role=role))
    for page in ("members/", "members/?q=aino", f"members/{shop.star}/"):
        text = client.get(f"/console/p/shop/{page}").text
        assert ("aino.virtanen@example.com" in text) is whole, page
        assert ("a•••@•••.com" in text) is not whole, page
    assert client.get("/console/p/shop/members/export.csv").status_code == 403
