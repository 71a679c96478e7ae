"""Members' cards at the console: given, blocked, replaced, printed; found by any number."""

import re

import pytest
from django.test import Client
from tests.builders.shop import SmallShop, email_of

MEMBERS, CARDS = "/console/p/shop/members/", "/console/p/shop/cards/"
CARD = re.compile(r"cards/(crd_\w+)/\"")
AINO, FIRST = email_of(1), "2900000001"


def page_of(owner: Client, shop: SmallShop) -> str:
    """The page of the star."""
    return owner.get(f"{MEMBERS}{shop.star}/").text


def address(owner: Client, shop: SmallShop) -> str:
    """Where the newest card of the star is changed."""
    return f"{CARDS}{CARD.findall(page_of(owner, shop))[0]}/"


def test_a_lost_card_is_blocked_after_a_question(owner: Client, shop: SmallShop) -> None:
    where = address(owner, shop)
    asked = owner.post(where, {"what": "block"}).text
    assert "Block this card?" in asked
    assert "2900 0000 01" in asked
    assert "Blocked</span>" not in page_of(owner, shop)
    done = owner.post(where, {"what": "block", "reason": "lost", "sure": "yes"}, follow=True).text
    assert "Card 2900 0000 01 is blocked." in done
    assert "Blocked</span>" in done
    assert "is good again" in owner.post(where, {"what": "unblock"}, follow=True).text


def test_a_blocked_or_older_card_still_finds_its_member(owner: Client, shop: SmallShop) -> None:
    where = address(owner, shop)
    said = {"what": "replace", "reason": "damaged", "sure": "yes"}
    assert "takes over" in owner.post(where, said, follow=True).text
    for typed in (FIRST, "2900 0000 01"):
        found = owner.get(MEMBERS, {"q": typed}).text
        assert "Replaced (Damaged)" in found
        assert f"{MEMBERS}{shop.star}/" in found
        assert "Nobody matches" not in found
    again = owner.post(where, said | {"reason": ""}, follow=True).text
    assert again.count("Good</span>") == 1


def test_a_printed_card_is_given_once(owner: Client, shop: SmallShop) -> None:
    give = f"{MEMBERS}{shop.star}/cards/"
    key = re.findall(r'name="key" value="(\w+)"', page_of(owner, shop))[-1]
    said = {"kind": "plastic", "number": "4900 0000 01", "key": key}
    assert "Card 4900 0000 01 is theirs." in owner.post(give, said, follow=True).text
    assert owner.post(give, said, follow=True).text.count("4900 0000 01</strong>") == 1
    taken = owner.post(give, said | {"number": "2900000002", "key": "other"}, follow=True).text
    assert "Another member has this" in taken
    for wrong in ("12", "x" * 41, "né-1234"):
        assert "4 to 40" in owner.post(give, said | {"number": wrong}, follow=True).text


def test_cards_for_several_at_once_and_their_pages(owner: Client, shop: SmallShop) -> None:
    names = f"{AINO}\nC-2\n\nnobody@example.com\n+1\n{AINO}"
    said = {"members": names, "kind": "plastic", "key": "one"}
    made = owner.post(f"{CARDS}issue/", said)
    assert "2 cards were issued." in made.text
    assert "No member goes by “nobody@example.com”" in made.text
    assert "phone number cannot be right" in made.text
    link = re.findall(r'href="([^"]*print\.pdf[^"]*)"', made.text)[0].replace("&amp;", "&")
    pages = owner.get(link)
    assert (pages.status_code, pages["Content-Type"]) == (200, "application/pdf")
    assert len(re.findall(rb"/Type /Page\b", pages.content)) == 4
    again = owner.post(f"{CARDS}issue/", said)
    assert re.findall(r"card=crd_\w+", again.text) == re.findall(r"card=crd_\w+", made.text)
    assert owner.post(f"{CARDS}issue/", {"members": "nobody"}).status_code == 422
    assert f"{MEMBERS}{shop.star}/" in owner.get(CARDS).text


def test_the_list_by_number_and_status(owner: Client, shop: SmallShop) -> None:
    owner.post(address(owner, shop), {"what": "block", "reason": "stolen", "sure": "yes"})
    blocked = owner.get(CARDS, {"status": "blocked"}).text
    assert "2900 0000 01" in blocked
    assert "2900 0000 02" not in blocked
    assert "2900 0000 02" in owner.get(CARDS, {"q": "2900 0000 02"}).text
    assert "No card has this number" in owner.get(CARDS, {"q": "77"}).text
    assert "2900 0000 02" in owner.get(CARDS, {"status": "odd", "after": "odd"}).text


def test_only_good_cards_are_shown_and_printed(owner: Client, shop: SmallShop) -> None:
    where = address(owner, shop)
    picture = owner.get(f"{where}card.svg")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/svg+xml")
    assert b"Aino Virtanen" in picture.content
    assert b">Regular<" in picture.content
    card = where.rstrip("/").rpartition("/")[2]
    owner.post(where, {"what": "block", "reason": "lost", "sure": "yes"})
    assert owner.get(f"{where}card.svg").status_code == 404
    assert owner.get(f"{CARDS}print.pdf", {"card": card}).status_code == 404
    for said in ({"what": "burn"}, {"what": "block", "reason": "odd"}):
        assert owner.post(where, said).status_code == 404
    assert owner.post(f"{CARDS}crd_none/", {"what": "block"}).status_code == 404


@pytest.mark.usefixtures("shop")
def test_who_only_looks_changes_no_card(client: Client, shop: SmallShop) -> None:
    client.force_login(shop.staff("finn", role="finance"))
    where = re.findall(r"cards/(crd_\w+)/card\.svg", page_of(client, shop))[0]
    assert "Give a card" not in page_of(client, shop)
    for path in (f"{CARDS}{where}/", f"{CARDS}issue/", f"{MEMBERS}{shop.star}/cards/"):
        assert client.post(path, {"what": "block", "sure": "yes"}).status_code == 403
