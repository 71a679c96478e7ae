"""The list of members in the order that a head of a column asks for."""

import re

import pytest
from django.test import Client
from tests.builders.shop import SmallShop

from regulars.flows import ordering

LIST = "/console/p/shop/members/"


def cells(page: str) -> list[tuple[str, int]]:
    """Names and balances, as they stand."""
    names = re.findall(r'<th scope="row"><a [^>]+>([^<]+)', page)
    amounts = re.findall(r'<td class="number"[^>]*>([^<]+)', page)
    return [
        (name, int(re.sub(r"[^0-9]", "", amount)))
        for name, amount in zip(names, amounts, strict=True)
    ]


def listed(owner: Client, **asked: str) -> list[tuple[str, int]]:
    return cells(owner.get(LIST, asked).text)


def test_each_order_and_its_other_way_round(owner: Client) -> None:
    newest = listed(owner)
    assert listed(owner, sort="joined") == newest[::-1]
    names = [name.lower() for name, _ in listed(owner, sort="name")]
    assert sorted(names) == sorted(name.lower() for name, _ in newest)
    assert [name.lower() for name, _ in listed(owner, sort="-name")] == names[::-1]
    most = [held for _, held in listed(owner, sort="-balance")]
    assert most == sorted((held for _, held in newest), reverse=True)
    assert [held for _, held in listed(owner, sort="balance")] == most[::-1]
    assert listed(owner, sort="nonsense") == newest


def test_filters_stay_and_heads_say_how_it_is(owner: Client) -> None:
    page = owner.get(LIST, {"q": "person", "sort": "-balance"}).text
    assert 'aria-sort="descending"' in page
    assert "q=person&amp;sort=balance" in page
    assert 'name="sort" value="-balance"' in page
    everybody = dict(listed(owner, sort="-balance"))
    found = dict(cells(page))
    assert found.items() < everybody.items()
    assert list(found) == [name for name in everybody if name in found]
    assert listed(owner, sort="name", q="aino")[0][0] == "Aino Virtanen"


@pytest.mark.parametrize("sort", ["", "joined", "name", "-name", "-balance", "balance"])
def test_pages_follow_one_another(owner: Client, shop: SmallShop, sort: str) -> None:
    everybody = [
        one.member_id for page in ordering.pages(shop.conn, shop.shop, "", sort, None)
        for one in page
    ]  # fmt: skip
    assert len(everybody) == len(set(everybody)) == len(listed(owner))
    for index in (0, 3, len(everybody) - 1):
        after = [
            one.member_id
            for page in ordering.pages(shop.conn, shop.shop, "", sort, everybody[index])
            for one in page
        ]
        assert after == everybody[index + 1 :]
