"""Households and companies at the console: opened, joined, led and left by hand."""

import re

import pytest
from django.test import Client
from tests.builders.shop import SmallShop, email_of

from regulars.domains import sharing
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Ref
from regulars.flows.verify import verify
from regulars.kit import ids

PAGE = "/console/p/shop/accounts/"
KEY = "c" * 32


def opened(owner: Client, kind: str = "household", who: int = 3, name: str = "The <Ek>s") -> str:
    """Open one; its address."""
    said = {"kind": kind, "name": name, "who": email_of(who), "key": KEY, "number": "FI123"}
    answer = owner.post(f"{PAGE}open/", said)
    assert answer.status_code == 302, answer.text
    return str(answer.headers["Location"])


def let_in(owner: Client, address: str, who: int, role: str = "adult", **said: str) -> int:
    """Let a member in at the counter; the answer's status."""
    body = {"who": email_of(who), "role": role, "agrees": "on"} | said
    return owner.post(f"{address}let-in/", body).status_code


def role_of(shop: SmallShop, who: int) -> str:
    ref = Ref("email", email_of(who))
    known = members.find(shop.conn, shop.program_id, [ref])[ref]
    assert known.member_id is not None
    return members.members(shop.conn, shop.program_id, [known.member_id])[0].role


def test_a_household_is_opened_and_shown(owner: Client) -> None:
    assert "Nobody shares an account yet" in owner.get(PAGE).text
    address = opened(owner)
    page = owner.get(address).text
    assert "The &lt;Ek&gt;s" in page
    assert "The &lt;Ek&gt;s" in owner.get(f"{PAGE}?kind=household").text
    assert "Nobody shares" in owner.get(f"{PAGE}?kind=company").text
    assert owner.get(f"{PAGE}acc_00000000000000000000000000/").status_code == 404


def test_wrong_forms_say_what_is_wrong(owner: Client) -> None:
    said = {"kind": "household", "who": "nobody@nowhere.example", "key": KEY}
    answer = owner.post(f"{PAGE}open/", said)
    assert (answer.status_code, "No member fits" in answer.text) == (422, True)
    answer = owner.post(f"{PAGE}open/", said | {"kind": "club", "who": email_of(3)})
    assert (answer.status_code, "Choose one of these" in answer.text) == (422, True)
    answer = owner.post(f"{PAGE}open/", said | {"kind": "company", "who": email_of(3)})
    assert "A company has a name" in answer.text
    address = opened(owner)
    assert owner.post(f"{address}let-in/", {"who": email_of(1), "role": "adult"}).status_code == 422
    answer = owner.post(f"{address}invite/", {"to": "who?", "role": "adult"})
    assert "an e-mail address or a phone number" in answer.text


def test_whoever_is_there_comes_in_and_leads_and_leaves(owner: Client, shop: SmallShop) -> None:
    first, second = shop.public_id(email_of(3)), shop.public_id(email_of(1))
    address = opened(owner)
    assert let_in(owner, address, 1) == 302
    page = owner.get(address).text
    assert page.count("Adult") >= 1
    assert "an account with others" in owner.get(f"/console/p/shop/members/{second}/").text
    person = f"{address}people/{{}}/"
    owner.post(person.format(second), {"role": "head", "what": "role"})
    assert role_of(shop, 1) == "head"
    refused = owner.post(person.format(second), {"what": "go"}, follow=True)
    assert "the role of head" in refused.text
    owner.post(person.format(first), {"what": "go"})
    assert role_of(shop, 3) == ""
    assert owner.post(person.format(first), {"what": "go"}).status_code == 404
    owner.post(person.format(second), {"what": "go"})
    assert "Nobody is in it any more" in owner.get(address).text
    assert list(verify(shop.conn, shop.program_id)) == []


def test_an_invitation_shows_its_code_once(owner: Client) -> None:
    address = opened(owner)
    made = owner.post(f"{address}invite/", {"to": "New@Example.com", "role": "adult"}).text
    assert re.search(r"<strong class=\"code-line\" dir=\"ltr\">[0-9A-Z-]{14}<", made)
    page = owner.get(address).text
    assert "code-line" not in page
    assert "new@example.com" in page
    (invitation,) = re.findall(r"name=\"invitation\" value=\"(inv_\w+)\"", page)
    owner.post(f"{address}change/", {"what": "withdraw", "invitation": invitation})
    assert "new@example.com" not in owner.get(address).text


def test_children_are_noted_up_to_their_number(owner: Client) -> None:
    address = opened(owner)
    for name in ("Kim", "Lee", "Max"):
        answer = owner.post(f"{address}change/", {"what": "add-child", "child": name}, follow=True)
    assert "at most 2" in answer.text
    assert "Max" not in answer.text
    (first, _second) = re.findall(r"name=\"child\" value=\"(chi_\w+)\"", answer.text)
    owner.post(f"{address}change/", {"what": "drop-child", "child": first})
    assert "Kim" not in owner.get(address).text
    assert owner.post(f"{address}change/", {"what": "paint"}).status_code == 404


def test_a_company_is_renamed_and_its_buyers_have_roles(owner: Client, shop: SmallShop) -> None:
    buyer = shop.public_id(email_of(1))
    address = opened(owner, "company", name="Bakery")
    assert "FI123" in owner.get(address).text
    assert opened(owner, "company", name="Bakery") == address
    assert let_in(owner, address, 1, "buyer") == 302
    assert let_in(owner, address, 2, "adult") == 422
    owner.post(f"{address}change/", {"what": "rename", "name": "Café", "number": "FI9"})
    account_id = ids.decode("acc", address.rstrip("/").rpartition("/")[2])
    assert account_id is not None
    found = sharing.queries.some(shop.conn, shop.program_id, [account_id])[account_id]
    assert (found.name, found.number) == ("Café", "FI9")
    person = f"{address}people/{buyer}/"
    owner.post(person, {"role": "chief", "what": "role"})
    assert "Chief buyer" in owner.get(address).text


@pytest.mark.parametrize("path", ["open/", "{}change/", "{}invite/", "{}let-in/"])
def test_viewers_change_nothing(client: Client, shop: SmallShop, path: str) -> None:
    client.force_login(shop.staff())
    address = opened(client)
    client.force_login(shop.staff("finn", role="finance"))
    where = path.format(address) if "{}" in path else f"{PAGE}{path}"
    assert client.post(where, {"what": "rename", "name": "x"}).status_code == 403
    assert "Invite somebody" not in client.get(address).text
