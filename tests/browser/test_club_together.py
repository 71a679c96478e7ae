"""Members share an account by a code, and the first page answers on one screen of a phone."""

import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.test_console import violations


def visitor(browser: Browser, site: str, environment: dict[str, str], email: str) -> Page:
    """The phone of a member who has signed in."""
    asked = [sys.executable, "-m", "tests.builders.visitor", email]
    made = subprocess.run(asked, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    context = browser.new_context(base_url=site, viewport={"width": 390, "height": 844})
    context.add_cookies([{"name": "sessionid", "value": made.stdout.strip(), "url": site}])
    return context.new_page()


def good(page: Page) -> None:
    """A page on which axe finds nothing, no wider than the phone."""
    page.wait_for_load_state("networkidle")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    if folder := os.environ.get("REGULARS_PICTURES"):
        name = re.sub(r"\W+", "-", page.url.partition("/club/")[2])
        for width in (390, 1280):
            for scheme in ("light", "dark"):
                page.set_viewport_size({"width": width, "height": 844})
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                page.screenshot(path=f"{folder}/{name}{width}-{scheme}.png", full_page=True)
        page.set_viewport_size({"width": 390, "height": 844})


def test_a_household_by_a_code(browser: Browser, site: str, environment: dict[str, str]) -> None:
    head = visitor(browser, site, environment, "person8@example.com")
    head.goto("/club/shop/more/")
    good(head)
    head.get_by_role("link", name="Household").click()
    good(head)
    head.get_by_label("What is it called?").fill("The Wangs")
    head.get_by_role("button", name="Open it").click()
    expect(head.get_by_role("heading", level=1)).to_have_text("The Wangs")
    head.get_by_label("First name").fill("Mei")
    head.get_by_role("button", name="Add a child").click()
    expect(head.get_by_text("Mei", exact=True)).to_be_visible()
    head.get_by_role("button", name="Make a code").click()
    code = head.locator(".code").inner_text()
    good(head)
    other = visitor(browser, site, environment, "person9@example.com")
    other.goto("/club/shop/household/")
    other.get_by_role("link", name="Type the code").click()
    good(other)
    other.get_by_label("Code").fill(code.lower())
    other.get_by_role("button", name="Look what it is").click()
    expect(other.get_by_text("This cannot be taken back")).to_be_visible()
    good(other)
    other.get_by_role("button", name="Yes, I come in").click()
    expect(other.get_by_text("you, Adult")).to_be_visible()
    good(other)
    other.get_by_role("link", name="Leave this household").click()
    expect(other.get_by_text("You take along an equal part")).to_be_visible()
    good(other)
    other.get_by_role("button", name="Leave", exact=True).click()
    expect(other.get_by_text("Your account is your own again.")).to_be_visible()
    head.goto("/club/shop/household/leave/")
    head.get_by_role("button", name="Leave", exact=True).click()
    expect(head.get_by_text("Your account is your own again.")).to_be_visible()
    for page in (head, other):
        page.context.close()


def ends(place: Locator) -> float:
    """Where something ends, from the top of the screen."""
    box = place.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


@pytest.mark.parametrize(("width", "height"), [(360, 640), (390, 844)])
def test_the_first_screen_answers(
    browser: Browser, site: str, environment: dict[str, str], width: int, height: int
) -> None:
    page = visitor(browser, site, environment, "person5@example.com")
    page.set_viewport_size({"width": width, "height": height})
    page.goto("/club/shop/")
    page.wait_for_load_state("networkidle")
    bar = page.get_by_role("navigation", name="Pages")
    links = bar.get_by_role("link")
    assert 3 <= links.count() <= 5
    top = bar.bounding_box()
    assert top is not None
    # The bar is at the lower edge; what matters lies whole above it, without scrolling.
    assert top["y"] + top["height"] == pytest.approx(height, abs=1)
    main = page.get_by_role("main")
    have = main.get_by_role("region", name="What I have")
    # What comes next, or the way to the next level: the first thing below the main action.
    for place in (have, main.locator(".act"), main.locator("section.card").first):
        expect(place).to_be_visible()
        assert ends(place) <= top["y"]
    expect(main.locator("section.card progress").first).to_be_visible()
    for each in range(links.count()):
        box = links.nth(each).bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    if folder := os.environ.get("REGULARS_PICTURES"):
        page.screenshot(path=f"{folder}/first-{width}.png")
    page.context.close()
