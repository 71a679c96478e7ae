"""The list of members in the order that a head of a column asks for."""

import re

import pytest
from django.test import Client
from tests.builders.shop import SmallShop

from regulars.domains.events import bought
from regulars.domains.members import queries as members
from regulars.flows import ordering, reported

LIST = "/console/p/shop/members/"


SORTS = (
    "", "joined", "name", "-name", "-balance", "balance", "-spend", "spend", "-last", "last",
)  # fmt: skip


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


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("few", [0, 1000])
def test_pages_follow_one_another(
    owner: Client, shop: SmallShop, sort: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ordering, "FEW", few)
    shop.join("nothing.bought@example.com", name="Nobody Yet")
    shop.join("nothing.either@example.com", name="Nobody Either")
    reported.follow(shop.conn, shop.shop, ordering.COUNTING)
    found = [one.name for page in ordering.pages(shop.conn, shop.shop, "a", sort, None)
             for one in page]  # fmt: skip
    assert found == [
        one.name for page in ordering.pages(shop.conn, shop.shop, "", sort, None) for one in page
        if one.name in found
    ]  # fmt: skip
    assert len(found) > 1
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


def test_by_what_was_spent_and_the_last_order(owner: Client, shop: SmallShop) -> None:
    columns = {"col": ["last", "spend"]}
    assert "Orders are being counted" in owner.get(LIST, columns).text
    shop.join("nothing.bought@example.com", name="Nobody Yet")
    reported.follow(shop.conn, shop.shop, ordering.COUNTING)
    page = owner.get(LIST, columns | {"sort": "-spend"}).text
    assert "Orders were counted" in page
    names = re.findall(r'<th scope="row"><a [^>]+>([^<]+)', page)
    spent = [int(re.sub(r"[^0-9]", "", one)) for one in re.findall(r'"Spent">([^<]+)', page)]
    assert spent == sorted(spent, reverse=True)
    assert names[-1] == "Nobody Yet"
    accounts = {one.name: one.account_id for one in members.search(
        shop.conn, shop.program_id, "", before=None, limit=50)}  # fmt: skip
    held = bought.of(shop.conn, list(accounts.values()))
    assert [held[accounts[name]].net_minor for name in names[:-1]] == spent[:-1]
    latest = [held[accounts[name]].last_at for name, _ in listed(owner, sort="-last")[:-1]]
    assert latest == sorted(latest, reverse=True)
    assert listed(owner, sort="last")[-1][0] == "Nobody Yet"  # who never bought stands last
    assert re.search(r"aria-sort=\"descending\"><a [^>]+sort=last\"", owner.get(
        LIST, columns | {"sort": "-last"}).text)  # fmt: skip
    file = owner.get("/console/p/shop/members/export.csv", {"sort": "-spend"}).getvalue().decode()
    assert file.splitlines()[0].endswith("last_order,spent_minor")


def test_what_was_bought_is_counted_anew(shop: SmallShop) -> None:
    assert bought.count(shop.conn, shop.program_id) == 12
    assert bought.count(shop.conn, shop.program_id) == 0
    assert [one.net_minor for one in bought.ranked(
        shop.conn, shop.program_id, "spend", after=None, least=False, limit=3)] > [0]  # fmt: skip
