"""Levels and benefits at the console: who waits, decisions with reasons, uses recorded once."""

import re
from datetime import timedelta

from django.test import Client
from tests.builders.shop import SmallShop, email_of

from regulars.domains.ledger import queries as ledger
from regulars.domains.tiers import queries as tiers

KEY = "b" * 32


def decide(owner: Client, shop: SmallShop, **said: str) -> str:
    """Decide about the best member; the page that follows."""
    body = {"key": KEY, "decision": "hold", "level": "friend", "reason": "An old friend"} | said
    address = f"/console/p/shop/members/{shop.star}/tier/"
    return owner.post(address, body, follow=True).text


def test_the_levels_count_every_member_once(owner: Client) -> None:
    page = owner.get("/console/p/shop/levels/").text
    found = re.findall(r'<td class="number" data-label="Members">(\d+)</td>', page)
    assert len(found) == 3
    assert sum(map(int, found)) == 12


def test_a_level_is_held_with_a_reason_and_once(owner: Client, shop: SmallShop) -> None:
    account = shop.account(email_of(1))
    until = (shop.shop.now + timedelta(days=30)).date().isoformat()
    before = ledger.states(shop.conn, [account])[account].tier.level
    assert before != "friend"
    assert "A reason is needed" in decide(owner, shop, reason="", until=until)
    assert "Say until when" in decide(owner, shop)
    for _ in range(2):
        assert "Booked." in decide(owner, shop, until=until)
    assert ledger.states(shop.conn, [account])[account].tier.level == "friend"
    decided = tiers.decisions(shop.conn, account)
    assert [(one.status, one.reason) for one in decided] == [("held", "An old friend")]
    assert decided[0].actor.startswith("staff:")


def test_a_use_is_recorded_once(owner: Client, shop: SmallShop) -> None:
    address = f"/console/p/shop/members/{shop.star}/benefit/"
    for _ in range(2):
        answer = owner.post(address, {"key": KEY, "benefit": "birthday"}, follow=True)
        assert "Booked." in answer.text
    page = owner.get("/console/p/shop/benefits/").text
    assert page.count('data-label="Uses">1</td>') == 1
    assert (
        "The program has no such benefit."
        in owner.post(address, {"key": "c" * 32, "benefit": "none"}, follow=True).text
    )


def test_another_shop_s_member_is_not_here(
    client: Client, shop: SmallShop, empty_shop: SmallShop
) -> None:
    client.force_login(empty_shop.staff("new"))
    for last in ("tier", "benefit"):
        answer = client.post(f"/console/p/shop/members/{shop.star}/{last}/", {"key": KEY})
        assert answer.status_code == 404
