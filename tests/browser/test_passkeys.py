"""A member makes a passkey and comes in by it, with nothing to remember and no mail."""

import re

from playwright.sync_api import Browser, expect
from tests.browser.test_club_together import good, visitor

KIND = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def test_in_by_a_passkey(browser: Browser, site: str, environment: dict[str, str]) -> None:
    page = visitor(browser, site, environment, "person11@example.com")
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": KIND})
    page.goto("/club/shop/me/")
    page.get_by_role("link", name="Passkeys").click()
    page.get_by_label("What you call it").fill("Telephone")
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_text("From now on you can sign in with it.")).to_be_visible()
    good(page)
    page.context.clear_cookies()
    page.goto("/club/shop/sign-in/")
    good(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(re.compile("/club/shop/$"))
    expect(page.get_by_role("link", name="Show my code")).to_be_visible()
    page.goto("/club/shop/me/passkeys/")
    page.get_by_role("button", name="Take out: Telephone").click()
    expect(page.get_by_text("opens nothing here any more")).to_be_visible()
    page.context.clear_cookies()
    page.goto("/club/shop/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("This passkey is not known here.")).to_be_visible()
    page.context.close()
