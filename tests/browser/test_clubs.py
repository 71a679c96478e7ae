"""A club in a real browser: founded by its form, filled, told something, for everybody.

Before a page is left it is still: whatever was loading would count as failed.
"""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.test_console import violations


def founded(page: Page, key: str) -> None:
    """Found a club by its form."""
    page.goto("/console/p/shop/clubs/")
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="Found a club").click()
    page.get_by_label("Title").fill("Running club")
    page.get_by_role("textbox", name="Key").fill(key)
    page.get_by_label("Description").fill("Every Tuesday at seven.")
    page.get_by_label("Whom staff approve").check()
    page.get_by_label("Room for").fill("30")
    assert violations(page) == []
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Found it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Running club")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_club_is_founded_and_filled(kirsi: Page, width: int) -> None:
    kirsi.set_viewport_size({"width": width, "height": 800})
    scheme = kirsi.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    founded(kirsi, f"runners-{width}-{str(scheme).lower()}")
    for number in (2, 3):
        kirsi.get_by_label("Take a member in").fill(f"person{number}@example.com")
        kirsi.wait_for_load_state("networkidle")
        kirsi.get_by_role("button", name="Take in").click()
        expect(kirsi.get_by_label("Take a member in")).to_have_value("")
    kirsi.get_by_text("Tell the club something").click()
    kirsi.get_by_label("Title").fill("Tuesday")
    kirsi.get_by_label("Text").fill("At the bridge.\n\nBring a lamp.")
    kirsi.wait_for_load_state("networkidle")
    kirsi.get_by_role("button", name="Publish").click()
    expect(kirsi.get_by_text("Bring a lamp.")).to_be_visible()
    assert kirsi.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(kirsi) == []
    kirsi.get_by_text("Take out", exact=True).first.click()
    kirsi.get_by_label("Why").first.fill("Moved away")
    kirsi.get_by_role("button", name="Take them out").first.click()
    expect(kirsi.get_by_role("heading", name="Invited, declined or gone")).to_be_visible()
