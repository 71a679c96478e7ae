"""The counter in a real browser: enrolled, served with the keyboard alone, and sold off-line."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.browser.keys import press_on, tab_to
from tests.browser.test_console import violations

SIZES = [(1024, 768), (390, 844)]
EXTRACTABLE = """() => new Promise((done) => {
  const opened = indexedDB.open("till");
  opened.onsuccess = () => {
    const found = opened.result.transaction("device").objectStore("device").get("key");
    found.onsuccess = () => done(found.result.pair.privateKey.extractable);
  };
})"""


def enrol(page: Page) -> None:
    """Make a code at the console and type it at the till, on the same computer."""
    page.goto("/console/p/shop/tills/")
    page.get_by_label("Name of the device").fill("Left")
    page.get_by_role("button", name="Make a code").click()
    code = page.locator(".code-shown").inner_text()
    page.goto("/till/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Enrol this device")
    assert violations(page) == []
    page.get_by_label("Code").fill(code)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Card, voucher, phone or e-mail")).to_be_focused()


def hire(page: Page) -> None:
    """Give somebody a PIN at the console."""
    page.goto("/console/p/shop/tills/")
    page.get_by_label("Name", exact=True).fill("Meri")
    page.get_by_label("PIN, 4 to 12 digits").fill("4711")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("Meri can serve at the tills.")).to_be_visible()


def begin_to_serve(page: Page) -> None:
    """Say who one is, by one's PIN."""
    press_on(page, "Who serves?", back=True)
    expect(page.get_by_role("heading", level=1)).to_have_text("Who serves?")
    tab_to(page, "PIN")
    page.keyboard.type("4711")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Meri")).to_be_visible()
    expect(page.get_by_label("Card, voucher, phone or e-mail")).to_be_focused()


def scan(page: Page, code: str) -> None:
    """Type as a scanner does."""
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def fits(page: Page) -> bool:
    """Whether neither the page nor the counter in it scrolls."""
    return bool(
        page.evaluate(
            """() => [document.documentElement, document.querySelector(".counter")].every((one) =>
                 one.scrollHeight <= one.clientHeight && one.scrollWidth <= one.clientWidth)"""
        )
    )


@pytest.mark.parametrize("size", SIZES)
def test_a_customer_is_served_by_keyboard(kirsi: Page, size: tuple[int, int]) -> None:
    kirsi.set_viewport_size({"width": size[0], "height": size[1]})
    hire(kirsi)
    enrol(kirsi)
    begin_to_serve(kirsi)
    assert violations(kirsi) == []
    scan(kirsi, "2900000001")
    expect(kirsi.get_by_label("Amount in EUR")).to_be_focused()
    expect(kirsi.get_by_role("heading", name="Aino V.")).to_be_visible()
    kirsi.keyboard.type("20")
    expect(kirsi.locator("#total")).to_contain_text("€20.00")
    press_on(kirsi, "Can get now")
    press_on(kirsi, "Five euros off")
    expect(kirsi.locator("#total")).to_contain_text("€15.00")
    assert violations(kirsi) == []
    assert fits(kirsi)
    small = kirsi.evaluate(
        """() => [...document.querySelectorAll(".till button, .till summary, .till input")]
             .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
             .map((one) => one.outerHTML)"""
    )
    assert small == []
    press_on(kirsi, "Amount in EUR", back=True)
    expect(kirsi.get_by_role("heading", name="Booked")).to_be_visible()
    expect(kirsi.get_by_label("Card, voucher, phone or e-mail")).to_be_focused()
    assert violations(kirsi) == []
    # The customer has gone: the last sale can still be undone.
    kirsi.keyboard.press("Escape")
    expect(kirsi.get_by_role("heading", name="Booked")).to_have_count(0)
    kirsi.locator("#state").click()
    kirsi.get_by_role("button", name="Undo this sale").click()
    expect(kirsi.get_by_label("PIN")).to_be_focused()
    assert violations(kirsi) == []
    kirsi.keyboard.type("4711")
    kirsi.keyboard.press("Enter")
    expect(kirsi.get_by_text("is undone, by Meri")).to_be_visible()
    expect(kirsi.get_by_label("Card, voucher, phone or e-mail")).to_be_focused()
    scan(kirsi, "2900000002")
    expect(kirsi.get_by_role("heading", name="Mikko L.")).to_be_visible()
    # The sale is ready once the amount waits to be typed.
    expect(kirsi.get_by_label("Amount in EUR")).to_be_focused()
    press_on(kirsi, "Items")
    expect(kirsi.get_by_label("Product: code or name")).to_be_focused()
    scan(kirsi, "tea")
    expect(kirsi.get_by_role("textbox", name="Price of one in EUR tea")).to_be_focused()
    scan(kirsi, "2,50")
    scan(kirsi, "tea")
    expect(kirsi.locator("#total")).to_contain_text("€5.00")
    assert fits(kirsi)
    assert violations(kirsi) == []
    kirsi.keyboard.press("Escape")
    expect(kirsi.get_by_role("heading", name="Mikko L.")).to_have_count(0)
    expect(kirsi.get_by_label("Card, voucher, phone or e-mail")).to_be_focused()


