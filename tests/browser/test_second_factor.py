"""Signing in with a second factor, in a browser: an app's codes, and a passkey."""

import subprocess
import sys
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.builders.shop import PASSWORD


def code(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def sign_in(page: Page, name: str) -> None:
    page.goto("/console/")
    page.get_by_label("E-mail or user name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def arrive(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Overview")
    page.wait_for_load_state("networkidle")


@pytest.fixture
def context(browser: Browser, site: str) -> BrowserContext:
    """A visitor whose browser has a key that needs no touching."""
    return browser.new_context(base_url=site)


@pytest.fixture
def somebody(environment: dict[str, str], request: pytest.FixtureRequest) -> str:
    """Somebody of the staff of their own, since what is tested changes how they come in."""
    name = f"{request.node.name.replace('_', '-')}@shop.example"
    hire = [sys.executable, "-m", "tests.builders.worker", name]
    subprocess.run(hire, env=environment, check=True)
    return name


def test_with_an_app(page: Page, somebody: str) -> None:
    sign_in(page, somebody)
    arrive(page)
    page.goto("/console/security/")
    page.get_by_role("link", name="Add an app with codes").click()
    secret = page.locator("code.secret").inner_text()
    page.get_by_label("Code").fill(code(secret))
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Codes for the worst case")).to_be_visible()
    worst = page.locator(".codes-shown code").first.inner_text()
    page.context.clear_cookies()
    sign_in(page, somebody)
    page.get_by_label("The code that your app shows").fill(code(secret, 1))
    page.get_by_role("button", name="Go on").click()
    arrive(page)
    page.context.clear_cookies()
    sign_in(page, somebody)
    page.get_by_label("The code that your app shows").fill(worst)
    page.get_by_role("button", name="Go on").click()
    arrive(page)


def test_with_a_passkey(page: Page, somebody: str) -> None:
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    kind = {
        "protocol": "ctap2", "transport": "internal", "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": kind})
    sign_in(page, somebody)
    arrive(page)
    page.goto("/console/security/passkey/")
    page.get_by_label("What you call it").fill("My laptop")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Codes for the worst case")).to_be_visible()
    expect(page.get_by_role("heading", name="My laptop")).to_be_visible()
    page.context.clear_cookies()
    sign_in(page, somebody)
    expect(page.get_by_role("heading", level=1)).to_have_text("Show that it is you")
    page.get_by_role("button", name="Use a passkey").click()
    arrive(page)
