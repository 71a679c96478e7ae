"""Households and companies at the club: opened, joined by a code, led, left; what is private."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests.builders.shop import PROGRAM, SmallShop, email_of
from tests.portal.test_door import CLUB, NEW, door, member, typed  # noqa: F401
from tests.support.mail import Mailbox

from regulars.flows import share_account
from regulars.flows.share_account import Firm
from regulars.kit import ids

HOME = f"{CLUB}household/"
As = Callable[[int | str], Client]


@pytest.fixture
def signed(shop: SmallShop, mailbox: Mailbox, sent: None) -> As:  # noqa: ARG001
    """A browser of its own for each member."""

    def browser(who: int | str) -> Client:
        client = Client(headers={"host": "localhost"})
        email = email_of(who) if isinstance(who, int) else who
        answer = client.post(f"{CLUB}sign-in/", {"email": email})
        assert answer.status_code == 302, answer.text
        assert client.post(f"{CLUB}code/", {"code": mailbox.code()}).status_code == 302
        return client

    return browser


def invited(head: Client, role: str = "adult") -> str:
    """Ask somebody in; the code, which is shown once."""
    found = re.search(
        r"[0-9A-Z]{4}(-[0-9A-Z]{4}){2}", head.post(f"{HOME}invite/", {"role": role}).text
    )
    assert found is not None
    assert found.group() not in head.get(HOME).text
    return found.group()


def come_in(client: Client, code: str) -> int:
    """Accept an invitation; the status."""
    assert client.post(f"{HOME}come/", {"what": "code", "code": code}).status_code == 302
    return client.post(f"{HOME}come/", {"what": "yes"}).status_code


def role(shop: SmallShop, who: int) -> str:
    found = member(shop, email_of(who))
    assert found is not None
    return found.role


def public(shop: SmallShop, who: int) -> str:
    found = member(shop, email_of(who))
    assert found is not None
    return ids.encode("mem", found.member_id)


def test_a_household_is_opened_and_somebody_comes_in(signed: As, shop: SmallShop) -> None:
    head = signed(3)
    assert "Open a household" in head.get(HOME).text
    assert head.post(f"{HOME}open/", {"name": " "}).status_code == 422
    assert head.post(f"{HOME}open/", {"name": "The <Ek>s"}).status_code == 302
    code = invited(head)
    other = signed(1)
    other.post(f"{HOME}come/", {"what": "code", "code": code.lower()})
    page = other.get(f"{HOME}come/").text
    assert "The &lt;Ek&gt;s" in page
    assert "This cannot be taken back" in page
    assert " points</li>" in page  # what they bring along
    assert role(shop, 1) == ""
    assert come_in(other, code) == 302
    assert role(shop, 1) == "adult"
    assert "Aino Virtanen" in head.get(HOME).text
    # A code works once, and a wrong one says so.
    assert signed(4).post(f"{HOME}come/", {"what": "code", "code": code}).status_code == 422
    assert other.post(f"{HOME}invite/", {"role": "adult"}).status_code == 404


def test_a_stranger_keeps_the_code_until_they_are_in(
    signed: As, mailbox: Mailbox, shop: SmallShop
) -> None:
    head = signed(3)
    head.post(f"{HOME}open/", {"name": "Home"})
    code = invited(head)
    new = Client(headers={"host": "localhost"})
    assert new.get(f"{HOME}come/").status_code == 200
    assert new.post(f"{HOME}come/", {"what": "code", "code": "WRNG-WRNG-WRNG"}).status_code == 422
    new.post(f"{HOME}come/", {"what": "code", "code": code})
    assert "need a membership" in new.get(f"{HOME}come/").text
    new.post(f"{CLUB}join/", {"email": NEW, "name": "New Face"})
    answer = new.post(f"{CLUB}code/", {"code": mailbox.code()})
    assert answer.headers["Location"] == f"{HOME}come/"
    assert new.post(f"{HOME}come/", {"what": "yes"}).headers["Location"] == HOME
    found = member(shop, NEW)
    assert found is not None
    assert found.role == "adult"


def test_no_means_no(signed: As, shop: SmallShop) -> None:
    head, other = signed(3), signed(1)
    head.post(f"{HOME}open/", {"name": "Home"})
    code = invited(head)
    other.post(f"{HOME}come/", {"what": "code", "code": code})
    assert other.post(f"{HOME}come/", {"what": "no"}).status_code == 302
    assert role(shop, 1) == ""
    assert other.post(f"{HOME}come/", {"what": "code", "code": code}).status_code == 422
    second = invited(head)
    waiting = re.search(r"inv_\w+", head.get(HOME).text)
    assert waiting is not None
    head.post(f"{HOME}change/", {"what": "withdraw", "invitation": waiting.group()})
    assert other.post(f"{HOME}come/", {"what": "code", "code": second}).status_code == 422


def test_children_by_first_name_and_another_name(signed: As) -> None:
    head = signed(3)
    head.post(f"{HOME}open/", {"name": "Home"})
    head.post(f"{HOME}change/", {"what": "add-child", "child": "Otso"})
    head.post(f"{HOME}change/", {"what": "rename", "name": "Our home"})
    page = head.get(HOME).text
    assert ("Otso" in page, "Our home" in page) == (True, True)
    child = re.search(r"chi_\w+", page)
    assert child is not None
    head.post(f"{HOME}change/", {"what": "drop-child", "child": child.group()})
    assert "Otso" not in head.get(HOME).text
    assert head.post(f"{HOME}change/", {"what": "burn"}).status_code == 404


def test_leaving_says_what_goes_along_and_handing_over_comes_first(
    signed: As, shop: SmallShop
) -> None:
    head, other = signed(3), signed(1)
    head.post(f"{HOME}open/", {"name": "Home"})
    come_in(other, invited(head))
    assert "Hand it over" in head.get(f"{HOME}leave/").text
    assert head.post(f"{HOME}leave/").status_code == 409
    assert other.get(f"{HOME}people/{public(shop, 3)}/").status_code == 404
    address = f"{HOME}people/{public(shop, 1)}/"
    assert "equal part" in head.get(address).text
    assert head.post(address, {"what": "hand-over"}).status_code == 302
    assert (role(shop, 1), role(shop, 3)) == ("head", "adult")
    assert head.post(address, {"what": "go"}).status_code == 404
    page = head.get(f"{HOME}leave/").text
    assert "You take along an equal part" in page
    assert head.post(f"{HOME}leave/").status_code == 302
    assert role(shop, 3) == ""
    assert "the last one" in other.get(f"{HOME}leave/").text
    assert other.post(f"{HOME}leave/").status_code == 302
    assert role(shop, 1) == ""


def test_who_may_not_spend_sees_neither_balance_nor_history(signed: As, shop: SmallShop) -> None:
    known = member(shop, email_of(1))
    assert known is not None
    firm = Firm(name="Ek & Sons")
    share_account.open_company(shop.conn, shop.shop, known, firm, key="k", fingerprint=b"f")
    head, buyer = signed(1), signed(3)
    code = invited(head, "buyer")
    assert come_in(buyer, code) == 302
    shop.order("big-order-77", 7700, f"email:{email_of(1)}")
    assert "77" in head.get(f"{CLUB}history/").text
    for path in ("history/", "vouchers/"):
        answer = buyer.get(f"{CLUB}{path}")
        assert (answer.status_code, "big-order" in answer.text) == (403, False)
    for path in ("", "rewards/", "levels/", "rewards/five/", "more/"):
        # Words only: the secrets of forms are random.
        page = re.sub(r"<[^>]+>", " ", buyer.get(f"{CLUB}{path}").text)
        assert ("77" in page, "to go" in page, "to Regular" in page) == (False, False, False), path
    assert "Ek &amp; Sons" in buyer.get(CLUB).text
    head.post(f"{HOME}people/{public(shop, 3)}/", {"what": "role", "role": "chief"})
    assert buyer.get(f"{CLUB}history/").status_code == 200
    assert "Your own account waits" in buyer.get(f"{HOME}leave/").text


def test_where_the_head_alone_spends_adults_see_no_history(signed: As, shop: SmallShop) -> None:
    text = PROGRAM.replace("on_leaving: share", "on_leaving: stay, spending: head")
    shop.publish(text, shop.shop.now)
    head, other = signed(3), signed(1)
    head.post(f"{HOME}open/", {"name": "Home"})
    come_in(other, invited(head))
    assert other.get(f"{CLUB}history/").status_code == 403
    assert "Everything stays" in other.get(f"{HOME}leave/").text


def test_a_program_without_shared_accounts_has_no_such_pages(signed: As, shop: SmallShop) -> None:
    alone = re.sub(r"(?m)^households:.*\n|^companies:\n(  .*\n)+", "", PROGRAM)
    shop.publish(alone, shop.shop.now)
    inside = signed(3)
    for path in ("", "come/"):
        assert inside.get(f"{HOME}{path}").status_code == 404
    assert "household" not in inside.get(f"{CLUB}more/").text
    assert inside.get(f"{HOME}people/{ids.encode('mem', shop.program_id)}/").status_code == 404