def test_a_scan_quicker_than_the_page_s_scripts_is_not_lost(kirsi: Page) -> None:
    enrol(kirsi)
    kirsi.keyboard.type("2900000001")
    # As the browser itself sends a form to which no script listens yet.
    kirsi.evaluate("HTMLFormElement.prototype.submit.call(document.getElementById('find'))")
    expect(kirsi.get_by_role("heading", name="Aino V.")).to_be_visible()
    assert "2900000001" not in kirsi.url
    expect(kirsi.get_by_label("Amount in EUR")).to_be_focused()
    kirsi.keyboard.type("20")
    expect(kirsi.locator("#total")).to_contain_text("€20.00")
    kirsi.keyboard.press("Enter")
    expect(kirsi.get_by_role("heading", name="Booked")).to_be_visible()


def test_sold_off_line_and_sent_once(kirsi: Page, context: BrowserContext) -> None:
    enrol(kirsi)
    kirsi.evaluate("navigator.serviceWorker.ready.then(() => true)")
    kirsi.wait_for_load_state("networkidle")
    kirsi.close()
    context.set_offline(True)
    page = context.new_page()
    page.goto("/till/")
    expect(page.locator("#state")).to_have_text("Off-line")
    for number in (1, 2):
        expect(page.get_by_label("Card, voucher, phone or e-mail")).to_be_focused()
        scan(page, "2900000003")
        amount = page.get_by_label("Amount in EUR")
        expect(amount).to_be_focused()
        assert violations(page) == []
        page.keyboard.type("30")
        page.keyboard.press("Enter")
        expect(page.locator("#state")).to_contain_text(f"Waiting to be sent: {number}")
    expect(page.get_by_label("Card, voucher, phone or e-mail")).to_be_focused()
    scan(page, "nobody@example.com")
    expect(page.get_by_label("Amount in EUR")).to_be_focused()
    page.get_by_role("button", name="Items").click()
    expect(page.get_by_label("Product: code or name")).to_be_focused()
    scan(page, "tea")
    expect(page.get_by_role("textbox", name="Price of one in EUR tea")).to_be_focused()
    scan(page, "2,50")
    expect(page.get_by_label("Product: code or name")).to_be_focused()
    scan(page, "tea")
    expect(page.locator("#kept-sum")).to_have_text("€5.00")
    assert violations(page) == []
    page.get_by_role("button", name="Keep the sale").click()
    expect(page.locator("#state")).to_contain_text("Waiting to be sent: 3")
    # The page is closed and opened again: what waits is still there.
    page.close()
    page = context.new_page()
    page.goto("/till/")
    expect(page.locator("#state")).to_contain_text("Waiting to be sent: 3")
    context.set_offline(False)
    expect(page.locator("#state")).to_have_text("Not booked: 1")
    page.locator("#state").click()
    expect(page.locator("#kept")).to_contain_text("Nobody and nothing has this number or code.")
    assert violations(page) == []
    page.get_by_role("button", name="Seen to").click()
    expect(page.locator("#state")).to_have_text("All sent")
    page.reload()
    expect(page.locator("#state")).to_have_text("All sent")
    assert page.evaluate(EXTRACTABLE) is False
    page.goto("/console/p/shop/members/?q=2900000003")
    page.locator("tbody a").first.click()
    sold = page.locator(".item", has_text=re.compile("€30.00|30 points|till_"))
    expect(sold).not_to_have_count(0)
