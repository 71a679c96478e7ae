"""A member looks after themselves: in by a link from the counter, profile, consents, going."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.test_console import violations


def inside(page: Page, email: str) -> None:
    """Sign a member in by a link that staff make."""
    page.goto(f"/console/p/shop/members/?q={email}")
    page.wait_for_load_state("networkidle")
    page.locator("main a[href*='/members/mem_']").first.click()
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Sign them in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A link to sign in")
    page.wait_for_load_state("networkidle")
    address = page.get_by_text("/enter/").first.inner_text().strip()
    page.context.clear_cookies()  # a phone that nobody signed in on before
    page.goto(address)
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_load_state("networkidle")


def shown(page: Page, path: str) -> None:
    """A page of the club on which axe finds nothing."""
    page.goto(f"/club/shop/{path}")
    page.wait_for_load_state("networkidle")
    assert violations(page) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_a_member_looks_after_themselves(kirsi: Page, width: int) -> None:
    kirsi.set_viewport_size({"width": width, "height": 800})
    inside(kirsi, "person5@example.com")
    shown(kirsi, "me/")
    kirsi.get_by_label("Name").fill(f"Hoa {width}")
    kirsi.get_by_role("button", name="Save").click()
    expect(kirsi.get_by_text("Saved.")).to_be_visible()
    kirsi.wait_for_load_state("networkidle")
    shown(kirsi, "me/email/")
    shown(kirsi, "me/privacy/")
    kirsi.get_by_role("button", name="Yes, please: News, By e-mail").click()
    stop = kirsi.get_by_role("button", name="Stop: News, By e-mail")
    expect(stop).to_be_visible()
    kirsi.wait_for_load_state("networkidle")
    stop.click()
    expect(kirsi.get_by_role("button", name="Yes, please: News, By e-mail")).to_be_visible()
    kirsi.wait_for_load_state("networkidle")
    shown(kirsi, "events/")
    shown(kirsi, "terms/")
    shown(kirsi, "privacy/")
    shown(kirsi, "me/privacy/leave/")
    shown(kirsi, "me/privacy/delete/")
    expect(kirsi.get_by_label("Type “delete” to be sure")).to_be_visible()
