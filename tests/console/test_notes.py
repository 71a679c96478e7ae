"""Notes of staff about a member: written once, read by colleagues, gone with who is erased."""

import re

from django.test import Client
from tests.builders.shop import SmallShop

from regulars.domains import notes
from regulars.domains.members import queries as members
from regulars.domains.notes.contracts import Note
from regulars.flows import change_member, take_along


def written(shop: SmallShop) -> list[Note]:
    account = shop.account("aino.virtanen@example.com")
    found = members.member_of(shop.conn, shop.program_id, account)
    assert found is not None
    return notes.queries.of_member(shop.conn, shop.program_id, found.member_id, limit=9)


def test_a_note_is_written_once(owner: Client, shop: SmallShop) -> None:
    page = f"/console/p/shop/members/{shop.star}/"
    key = re.findall(r'name="key" value="(note_\w+)"', owner.get(page).text)[0]
    said = {"key": key, "kind": "call", "text": "Asked for <b>oat</b> milk."}
    for _twice in range(2):
        assert owner.post(f"{page}notes/", said).status_code == 302
    [one] = written(shop)
    assert (one.kind, one.text) == ("call", "Asked for <b>oat</b> milk.")
    text = owner.get(page).text
    assert "Asked for &lt;b&gt;oat&lt;/b&gt; milk." in text
    assert owner.post(f"{page}notes/", said | {"text": " "}).status_code == 302
    assert owner.post(f"{page}notes/", said | {"kind": "rumour"}).status_code == 404
    assert len(written(shop)) == 1
    [member] = members.members(shop.conn, shop.program_id, [one.member_id])
    assert "oat" in str(take_along.OWN["notes"](shop.conn, shop.shop, member))
    change_member.erase(shop.conn, shop.shop, one.member_id)
    assert notes.queries.of_member(shop.conn, shop.program_id, one.member_id, limit=9) == []


def test_finance_writes_none(client: Client, shop: SmallShop) -> None:
    client.force_login(shop.staff("finn", role="finance"))
    page = f"/console/p/shop/members/{shop.star}/"
    assert "Write a note" not in client.get(page).text
    assert client.post(f"{page}notes/", {}).status_code == 403
