"""The work list of refunds that were refused, and of points that are owed since one."""

import re

from django.test import Client
from tests.builders.shop import SmallShop

from regulars.core.facts import Adjust
from regulars.flows.adjust import adjust
from regulars.flows.verify import verify

PAGE = "/console/p/shop/refunds/"


def refused(shop: SmallShop) -> None:
    """Two refunds wait; the order is worth one of them only."""
    for name in ("R1", "R2"):
        assert shop.refund("LATE", 5_000, name).status == "parked"
    shop.order("LATE", 5_000)


def forms(page: str) -> dict[str, str]:
    """What a row's form sends."""
    return dict(re.findall(r'type="hidden" name="(source|order|key)" value="([^"]*)"', page))


def test_it_is_listed_tried_again_and_seen_to(owner: Client, shop: SmallShop) -> None:
    assert "No refund was refused" in owner.get(PAGE).text
    refused(shop)
    page = owner.get(PAGE).text
    assert page.count(">LATE<") == 1
    said = forms(page)
    again = owner.post(f"{PAGE}see-to/", said | {"what": "again"}, follow=True).text
    assert ">LATE<" in again
    done = owner.post(f"{PAGE}see-to/", said | {"what": "settle"}, follow=True).text
    assert "No refund was refused" in done
    assert owner.post(f"{PAGE}see-to/", said | {"what": "again"}).status_code == 302
    assert owner.post(f"{PAGE}see-to/", said | {"what": "nonsense"}).status_code == 404
    assert list(verify(shop.conn, shop.program_id)) == []


def test_the_overview_leads_to_it(owner: Client, shop: SmallShop) -> None:
    refused(shop)
    assert PAGE in owner.get("/console/p/shop/").text


def test_who_owes_points_is_listed(owner: Client, shop: SmallShop) -> None:
    assert "Owed since a refund" not in owner.get(PAGE).text
    fact = Adjust(
        occurred_at=shop.shop.now, currency="point", amount=-100_000, actor="staff:1",
        below_zero=True,
    )  # fmt: skip
    account_id = shop.account("aino.virtanen@example.com")
    done = adjust(
        shop.conn, shop.shop, account_id, fact, reason="taken back", key="owes", fingerprint=b"1"
    )
    assert done.status == "created"
    page = owner.get(PAGE).text
    part = page[page.index("Owed since a refund") :]
    assert "Aino Virtanen" in part
    assert re.search(r">[0-9,]+ points<", part)


def test_who_may_not_adjust_only_looks(client: Client, shop: SmallShop) -> None:
    refused(shop)
    client.force_login(shop.staff("mia", role="marketer"))
    assert "see-to" not in client.get(PAGE).text
    assert client.post(f"{PAGE}see-to/", {"what": "settle"}).status_code == 403
