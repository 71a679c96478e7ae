"""Two members made one by mistake, and two again, as staff do it."""

from playwright.sync_api import Page, expect
from tests.browser.test_console import violations


def test_two_are_made_one_and_two_again(kirsi: Page) -> None:
    kirsi.goto("/console/p/shop/members/?q=Bo Ek")
    kirsi.get_by_role("link", name="Bo Ek").first.click()
    member = kirsi.url
    kirsi.get_by_role("link", name="Make two members one").click()
    kirsi.get_by_label("Find the other member").fill("Chloé Dubois")
    kirsi.get_by_role("button", name="Find", exact=True).click()
    kirsi.get_by_role("link", name="Chloé Dubois").first.click()
    kirsi.get_by_role("button", name="Make them one").click()
    expect(kirsi.get_by_text("The two members are one now.")).to_be_visible()
    kirsi.get_by_role("link", name="Split again").first.click()
    expect(kirsi.get_by_role("heading", name="What each has afterwards")).to_be_visible()
    kirsi.set_viewport_size({"width": 360, "height": 800})
    assert kirsi.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(kirsi) == []
    kirsi.get_by_role("button", name="Make two of them").click()
    expect(kirsi.get_by_text("They are two members again.")).to_be_visible()
    assert kirsi.url == member
    expect(kirsi.get_by_role("link", name="Split again")).to_have_count(0)
