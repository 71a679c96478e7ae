"""Two members made one at the console: searched for, looked at, confirmed."""

import re

from django.test import Client
from tests.builders.shop import SmallShop, email_of

from regulars.flows.verify import verify

OTHER = email_of(2)


def merge_of(shop: SmallShop) -> str:
    return f"/console/p/shop/members/{shop.star}/merge/"


def rows(page: str) -> dict[str, list[str]]:
    found = re.findall(r'<tr><th scope="row">([^<]+)</th>(.*?)</tr>', page, re.DOTALL)
    return {label: re.findall(r"<td[^>]*>(?:<strong>)?([^<]*)", cells) for label, cells in found}


def test_both_are_shown_before_they_are_one(owner: Client, shop: SmallShop) -> None:
    page, other = merge_of(shop), shop.public_id(OTHER)
    assert page in owner.get(f"/console/p/shop/members/{shop.star}/").text
    found = owner.get(page, {"q": "mikko"}).text
    assert f"?other={other}" in found
    assert shop.star not in re.findall(
        r"other=(mem_[0-9a-zA-Z]+)", owner.get(page, {"q": "a"}).text
    )
    mine, theirs = (shop.balances(f"email:{one}").available for one in (email_of(1), OTHER))
    seen = rows(owner.get(page, {"other": other}).text)
    numbers = [int(re.sub(r"[^0-9]", "", one)) for one in seen["Points"]]
    assert numbers == [mine, theirs, mine + theirs]
    assert seen["Name"] == ["Aino Virtanen", "Mikko Lahti", "Aino Virtanen"]
    assert {"Open vouchers", "Levels", "E-mail"} <= seen.keys()
    assert shop.balances(f"email:{OTHER}").available == theirs  # looking changed nothing
    done = owner.post(page, {"other": other, "sure": "yes"}, follow=True)
    assert "The two members are one now." in done.text
    assert shop.balances(f"email:{OTHER}").available == mine + theirs
    assert "the same member already" in owner.get(page, {"other": other}).text.replace(
        "Both names lead to ", ""
    )
    assert list(verify(shop.conn, shop.program_id)) == []


def test_what_was_made_one_is_split_again_once_that_was_looked_at(
    owner: Client, shop: SmallShop
) -> None:
    other = shop.public_id(OTHER)
    mine, theirs = (shop.balances(f"email:{one}").available for one in (email_of(1), OTHER))
    owner.post(merge_of(shop), {"other": other, "sure": "yes"})
    member = owner.get(f"/console/p/shop/members/{shop.star}/").text
    found = re.search(r'href="([^"]+/merge/mrg_[^"]+)"', member)
    assert found is not None
    page = owner.get(found[1]).text
    numbers = [int(re.sub(r"[^0-9]", "", one)) for one in rows(page)["Points"]]
    assert numbers == [mine + theirs, mine, theirs]
    assert "go back." in page
    assert shop.balances(f"email:{OTHER}").available == mine + theirs  # looking changed nothing
    done = owner.post(found[1], follow=True).text
    assert "They are two members again." in done
    assert "Split again" not in done
    assert shop.balances(f"email:{OTHER}").available == theirs
    assert "Show the other one" in owner.get(found[1]).text
    assert owner.get(f"{merge_of(shop)}mrg_none/").status_code == 404
    assert list(verify(shop.conn, shop.program_id)) == []


def test_it_says_how_long_it_can_be_undone(owner: Client, shop: SmallShop) -> None:
    page = owner.get(merge_of(shop), {"other": shop.public_id(OTHER)}).text
    assert "For 30 days this can be undone." in page
    assert f"other={shop.star}" in page  # the other way round
    assert owner.get(merge_of(shop), {"other": "mem_none"}).status_code == 404
    same = owner.get(merge_of(shop), {"other": shop.star}).text
    assert "Make them one" not in same


def test_who_only_looks_may_not(client: Client, shop: SmallShop) -> None:
    client.force_login(shop.staff("finn", role="finance"))
    assert client.get(merge_of(shop)).status_code == 403
