"""The camera at the till: a film of a card is shown to a real browser, which finds its member."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect
from tests.browser.conftest import launched
from tests.browser.test_console import violations
from tests.browser.test_till import enrol
from tests.builders.films import film


@pytest.fixture
def seeing(playwright: Playwright, tmp_path: Path) -> Iterator[Browser]:
    """A browser with a camera in front of which somebody holds a card."""
    shown = film("2900000003", tmp_path / "card.y4m")
    started = launched(
        playwright, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={shown}",
    )  # fmt: skip
    yield started
    started.close()


def counter(seeing: Browser, site: str, kirsi: list[Any]) -> Page:
    context = seeing.new_context(base_url=site)
    context.add_cookies(kirsi)
    page = context.new_page()
    enrol(page)
    return page


def test_a_code_before_the_camera_finds_its_member(
    seeing: Browser, site: str, signed_in: dict[str, list[Any]]
) -> None:
    page = counter(seeing, site, signed_in["kirsi"])
    page.get_by_role("button", name="Camera").click()
    expect(page.get_by_role("heading", name="Sofía R.")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    # The sale is ready once the amount waits to be typed.
    expect(page.get_by_label("Amount in EUR")).to_be_focused()
    page.get_by_role("button", name="Items").click()
    page.locator("[data-camera=item]").click()
    expect(page.get_by_role("textbox", name="How many 2900000003")).to_be_visible()
    assert violations(page) == []
    # Without the network the dialog says so, and closes.
    page.context.set_offline(True)
    page.locator("[data-camera=item]").click()
    expect(page.get_by_role("dialog")).to_contain_text("Without the network")
    assert violations(page) == []
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
