"""Every page answers, full and empty, with figures that tie to the ledger."""

import csv
import html
import re

import pytest
from django.test import Client
from tests.builders.shop import PROGRAM, SmallShop

from regulars.domains.ledger import queries as ledger
from regulars.domains.ledger import verifications
from regulars.flows.verify import verify

PAGES = ("", "members/", "program/", "program/versions/1/", "rewards/", "vouchers/", "notices/",
         "ledger/", "segments/", "campaigns/", "levels/", "benefits/", "figures/", "trend/",
         "goals/", "months.csv", "members/export.csv")  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_a_full_shop(owner: Client, page: str) -> None:
    answer = owner.get(f"/console/p/shop/{page}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_an_empty_shop(client: Client, empty_shop: SmallShop, page: str) -> None:
    client.force_login(empty_shop.staff("new"))
    assert client.get(f"/console/p/shop/{page}").status_code == 200


def test_the_overview_s_figures_are_the_ledger_s(owner: Client, shop: SmallShop) -> None:
    page = owner.get("/console/p/shop/").text
    shown = dict(
        re.findall(r'figure-name">([^<]+)</p>\s*<p class="figure-value">([\d,]+)</p>', page)
    )
    pots = {one.pot: one.amount for one in ledger.totals(shop.conn, shop.program_id)}
    held = pots["available"] + pots["reserved"]
    assert shown["Members"] == "12"
    assert shown["Issued"] == f"{-pots['issued']:,}"
    assert shown["Redeemed"] == f"{pots['redeemed']:,}"
    assert shown["Outstanding"] == f"{held:,}"
    assert "2 of 12 members are made up" in page
    assert "spend 20, get 1 back" in page


def test_the_months_add_up_to_what_was_issued(owner: Client, shop: SmallShop) -> None:
    file = owner.get("/console/p/shop/months.csv").getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(file.splitlines()))
    pots = {one.pot: one.amount for one in ledger.totals(shop.conn, shop.program_id)}
    assert [row["month"] for row in rows] == [f"2025-{n:02}" for n in range(9, 13)] + [
        "2026-01", "2026-02", "2026-03",
    ]  # fmt: skip
    assert sum(int(row["point_issued"]) for row in rows) == -pots["issued"]
    assert sum(int(row["point_redeemed"]) for row in rows) == pots["redeemed"]


def test_the_ledger_tells_of_its_last_proof(owner: Client, shop: SmallShop) -> None:
    assert "has not been verified yet" in owner.get("/console/p/shop/ledger/").text
    found = verify(shop.conn, shop.program_id)
    result = verifications.summed(shop.conn, shop.program_id, found, at=shop.shop.now)
    verifications.keep(shop.conn, result)
    page = owner.get("/console/p/shop/ledger/").text
    assert "Everything agrees" in page
    assert f"12 accounts with {result.entries} entries" in page
    assert page.count("balanced</span>") == 1


def test_a_proof_is_asked_for_and_waited_for(owner: Client) -> None:
    part = {"HX-Request": "true"}
    asked = owner.post("/console/p/shop/ledger/proof/", headers=part).text
    assert "Verifying" in asked
    assert "every 2s" in asked
    again = re.search(r'hx-get="([^"]+)"', asked)
    assert again is not None
    assert "every 2s" in owner.get(again[1], headers=part).text


def test_versions_and_what_changed(owner: Client) -> None:
    page = owner.get("/console/p/shop/program/").text
    assert "Large baskets › At least so much is spent" in page
    assert "<del>100.00</del> <ins>80.00</ins>" in page
    assert "minimum_spend: 80.00" in owner.get("/console/p/shop/program/versions/2/").text
    assert owner.get("/console/p/shop/program/versions/3/").status_code == 404
    assert owner.get("/console/p/shop/program/?from=9&to=x").status_code == 200


def test_a_voucher_is_found_by_what_was_typed(owner: Client) -> None:
    page = owner.get("/console/p/shop/vouchers/?status=open").text
    codes = re.findall(r">([A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4})</code>", page)
    assert len(codes) == len(re.findall("tag good", page)) > 1
    typed = codes[0].replace("-", " ").lower()
    found = owner.get("/console/p/shop/vouchers/", {"code": typed}).text
    assert re.findall(r">([A-Z2-9-]{14})</code>", found) == [codes[0]]
    assert "There is no voucher" in owner.get("/console/p/shop/vouchers/?code=AAAA").text


def test_a_campaign_is_compared_with_those_who_were_held_out(
    owner: Client, shop: SmallShop
) -> None:
    # Who is held out hangs on ids: the shop that all tests share holds nobody out.
    budget = "    budget: {amount: 5000}\n"
    shop.publish(PROGRAM.replace(budget, f"{budget}    holdout: 20\n"), shop.shop.now)
    page = owner.get("/console/p/shop/campaigns/").text
    assert "Spring weeks" in page
    assert "A coffee in the rain" in page
    assert "held out" in owner.get("/console/p/shop/campaigns/spring/").text
    assert owner.get("/console/p/shop/campaigns/none/").status_code == 404


def test_notices_name_the_member(owner: Client) -> None:
    page = owner.get("/console/p/shop/notices/").text
    assert "Welcome" in page
    assert "Chloé Dubois" in page


@pytest.mark.parametrize(
    ("language", "said"),
    [("fi", "Jäsenet"), ("nb", "Medlemmer"), ("et", "Liikmed"), ("ru", "Участники"),
     ("zh-hans", "会员")],
)  # fmt: skip
def test_the_console_speaks_the_browsers_language(owner: Client, language: str, said: str) -> None:
    page = owner.get("/console/p/shop/members/", headers={"accept-language": language})
    assert f"<h1>{said}</h1>" in page.content.decode()


def test_what_a_program_promises_is_said_in_the_browser_s_language(owner: Client) -> None:
    def read(page: str) -> str:
        address = f"/console/p/shop/program/{page}"
        return html.unescape(owner.get(address, headers={"accept-language": "fi"}).text)

    assert "1 point jokaista ostettua 1 EUR kohti." in read("")
    assert "Lunastaminen vaatii vaiheen tai kaksi" in read("check-up/")
