"""Two journeys without a mouse that meet: a member joins, staff give points, a reward is had."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from socket import create_server

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.keys import press_on, tab_to
from tests.builders.shop import PASSWORD
from tests.support.mail import Mailbox


@pytest.fixture
def posted(mailbox: Mailbox, environment: dict[str, str]) -> Iterator[str]:
    """The address of the same shops on a site that sends mail."""
    with create_server(("localhost", 0)) as free:
        port = free.getsockname()[1]
    leads = environment | {"REGULARS_SMTP_URL": os.environ["REGULARS_SMTP_URL"]}
    assert mailbox.mails == []
    with subprocess.Popen(
        [sys.executable, "-m", "regulars", "serve", "--port", str(port)],
        env=leads, stdout=subprocess.PIPE, text=True,
    ) as serve:  # fmt: skip
        assert serve.stdout is not None
        try:
            assert any("ready" in line for line in serve.stdout)
            yield f"http://localhost:{port}"
        finally:
            serve.terminate()
            serve.wait()


def visitor(browser: Browser, site: str, width: int) -> Page:
    """Somebody's own browser."""
    return browser.new_context(base_url=site, viewport={"width": width, "height": 844}).new_page()


def join(page: Page, mailbox: Mailbox) -> None:
    """Become a member with the code that comes by mail."""
    page.goto("/club/shop/join/")
    tab_to(page, "E-mail")
    page.keyboard.type("keys@example.com")
    tab_to(page, "Name")
    page.keyboard.type("Sanna Salo")
    press_on(page, "Send me the code")
    code = page.get_by_label("Code")
    expect(code).to_be_visible()
    if not code.evaluate("one => one === document.activeElement"):
        tab_to(page, "Code")
    page.keyboard.type(mailbox.code())
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Show my code")).to_be_visible()


def sign_in(page: Page) -> None:
    """Come in with a password."""
    page.goto("/console/")
    user = page.get_by_label("E-mail or user name")
    if not user.evaluate("one => one === document.activeElement"):
        tab_to(page, "E-mail or user name")
    page.keyboard.type("kirsi")
    tab_to(page, "Password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Overview")
    page.wait_for_load_state()  # keys are heard from then on


def adjust(page: Page, points: str, *, take: bool) -> None:
    """Give or take points on a member's page."""
    press_on(page, "Adjust points by hand")
    tab_to(page, "Take" if take and page.get_by_label("Take").is_checked() else "Give")
    if take:
        page.keyboard.press("ArrowDown")
        expect(page.get_by_label("Take")).to_be_checked()
    tab_to(page, "How many")
    page.keyboard.type(points)
    tab_to(page, "Why")
    page.keyboard.type("A broken cup")
    press_on(page, "Go on")
    expect(page.get_by_role("heading", name="Is this right?")).to_be_focused()
    press_on(page, "Book it")
    sign = "−" if take else "+"
    booked = re.compile(f"{re.escape(sign)}{points} points for Sanna Salo: booked")
    expect(page.get_by_role("status").first).to_have_text(booked)


def test_a_member_joins_is_given_points_and_has_a_reward(
    browser: Browser, posted: str, mailbox: Mailbox
) -> None:
    sanna, kirsi = visitor(browser, posted, 390), visitor(browser, posted, 1280)
    join(sanna, mailbox)
    sign_in(kirsi)
    kirsi.keyboard.press("Control+k")
    kirsi.keyboard.type("sanna")
    expect(kirsi.get_by_role("link", name="Sanna Salo")).to_be_visible()
    kirsi.keyboard.press("ArrowDown")
    kirsi.keyboard.press("Enter")
    expect(kirsi.get_by_role("heading", level=1)).to_have_text("Sanna Salo")
    adjust(kirsi, "100", take=False)
    adjust(kirsi, "40", take=True)
    sanna.goto("/club/shop/")
    expect(sanna.get_by_text("60", exact=True)).to_be_visible()
    press_on(sanna, "Free delivery")
    expect(sanna.get_by_role("heading", level=1)).to_have_text("Free delivery")
    press_on(sanna, "Get it for 60 points")
    expect(sanna.get_by_role("heading", level=1)).to_have_text("Is this right?")
    press_on(sanna, "Yes, get it")
    expect(sanna.get_by_role("img", name="QR code")).to_be_visible()
    expect(sanna.locator(".code")).to_be_in_viewport()
    for page in (sanna, kirsi):
        page.context.close()
