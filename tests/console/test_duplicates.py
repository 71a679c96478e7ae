"""Members who are likely one person: listed with why, made one or told apart."""

import re

import msgspec
from django.test import Client
from tests.builders.shop import SmallShop, email_of

from regulars.domains.members import operations as members
from regulars.domains.members import queries as found
from regulars.flows import likely_one
from regulars.flows.change_member import erase

LIST = "/console/p/shop/members/duplicates/"


def become(shop: SmallShop, number: int, **said: object) -> None:
    """Will let a member be called otherwise, as a file of old might have brought them."""
    member = found.member_of(shop.conn, shop.program_id, shop.account(email_of(number)))
    assert member is not None
    members.change(shop.conn, msgspec.structs.replace(member, **said))


def pairs(page: str) -> list[tuple[str, str, list[str]]]:
    rows = re.findall(r"<tr>\s*<th scope=\"row\">(.*?)</tr>", page, re.DOTALL)
    return [
        (*re.findall(r'dir="auto">([^<]+)</a>', row)[:2], re.findall(r'"tag">([^<]+)', row))
        for row in rows
    ]


def test_each_reason_finds_its_pair_and_nobody_else(shop: SmallShop) -> None:
    assert likely_one.listed(shop.conn, shop.shop) == []
    become(shop, 1, email="a.b@gmail.com", phone="+358401234567", card="AB 12-34")
    become(shop, 2, email="AB+shop@googlemail.com", external_id="040 1234567")
    become(shop, 3, card="ab1234", name="Ek, Bo", attributes=b'{"Postcode": "00 100"}')
    become(shop, 11, attributes=b'{"zip": "00100"}')
    become(shop, 4, name="LAHTI mikko", external_id="00c-99", birth_date=None)
    become(shop, 5, external_id="C99-")
    twice = found.member_of(shop.conn, shop.program_id, shop.account(email_of(6)))
    assert twice is not None
    become(shop, 7, name="Pétrova OLGA", birth_date=twice.birth_date)
    seen = {
        (one.first.name, one.second.name): set(one.why)
        for one in likely_one.listed(shop.conn, shop.shop)
    }
    assert seen == {
        ("Aino Virtanen", "Mikko Lahti"): {"email", "phone"},
        ("Aino Virtanen", "Ek, Bo"): {"card"},
        ("Ek, Bo", "Bo Ek"): {"postcode"},
        ("LAHTI mikko", "Nguyễn Thị Hoa"): {"number"},
        (twice.name, "Pétrova OLGA"): {"birthday"},
    }
    first = likely_one.listed(shop.conn, shop.shop)[0]
    assert first.why == ("email", "phone")
    assert likely_one.listed(shop.conn, shop.shop, "mikko", "phone") == [first]
    assert likely_one.listed(shop.conn, shop.shop, "olga", "phone") == []


def test_what_many_share_says_nothing(shop: SmallShop) -> None:
    for number in range(1, 13):
        become(shop, number, name="A Guest", attributes=b'{"postcode": "00100"}')
    assert likely_one.listed(shop.conn, shop.shop) == []


def test_two_are_told_apart_for_good_or_until_that_is_undone(
    owner: Client, shop: SmallShop
) -> None:
    assert "Nobody seems to have joined twice" in owner.get(LIST).text
    become(shop, 2, external_id="29000 00001")
    become(shop, 1, external_id="2900000001")
    page = owner.get(LIST).text
    assert pairs(page) == [("Aino Virtanen", "Mikko Lahti", ["same number, written otherwise"])]
    assert "Mikko Lahti" in owner.get(f"{LIST}?q=aino&why=number").text
    assert "No pair is like this" in owner.get(f"{LIST}?why=email").text
    assert "Mikko Lahti" in owner.get("/console/p/shop/members/duplicates.csv").getvalue().decode()
    form = re.search(r'action="([^"]+/apart/[^"]+)"', page)
    assert form is not None
    done = owner.post(form[1], {"what": "apart"}, follow=True).text
    assert "They are two" in done
    assert pairs(done) == []
    assert "Said whether two are one person" in owner.get("/console/p/shop/audit/").text
    told = owner.get(f"{LIST}?show=apart").text
    assert "kirsi" in told
    assert pairs(told)[0][:2] == ("Aino Virtanen", "Mikko Lahti")
    owner.post(form[1], {"what": "undo"})
    assert len(pairs(owner.get(LIST).text)) == 1


def test_it_leads_to_the_merge_and_back(owner: Client, shop: SmallShop) -> None:
    become(shop, 1, external_id="C-100")
    become(shop, 2, external_id="c100")
    become(shop, 3, external_id="C 100")
    assert len(pairs(owner.get(LIST).text)) == 3
    ids = [shop.public_id(email_of(one)) for one in (1, 2, 3)]
    owner.post(f"/console/p/shop/members/{ids[1]}/apart/{ids[2]}/", {"what": "apart"})
    link = re.search(r'href="([^"]+/merge/\?other=[^"]+)"', owner.get(f"{LIST}?q=mikko").text)
    assert link is not None
    address = link[1].replace("&amp;", "&")
    assert "Make them one" in owner.get(address).text
    done = owner.post(address, {"other": ids[1], "sure": "yes"}, follow=True)
    assert done.redirect_chain[-1][0] == LIST
    # Who is not the one who is gone is not the one who stays.
    assert pairs(done.text) == []


def test_who_is_erased_leaves_nothing_behind(owner: Client, shop: SmallShop) -> None:

    one, two = (shop.public_id(email_of(number)) for number in (1, 2))
    owner.post(f"/console/p/shop/members/{one}/apart/{two}/", {"what": "apart"})
    kept = found.member_of(shop.conn, shop.program_id, shop.account(email_of(2)))
    assert kept is not None
    assert erase(shop.conn, shop.shop, kept.member_id)
    assert "Nobody was told apart yet" in owner.get(f"{LIST}?show=apart").text


def test_only_who_may_make_two_one_sees_it(client: Client, shop: SmallShop) -> None:
    client.force_login(shop.staff("finn", role="finance"))
    assert client.get(LIST).status_code == 403
    assert "duplicates" not in client.get("/console/p/shop/members/").text
