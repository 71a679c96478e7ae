"""Finding members, one member's page, and their file."""

import csv
import re

import pytest
from django.test import Client
from tests.builders.shop import PEOPLE, SmallShop, email_of

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a [^>]+>([^<]+)</a>', page)


def find(client: Client, text: str) -> list[str]:
    return names(client.get("/console/p/shop/members/", {"q": text}).text)


@pytest.mark.parametrize(
    "text",
    ["aino", "virt", "VIRTANEN aino", "aino.virtanen@example.com", "virtanen@ex", "2900000001",
     "C-1 Aino", " aino "],
)  # fmt: skip
def test_somebody_is_found_by_the_beginnings_of_words(owner: Client, text: str) -> None:
    assert find(owner, text) == ["Aino Virtanen"]


@pytest.mark.parametrize(("text", "name"), [
    ("jür", "Jürgen Weiß"),
    ("JÜRGEN", "Jürgen Weiß"), ("nguyễn", "Nguyễn Thị Hoa"), ("王", "王小明"),
    ("o’con", "Liam O’Connor"), ("mäk", "Kirsi Mäkelä"),
])  # fmt: skip
def test_names_of_all_the_world(owner: Client, text: str, name: str) -> None:
    assert find(owner, text) == [name]


@pytest.mark.parametrize("text", ["irtanen", "aino lahti", "&|!:*()'\\", "' OR 1=1 --", "zzz"])
def test_nobody_is_found(owner: Client, text: str) -> None:
    answer = owner.get("/console/p/shop/members/", {"q": text})
    assert answer.status_code == 200
    assert names(answer.text) == []
    assert "Nobody matches" in answer.text


def test_the_newest_come_first(owner: Client) -> None:
    assert find(owner, "") == list(reversed(PEOPLE))
    assert find(owner, "\0") == list(reversed(PEOPLE))


def test_a_member_s_page_tells_everything(owner: Client, shop: SmallShop) -> None:
    page = owner.get(f"/console/p/shop/members/{shop.star}/").text
    for said in (
        "Aino Virtanen", "aino.virtanen@example.com", "A-2001", "€142.50", "Adjusted by hand",
        "The scales were wrong on Saturday", "Refund", "of order A-1001", "Voucher lapsed",
        "Free delivery", "Large baskets", "A voucher is there", "Friend of the house",
    ):  # fmt: skip
        assert said in page


def test_show_more_reaches_the_beginning_and_nothing_comes_twice(
    owner: Client, shop: SmallShop
) -> None:
    page = owner.get(f"/console/p/shop/members/{shop.star}/").text
    pages = [page]
    while more := re.search(r'hx-get="([^"]+timeline[^"]+)"', pages[-1]):
        pages.append(owner.get(more[1].replace("&amp;", "&")).text)
    numbers = re.findall(r">number (\d+) <code", "".join(pages))
    assert len(pages) == 2
    assert len(set(numbers)) == len(numbers) == max(map(int, numbers))
    assert "by way of api" in pages[-1]


@pytest.mark.parametrize(
    "place", ["", "x", "1.2.3", "1.2.zz.4.5.6.7.8.9.10.11", f"{2**70}.1.{'0' * 32}.1.1"]
)
def test_a_place_that_nobody_gave_is_not_found(owner: Client, shop: SmallShop, place: str) -> None:
    address = f"/console/p/shop/members/{shop.star}/timeline/"
    assert owner.get(address, {"from": place}).status_code == 404


def test_a_hostile_name_is_only_a_name(owner: Client, shop: SmallShop) -> None:
    shop.join("evil@example.com", name=HOSTILE, external_id="<b>1</b>")
    evil = shop.public_id("evil@example.com")
    for page in ("members/", f"members/{evil}/", "members/?q=%3Cscript%3E", "notices/"):
        text = owner.get(f"/console/p/shop/{page}").text
        assert "<script>alert" not in text
        assert "<img" not in text
        assert "<b>1</b>" not in text


def test_verifying_a_member_says_that_all_agrees(owner: Client, shop: SmallShop) -> None:
    answer = owner.post(f"/console/p/shop/members/{shop.star}/verify/")
    assert "Everything agrees." in answer.text


def test_the_file_has_everybody_and_no_formula(owner: Client, shop: SmallShop) -> None:
    shop.join("formula@example.com", name="=HYPERLINK(1)", card="+1", external_id="@x")
    answer = owner.get("/console/p/shop/members/export.csv")
    rows = list(csv.reader(b"".join(answer).decode().splitlines()))
    assert len(rows) == 1 + len(PEOPLE) + 1
    assert rows[1][1:4] == ["'=HYPERLINK(1)", "formula@example.com", "'+1"]
    assert rows[-1][1:3] == [PEOPLE[0], email_of(1)]
    found = owner.get("/console/p/shop/members/export.csv", {"q": "aino"})
    assert len(b"".join(found).decode().splitlines()) == 2
