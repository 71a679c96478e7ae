"""The widget in a page of another origin: shown where staff said so, and refused elsewhere."""

import os
import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, expect
from tests.browser.test_console import violations

from regulars.flows import vouching

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><div data-regulars="bar" style="min-height: 48px"></div><main><h1>Tea</h1>
<p>49.90</p><p data-regulars="earn" data-amount="49.90" id="earns" style="min-height: 1.5em"></p>
</main>
<script async src="{script}" data-key="{key}" data-accent="#7a1f5c" data-member="{token}"></script>
</body></html>"""
HOSTILE = (
    """<!doctype html><html lang="en"><title>Win</title><iframe src="{frame}"></iframe></html>"""
)
SHIFTS = """() => new Promise((done) => {
  const seen = new PerformanceObserver((list) => done(list.getEntries()
    .filter((one) => !one.hadRecentInput).map((one) => one.value)));
  seen.observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done([]), 500);
})"""


class Shop:
    """A web server of somebody else, with one page."""

    def __init__(self) -> None:
        shop = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(shop.page.encode())

            def log_message(self, *_said: object) -> None:
                pass

        self.page = ""
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def shops() -> Iterator[tuple[Shop, Shop]]:
    """The merchant's shop, and a stranger's page."""
    both = Shop(), Shop()
    yield both
    for one in both:
        one.server.shutdown()
        one.server.server_close()


def made(page: Page, origin: str) -> tuple[str, str]:
    """A key for an origin, made by staff; and its secret."""
    page.goto("/console/p/shop/site/")
    page.get_by_label("Name").fill(origin)
    page.get_by_label("Addresses of the site").fill(origin)
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Make a key").click()
    key = re.search(r"pk_\w+", page.locator("pre code").inner_text())
    assert key is not None
    assert violations(page) == []
    card = page.locator("section.card", has=page.get_by_role("heading", name=origin))
    card.get_by_text("Secret for your server").click()
    secret = card.locator("code").inner_text()
    page.wait_for_load_state("networkidle")
    return key[0], secret


@pytest.mark.parametrize("width", [390, 1280])
def test_it_stands_in_the_shop_s_pages(
    kirsi: Page, site: str, shops: tuple[Shop, Shop], width: int
) -> None:
    shop = shops[0]
    key, secret = made(kirsi, shop.origin)
    kirsi.set_viewport_size({"width": width, "height": 800})
    script = f"{site}/club/shop/widget.js"
    shop.page = PAGE.format(script=script, key=key, token="")
    kirsi.goto(shop.origin)
    expect(kirsi.locator("#earns")).to_have_text("Earns 49 points")
    bar = kirsi.frame_locator("[data-regulars=bar] iframe")
    expect(bar.get_by_role("link", name="Join")).to_be_visible()
    launcher = kirsi.get_by_role("button", name="Rewards")
    launcher.focus()
    kirsi.keyboard.press("Enter")
    panel = next(one for one in kirsi.frames if "view=panel" in one.url)
    expect(panel.get_by_text("What members have now")).to_be_visible()
    assert violations(kirsi) == []
    assert sum(kirsi.evaluate(SHIFTS)) == 0
    kirsi.evaluate("document.querySelector('#earns').dataset.amount = '10'")
    expect(kirsi.locator("#earns")).to_have_text("Earns 10 points")
    panel.get_by_role("button", name="Close").press("Escape")
    expect(panel.get_by_role("button", name="Close")).not_to_be_visible()
    token = vouching.write(secret, "C-3", datetime.now(UTC) + timedelta(minutes=5))
    kirsi.evaluate("(token) => Regulars.identify(token)", token)
    expect(bar.get_by_role("link", name="My club")).to_be_visible()
    kirsi.evaluate("Regulars.open()")
    expect(panel.get_by_text("Sofía")).to_be_visible()
    assert violations(kirsi) == []
    if folder := os.environ.get("REGULARS_PICTURES"):
        dark = kirsi.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        kirsi.screenshot(path=f"{folder}/widget-{width}-{'dark' if dark else 'light'}.png")
    # What is in the frame is out of the page's reach.
    reach = (
        "() => { try { return frames[0].document.body.innerText } catch (no) { return no.name } }"
    )
    assert kirsi.evaluate(reach) == "SecurityError"
    kirsi.evaluate("Regulars.forget()")
    expect(panel.get_by_text("What members have now")).to_be_visible()
    kirsi.wait_for_load_state("networkidle")


def test_a_stranger_s_page_cannot_show_it(kirsi: Page, site: str, shops: tuple[Shop, Shop]) -> None:
    shop, stranger = shops
    key, _ = made(kirsi, shop.origin)
    frame = f"{site}/club/shop/widget/frame/?key={key}&view=panel"
    other = kirsi.context.browser.new_page()  # type: ignore[union-attr]
    for address in (frame, f"{site}/club/shop/"):
        stranger.page = HOSTILE.format(frame=address)
        other.goto(stranger.origin)
        other.wait_for_load_state("networkidle")
        assert other.frames[1].get_by_text("Corner shop").count() == 0
        assert other.frames[1].url.startswith("chrome-error:")
    shop.page = HOSTILE.format(frame=frame)
    other.goto(shop.origin)
    expect(other.frames[1].get_by_role("heading", name="Corner shop")).to_be_visible()
    other.close()
