"""Lists are saved as files, by those who may take data away."""

import csv
from io import StringIO

import pytest
from django.test import Client
from tests.builders.shop import PROGRAM, SmallShop
from tests.console.test_clubs import asks, founded
from tests.console.test_gatherings import arranged, signed
from tests.console.test_gift_cards import CODE, VALUE, sell
from tests.console.test_sharing import opened

from regulars.domains.ledger import queries as ledger
from regulars.entrypoints.console.filed.books import AT_ONCE


def table(client: Client, address: str) -> list[list[str]]:
    answer = client.get(f"/console/p/shop/{address}")
    assert answer.status_code == 200, address
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))


def test_vouchers_notices_and_cards(owner: Client) -> None:
    head, *rows = table(owner, "vouchers/vouchers.csv?status=open")
    assert head[:3] == ["code", "reward", "status"]
    assert {row[2] for row in rows} == {"open"}
    assert len(table(owner, "vouchers/vouchers.csv")) > len(rows) + 1
    assert table(owner, "notices/notices.csv")[0][0] == "what"
    assert table(owner, "cards/cards.csv?status=nonsense")[0][0] == "number"


def test_who_comes_to_an_event(owner: Client, shop: SmallShop) -> None:
    page = arranged(owner, shop)
    signed(shop, 1, 2)
    found = table(owner, page.removeprefix("/console/p/shop/") + "places.csv")
    assert [row[2] for row in found[1:]] == ["going", "waiting"]


def test_gift_cards_name_no_code(owner: Client, shop: SmallShop) -> None:
    shop.publish(PROGRAM + VALUE, shop.shop.now)
    code = CODE.findall(sell(owner, "25,50", "receipt-1"))[0]
    found = table(owner, "gift-cards/gift-cards.csv")
    row = dict(zip(found[0], found[1], strict=True))
    assert (row["ends_on"], row["amount"], row["available"]) == (code[-4:], "2550", "2550")
    assert code not in str(found)


def test_shared_accounts(owner: Client) -> None:
    opened(owner)
    found = table(owner, "accounts/accounts.csv?kind=household")
    assert [row[1:3] for row in found[1:]] == [["household", "The <Ek>s"]]
    assert len(table(owner, "accounts/accounts.csv?kind=company")) == 1


def test_who_is_in_a_club(owner: Client, shop: SmallShop) -> None:
    page = founded(owner)
    asks(shop, 1, 2)
    found = table(owner, page.removeprefix("/console/p/shop/") + "club.csv")
    assert [row[2] for row in found[1:]] == ["asked", "asked"]


def test_rewards_and_campaigns(owner: Client) -> None:
    head, *rows = table(owner, "rewards/rewards.csv")
    found = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert found["five"]["price"] == "100 point"
    assert found["mug"]["left"].isdecimal()
    found = {row[0]: row for row in table(owner, "campaigns/campaigns.csv")[1:]}
    assert found["spring"][1] == "Spring weeks"


def test_all_entries_of_the_books(owner: Client, shop: SmallShop) -> None:
    head, *rows = table(owner, "ledger/entries.csv")
    _accounts, entries = ledger.size(shop.conn, shop.program_id)
    found = [dict(zip(head, row, strict=True)) for row in rows]
    assert len({(one["account"], one["number"]) for one in found}) == entries
    of_each: dict[str, list[int]] = {}
    for one in found:
        of_each.setdefault(one["account"], []).append(int(one["number"]))
    longest = max(of_each.values(), key=len)
    assert sorted(set(longest)) == list(range(1, max(longest) + 1))
    assert max(longest) > AT_ONCE, "the rest of a long account is looked up later"


@pytest.mark.parametrize("address", [
    "vouchers/vouchers.csv", "notices/notices.csv", "gift-cards/gift-cards.csv",
    "accounts/accounts.csv", "rewards/rewards.csv", "campaigns/campaigns.csv", "ledger/entries.csv",
])  # fmt: skip
def test_not_everybody_takes_them_away(client: Client, shop: SmallShop, address: str) -> None:
    client.force_login(shop.staff("sam", role="cashier"))
    assert client.get(f"/console/p/shop/{address}").status_code == 403
    assert "as CSV" not in client.get("/console/p/shop/vouchers/").text
