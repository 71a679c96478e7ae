"""The member's code: made on the phone, without a network too; its QR code is a right one."""

import os
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from tests.browser.test_club_together import good, visitor
from tests.browser.test_console import violations
from tests.browser.test_till import enrol, scan

TEXTS = ("A", "V1K7QM2XVB9412345678", "V1K7QM2XVB94123456789", "HTTPS://EXAMPLE.COM/CLUB:123")
LONG = "2345678901" * 7
SEES = """async ([address, text, mask]) => (await import(address)).matrix(text, mask)"""

REFUSES = """async ([address, text]) =>
  import(address).then((qr) => qr.matrix(text)).then(() => "", (no) => no.name)"""


def theirs(text: str, mask: int) -> list[list[bool]]:
    """The same code, as another encoder makes it."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.version = code.calculate_version()
    code.makeImpl(False, mask)
    return [[bool(cell) for cell in row] for row in code.modules]


def test_the_qr_code_is_another_encoder_s_too(aino: Page) -> None:
    aino.goto("/club/shop/my-code/")
    address = aino.locator("script[src*='/code']").get_attribute("src")
    assert address is not None
    module = re.sub(r"code[^/]*\.js$", "qr.js", address)
    for text in TEXTS:
        for mask in range(8):
            assert aino.evaluate(SEES, [module, text, mask]) == theirs(text, mask), (text, mask)
    for wrong in ("lower", LONG):
        refused = aino.evaluate(REFUSES, [module, wrong])
        assert refused == "RangeError"
    aino.wait_for_load_state("networkidle")


def shown(page: Page) -> str:
    """The code as letters."""
    expect(page.locator("#letters")).to_have_text(re.compile(r"^V1 \w{5} \w{5} \d{4} \d{4}$"))
    return page.locator("#letters").inner_text()


def test_it_works_off_line_and_the_till_takes_it(
    browser: Browser, site: str, environment: dict[str, str], kirsi: Page
) -> None:
    phone = visitor(browser, site, environment, "person7@example.com")
    phone.goto("/club/shop/")
    phone.get_by_role("link", name="Show my code").click()
    first = shown(phone)
    good(phone)
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.wait_for_load_state("networkidle")
    kept: list[str] = phone.evaluate(
        """async () => (await Promise.all((await caches.keys()).map(async (name) =>
             (await (await caches.open(name)).keys())
               .map((one) => new URL(one.url).pathname)))).flat()"""
    )
    pages = [one for one in kept if not one.startswith("/static/")]
    assert pages == ["/club/shop/my-code/off-line/"]
    phone.clock.install()
    phone.context.set_offline(True)
    for address in ("/club/shop/my-code/", "/club/shop/history/"):
        phone.goto(address)
        expect(phone.get_by_text("You are off-line")).to_be_visible()
    assert violations(phone) == []
    assert "Liam" not in phone.content()
    before = shown(phone)
    assert before.split()[1:3] == first.split()[1:3]
    if folder := os.environ.get("REGULARS_PICTURES"):
        phone.screenshot(path=str(Path(folder) / "offline.png"))
    enrol(kirsi)
    scan(kirsi, shown(phone).replace(" ", ""))
    expect(kirsi.get_by_role("heading", name="Liam O.")).to_be_visible()
    phone.clock.fast_forward(31_000)
    expect(phone.locator("#letters")).not_to_have_text(before)
    phone.context.set_offline(False)
    phone.context.close()


def test_a_lost_phone_is_revoked(browser: Browser, site: str, environment: dict[str, str]) -> None:
    pages = [visitor(browser, site, environment, "person6@example.com") for _ in range(2)]
    aliases = []
    for page in pages:
        page.goto("/club/shop/my-code/")
        aliases.append(shown(page).split()[1:3])
        page.wait_for_load_state("networkidle")
    assert aliases[0] != aliases[1]
    here = pages[1]
    here.goto("/club/shop/my-code/")
    assert shown(here).split()[1:3] == aliases[1]
    here.get_by_text("Phones that show your code").click()
    here.get_by_role("button", name=re.compile("No longer accept phone")).click()
    expect(here.get_by_text("no longer good")).to_be_visible()
    pages[0].goto("/club/shop/my-code/")
    assert shown(pages[0]).split()[1:3] not in aliases
    for page in pages:
        page.context.close()
