"""One line of all that happened to a member, and each kind of it alone."""

import re

from django.test import Client
from tests.builders.shop import SmallShop
from tests.support.cost import statements

from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Ref
from regulars.flows.consenting import Said, say
from regulars.kit import ids


def page(owner: Client, shop: SmallShop, kind: str = "") -> str:
    """The member's page, of one kind."""
    return owner.get(f"/console/p/shop/members/{shop.star}/", {"kind": kind} if kind else {}).text


def line(text: str) -> list[str]:
    """The titles on the line."""
    return re.findall(r'<p class="item-what"><strong>([^<]+)', text)


def told(owner: Client, shop: SmallShop) -> None:
    """A call is noted, a tag put on, something agreed to."""
    member = f"/console/p/shop/members/{shop.star}/"
    note = {"key": ids.encode("note", ids.new()), "kind": "call", "text": "Asked about cake"}
    owner.post(f"{member}notes/", note)
    owner.post(f"{member}tags/", {"tag": "cake", "what": "on"})
    ref = Ref("id", str(ids.decode("mem", shop.star)))
    found = members.find(shop.conn, shop.program_id, [ref])[ref]
    assert found.member_id is not None
    (one,) = members.members(shop.conn, shop.program_id, [found.member_id])
    said = Said(purpose="letter", channel="email", given=True, place="paper", actor="till:1")
    say(shop.conn, shop.shop, one, said)


def test_each_kind_stands_alone_and_all_in_one_line(owner: Client, shop: SmallShop) -> None:
    told(owner, shop)
    everything = line(page(owner, shop))
    assert {"Call", "Tags changed", "Consent given", "Order"} <= set(everything)
    expected = {
        "notes": {"Call"}, "consents": {"Consent given"}, "messages": {"Notice"},
        "orders": {"Order", "Refund"},
    }  # fmt: skip
    for kind, titles in expected.items():
        assert set(line(page(owner, shop, kind))) == titles
    assert "Adjusted by hand" in line(page(owner, shop, "points"))
    assert "Call" not in line(page(owner, shop, "points"))
    assert all(one.startswith("Tier: ") for one in line(page(owner, shop, "levels")))
    assert line(page(owner, shop, "levels"))
    assert "Voucher lapsed" in line(page(owner, shop, "vouchers"))
    assert set(line(page(owner, shop, "staff"))) == {"Note written", "Tags changed"}
    assert "A till" in page(owner, shop, "consents")
    assert line(page(owner, shop, "nonsense")) == everything


def test_what_staff_did_is_for_those_who_may_see_the_log(
    client: Client, owner: Client, shop: SmallShop
) -> None:
    told(owner, shop)
    client.force_login(shop.staff("sam", role="support"))
    text = client.get(f"/console/p/shop/members/{shop.star}/").text
    assert "Tags changed" not in line(text)
    assert "kind=staff" not in text
    assert line(client.get(f"/console/p/shop/members/{shop.star}/", {"kind": "staff"}).text) == (
        line(text)
    )


def test_more_lines_take_no_more_statements(owner: Client, shop: SmallShop) -> None:
    counts = []
    for _ in range(2):
        for _ in range(3):
            told(owner, shop)
        counts.append(statements(shop.conn, lambda: page(owner, shop)))
    assert counts[0] == counts[1] > 0
