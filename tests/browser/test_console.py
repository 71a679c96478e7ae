"""The console in a real browser: what staff do all day, on a phone too, and for everybody."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

PAGES = ("members/?q=zzz", "cards/?q=zzz")  # what no link leads to
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def open_star(page: Page) -> None:
    """Find a member as one does, by typing."""
    page.goto("/console/p/shop/members/")
    page.get_by_label("Find a member").fill("aino virt")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Aino Virtanen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Aino Virtanen")


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_and_fits(kirsi: Page, path: str) -> None:
    for width in (360, 1280):
        kirsi.set_viewport_size({"width": width, "height": 800})
        kirsi.goto(f"/console/p/shop/{path}")
        kirsi.wait_for_load_state("networkidle")
        assert kirsi.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(kirsi) == []


@pytest.mark.parametrize("path", ["", "members/", "vouchers/", "events/", "notices/", "ledger/"])
def test_a_page_of_an_empty_shop(nils: Page, path: str) -> None:
    nils.set_viewport_size({"width": 360, "height": 800})
    nils.goto(f"/console/p/new-shop/{path}")
    assert nils.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(nils) == []


def test_a_why_unfolds(kirsi: Page) -> None:
    open_star(kirsi)
    item = kirsi.locator(".item", has_text="A-2001")
    more = kirsi.get_by_role("link", name="Show more")
    if not item.count():  # others have bought since, in the same shop
        more.click()
    item.get_by_text("Why?").click()
    expect(item.get_by_text("Large baskets").first).to_be_visible()
    expect(item.get_by_text("Issued → Available").first).to_be_visible()
    kirsi.set_viewport_size({"width": 360, "height": 800})
    assert kirsi.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(kirsi) == []
    items = kirsi.locator(".item")
    while more.count():
        before = items.count()
        more.click()
        expect(items).not_to_have_count(before)
    expect(items.last).to_contain_text("joined", ignore_case=True)


def test_points_are_adjusted_by_hand(kirsi: Page) -> None:
    open_star(kirsi)
    held = kirsi.locator(".figure-value").first
    before = int(held.inner_text().replace(",", ""))
    kirsi.get_by_text("Adjust points by hand").click()
    kirsi.get_by_label("How many").fill("a lot")
    kirsi.get_by_label("Why", exact=True).fill("A broken cup")
    kirsi.get_by_role("button", name="Go on").click()
    expect(kirsi.get_by_text("Write a whole number above 0.")).to_be_visible()
    expect(kirsi.get_by_label("How many")).to_be_focused()
    expect(kirsi.get_by_label("Why", exact=True)).to_have_value("A broken cup")
    kirsi.get_by_label("How many").fill("7")
    kirsi.get_by_role("button", name="Go on").click()
    expect(kirsi.get_by_role("heading", name="Is this right?")).to_be_focused()
    kirsi.get_by_role("button", name="Book it").dblclick()
    expect(kirsi.get_by_role("status").first).to_have_text("+7 points for Aino Virtanen: booked.")
    expect(held).to_have_text(f"{before + 7:,}")
    kirsi.get_by_role("button", name="Verify this member").click()
    expect(kirsi.get_by_text("Everything agrees.")).to_be_visible()


def test_the_chosen_look_stays(kirsi: Page) -> None:
    kirsi.goto("/console/p/shop/")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    before = kirsi.evaluate(paper)
    kirsi.locator("details.account summary").click()
    kirsi.get_by_role("button", name=re.compile("Use the (dark|light)")).click()
    changed = kirsi.evaluate(paper)
    kirsi.reload()
    assert kirsi.evaluate(paper) == changed != before


def test_the_sign_in_is_for_everybody(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto("/console/sign-in/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(page) == []
