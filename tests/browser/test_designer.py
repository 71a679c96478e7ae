"""Two journeys: from the first sign-in to a published program, and publishing and going back."""

import re
import subprocess
import sys

from playwright.sync_api import Page, expect
from tests.browser.test_every_page import wrong
from tests.builders.newcomer import NAME
from tests.builders.shop import PASSWORD


def test_the_first_run_ends_with_a_page_for_the_till(
    page: Page, environment: dict[str, str]
) -> None:
    name = NAME + ("-dark" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
                   else "")  # fmt: skip
    subprocess.run([sys.executable, "-m", "tests.builders.newcomer", name], env=environment,
                   check=True)  # fmt: skip
    page.goto("/console/")
    page.get_by_label("E-mail or user name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A program in five minutes")
    assert wrong(page) == []
    page.get_by_label("Name of the shop or its club").fill("Kirsi’s tea")
    page.get_by_label("What kind of shop is it?").select_option("Café, restaurant")
    page.get_by_label("How often do they buy?").select_option("Every week")
    page.get_by_role("button", name="Propose a program").click()
    expect(page.locator("#first")).to_have_text("A stamp card")
    assert wrong(page) == []
    page.get_by_role("button", name="Begin with: A stamp card").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kirsi’s tea")
    assert wrong(page) == []
    page.get_by_role("button", name="Publish it now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Show it at the till")
    assert wrong(page) == []
    page.get_by_role("link", name="See what they see").click()
    expect(page).to_have_url(re.compile(r"/club/kirsi-s-tea/join/|/club/prg_\w+/join/"))


def test_a_change_is_tried_published_and_taken_back(nils: Page) -> None:
    page = nils
    page.goto("/console/p/new-shop/program/")
    page.get_by_role("link", name="Change it in the designer").click()
    page.get_by_role("link", name="Five euros off").click()
    price = page.get_by_label("Price", exact=True)
    before = price.input_value()
    after = str(int(before) + 50)
    price.fill(after)
    expect(page.get_by_text(f"off for {after} points")).to_be_visible()
    page.get_by_role("button", name="Change the draft").click()
    expect(page.get_by_text("It is in the draft.")).to_be_visible()
    page.get_by_label("Amount in EUR").fill("120")
    expect(page.locator("#sampled .verdict")).to_have_text(["145 points"])
    text = page.get_by_label("Text of the program file")
    right = text.input_value()
    text.fill(right.replace("kind: percent-off", "kind: percent").replace("mug,", "mug, rot: 1,"))
    expect(page.get_by_text("One thing is wrong.")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Line ")).click()
    expect(text).to_be_focused()
    chosen = text.evaluate("one => one.value.slice(one.selectionStart, one.selectionEnd)")
    assert "rot: 1" in chosen
    page.wait_for_load_state("networkidle")
    page.reload()
    page.get_by_role("link", name="Look at it and publish").click()
    expect(page.locator("ins").first).to_contain_text(f"{after} points")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("is published and in force.")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Go back to version")).first.click()
    expect(page.locator("ins").first).to_contain_text(f"{before} points")
    page.get_by_role("button", name="Publish it again").click()
    expect(page.get_by_text("is published and in force.")).to_be_visible()
    page.goto("/console/p/new-shop/program/design/")
    expect(page.get_by_text("It is what was published last.")).to_be_visible()


def test_every_page_of_the_designer_can_be_used_by_everybody(kirsi: Page) -> None:
    base = "/console/p/shop/program/"
    for path in ("design/", "design/earn/base/", "design/reward/new/?shape=gift", "check-up/",
                 "versions/1/again/"):  # fmt: skip
        kirsi.goto(base + path)
        kirsi.wait_for_load_state("networkidle")
        assert wrong(kirsi) == [], path
