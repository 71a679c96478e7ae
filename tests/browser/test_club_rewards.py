"""A member at the club in a real browser: from the balance to a voucher, by keyboard."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.test_console import violations

PAGES = ("", "rewards/", "rewards/five/", "rewards/five/get/0/", "vouchers/", "card/")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_and_fits(aino: Page, path: str) -> None:
    for width in (320, 1280):
        aino.set_viewport_size({"width": width, "height": 800})
        aino.goto(f"/club/shop/{path}")
        aino.wait_for_load_state("networkidle")
        assert aino.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(aino) == []


def test_a_reward_is_had_with_the_keyboard_alone(aino: Page) -> None:
    aino.set_viewport_size({"width": 390, "height": 844})
    aino.goto("/club/shop/rewards/")
    for link, heading in (
        ("Free delivery", "Free delivery"), ("Get it for 60 points", "Is this right?"),
    ):  # fmt: skip
        aino.wait_for_load_state("networkidle")
        aino.get_by_role("link", name=link).press("Enter")
        expect(aino.get_by_role("heading", level=1)).to_have_text(heading)
    expect(aino.get_by_text("Then you have")).to_be_visible()
    aino.wait_for_load_state("networkidle")
    aino.get_by_role("button", name="Yes, get it").press("Enter")
    expect(aino.get_by_role("img", name="QR code")).to_be_visible()
    expect(aino.locator(".code")).to_be_in_viewport()
    assert violations(aino) == []
