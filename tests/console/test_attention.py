"""What the first page says that somebody should see to."""

import html
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from tests.builders.shop import PROGRAM, SmallShop

from regulars.domains.rewards import pools
from regulars.flows import attention, stocking
from regulars.flows.guessing import Asker, missed
from regulars.flows.stocking import NewChange
from regulars.kit import ids

HOME = "/console/p/shop/"


@pytest.fixture(autouse=True)
def counted_anew() -> None:
    """What was counted a moment ago, perhaps in another test, is forgotten."""
    cache.clear()


def said(client: Client) -> str:
    """What stands under the heading, without marks."""
    page = client.get(HOME).content.decode()
    part = re.search(r'aria-labelledby="attention">(.*?)</section>', page, re.DOTALL)
    assert part
    return html.unescape(re.sub(r"<[^>]+>|\s+", " ", part[1]))


def kinds(shop: SmallShop) -> dict[str, int]:
    """The matters of the shop, with how many each is about."""
    return {one.kind: one.count for one in attention.matters(shop.conn, shop.shop)}


def test_a_shop_where_nothing_happened_has_nothing(client: Client, empty_shop: SmallShop) -> None:
    client.force_login(empty_shop.staff("new"))
    empty_shop.publish(PROGRAM, empty_shop.now)
    assert "Nothing, for now." in said(client)


def test_a_reward_that_runs_low_is_named(owner: Client, shop: SmallShop) -> None:
    assert "reward_low" not in kinds(shop)
    left = 2
    less = NewChange(
        reward="mug", amount=left - 12, key=str(ids.new()), actor="staff:1", reason="broken"
    )
    assert stocking.change(shop.conn, shop.shop, less) == stocking.Changed(left=left)
    assert kinds(shop)["reward_low"] == left
    assert "2 pieces are left of “A mug of ours”" in said(owner)


def test_a_pool_of_codes_that_is_empty_is_named(owner: Client, shop: SmallShop) -> None:
    text = PROGRAM.replace("product: coffee,", "product: coffee, codes: cinema,")
    shop.publish(text, shop.now)
    assert "0 codes are left in the pool “cinema”" in said(owner)
    pools.put(shop.conn, shop.program_id, "cinema", ["AAAA-1", "AAAA-2"])
    pools.open_pool(shop.conn, shop.program_id, "cinema", 1)
    assert "pool_low" not in kinds(shop)


@pytest.mark.usefixtures("shop")
def test_a_draft_that_differs_waits(owner: Client) -> None:
    address = f"{HOME}program/design/file/"
    page = owner.get(f"{HOME}program/design/").content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen
    owner.post(address, {"text": PROGRAM.replace("Corner shop", "The corner"), "seen": seen[1]})
    assert "A draft of the program waits to be published." in said(owner)


def test_points_that_lapse_soon_are_summed(shop: SmallShop) -> None:
    state = shop.balances("email:aino.virtanen@example.com")
    assert state.available
    later = attention.ledger.lapsing(
        shop.conn, shop.program_id, shop.shop.now, shop.shop.now + timedelta(days=365)
    )
    everything, members = later["point"]
    total = sum(
        one.amount
        for one in attention.ledger.totals(shop.conn, shop.program_id)
        if one.currency == "point" and one.pot in {"available", "pending"}
    )
    assert 0 < everything <= total
    assert members > 1


@pytest.mark.parametrize(("times", "told"), [(9, False), (10, True)])
def test_who_guesses_codes_is_told_of(shop: SmallShop, times: int, told: bool) -> None:
    account = shop.account("aino.virtanen@example.com")
    for _ in range(times):
        missed(shop.conn, shop.shop, Asker(key_id=ids.new()), "code_unknown", account)
    assert ("codes_guessed" in kinds(shop)) is told
