"""A member at the club in a real browser: the pages from the balance to a voucher."""

import pytest
from playwright.sync_api import Page
from tests.browser.test_console import violations

PAGES = (
    "",
    "rewards/",
    "rewards/five/",
    "rewards/five/get/0/",
    "vouchers/",
    "card/",
    "history/",
    "levels/",
)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_and_fits(aino: Page, path: str) -> None:
    for width in (320, 1280):
        aino.set_viewport_size({"width": width, "height": 800})
        aino.goto(f"/club/shop/{path}")
        aino.wait_for_load_state("networkidle")
        assert aino.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(aino) == []
