"""Events in a real browser: the form, a page full of people, and calling it off.

Before a page is left it is still: whatever was loading would count as failed.
"""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.test_console import violations

DAY = "2031-06-05"


def arranged(page: Page, title: str) -> None:
    """Arrange an event by its form."""
    page.goto("/console/p/shop/events/")
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="Arrange an event").click()
    page.get_by_label("Title", exact=True).fill(title)
    page.get_by_label("Kind").fill("tasting")
    page.get_by_label("Description").fill("Three teas from afar.\n\nCups are ours.")
    page.get_by_label("Where", exact=True).fill("In the shop")
    page.get_by_label("Begins").fill(f"{DAY}T18:00")
    page.get_by_label("Ends").fill(f"{DAY}T20:00")
    page.get_by_label("Places").fill("2")
    assert violations(page) == []
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Arrange it").click()
    expect(page.get_by_role("status").first).to_have_text(f"“{title}” is arranged.")


@pytest.mark.parametrize("width", [390, 1280])
def test_an_event_is_arranged_filled_and_called_off(kirsi: Page, width: int) -> None:
    kirsi.set_viewport_size({"width": width, "height": 800})
    arranged(kirsi, f"Teas {width}")
    for signed, number in enumerate((2, 3, 4), 1):
        kirsi.get_by_label("Sign a member up").fill(f"person{number}@example.com")
        kirsi.wait_for_load_state("networkidle")
        kirsi.get_by_role("button", name="Sign up").click()
        expect(kirsi.locator("tbody tr")).to_have_count(signed)
    expect(kirsi.get_by_role("heading", name="Waiting list")).to_be_visible()
    kirsi.wait_for_load_state("networkidle")
    kirsi.get_by_role("button", name="Let in").click()
    expect(kirsi.get_by_role("heading", name="Waiting list")).to_have_count(0)
    assert kirsi.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(kirsi) == []
    kirsi.get_by_text("Call it off", exact=True).click()
    kirsi.get_by_label("Why", exact=True).fill("The kettle broke")
    kirsi.wait_for_load_state("networkidle")
    kirsi.get_by_role("button", name="Yes, call it off").click()
    expect(kirsi.get_by_text("The kettle broke")).to_be_visible()
