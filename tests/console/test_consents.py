"""What members agreed to, counted, and as a file."""

from django.test import Client
from tests.builders.shop import SmallShop, email_of

from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Ref
from regulars.flows import change_member
from regulars.flows.consenting import Said, say

PAGE = "/console/p/shop/members/consents/"


def told(shop: SmallShop, number: int, *, given: bool, wording: str = "abc123") -> None:
    """One of them says something about the newsletter."""
    ref = Ref("email", email_of(number))
    known = members.find(shop.conn, shop.program_id, [ref])[ref]
    assert known.member_id is not None
    (one,) = members.members(shop.conn, shop.program_id, [known.member_id])
    said = Said(purpose="newsletter", channel="email", given=given, place="portal", wording=wording)
    assert say(shop.conn, shop.shop, one, said).status == "created"


def test_it_counts_what_holds_now(owner: Client, shop: SmallShop) -> None:
    assert "Nobody was asked yet" in owner.get(PAGE).text
    for number in (1, 2, 3):
        told(shop, number, given=True)
    told(shop, 2, given=False)
    page = owner.get(PAGE).text
    row = page[page.index("<code>abc123</code>") :].split("</tr>")[0]
    assert [">2<" in row, ">1<" in row] == [True, True]
    assert "Aino Virtanen" in page
    assert "2026-03" in page
    lines = b"".join(owner.get(PAGE.replace("consents/", "consents.csv"))).decode().splitlines()
    assert len(lines) == 1 + 3
    assert sum(",yes," in one for one in lines) == 2
    ref = Ref("email", email_of(3))
    gone = members.find(shop.conn, shop.program_id, [ref])[ref].member_id
    assert gone is not None
    assert change_member.erase(shop.conn, shop.shop, gone)
    page = owner.get(PAGE).text
    assert "Erased member" in page


def test_the_file_is_for_those_who_may_save_files(client: Client, shop: SmallShop) -> None:
    client.force_login(shop.staff("sam", role="cashier"))
    assert client.get(PAGE.replace("consents/", "consents.csv")).status_code == 403
