"""A shop brings its own orders: columns named, checked, what is refused, and taken in."""

import os

from playwright.sync_api import Page, expect

FILE = """Order no;Bought at;Client;Paid
a-1;31.12.2025 18:45;brought@example.com;12,50
a-2;31.12.2025 18:50;brought@example.com;n/a
a-3;01.01.2026 09:00;brought@example.com;7,00
"""


def test_orders_are_named_checked_and_taken_in(kirsi: Page) -> None:
    kirsi.goto("/console/p/shop/import/")
    shot(kirsi, 1)
    file = {"name": f"{kirsi.context.browser}.csv", "mimeType": "text/csv", "buffer": b""}
    kirsi.get_by_label("CSV file").set_input_files(
        [{**file, "name": "orders.csv", "buffer": FILE.encode("cp1252")}]
    )
    kirsi.get_by_role("button", name="Look at its columns").click()
    kirsi.get_by_label("What the column Client is").select_option(label="Customer’s e-mail")
    kirsi.get_by_label("What the column Bought at is").select_option(label="When *")
    kirsi.get_by_label("What the column Paid is").select_option(label="Total")
    shot(kirsi, 2)
    kirsi.get_by_role("button", name="Check the file").click()
    expect(kirsi.get_by_text("Nothing has happened yet.")).to_be_visible()
    expect(kirsi.get_by_role("cell", name="n/a")).to_be_visible()
    shot(kirsi, 3)
    kirsi.get_by_role("button", name="Take in all 2").click()
    expect(kirsi.get_by_text("All is taken in that could be.")).to_be_visible()
    expect(kirsi.locator(".figure").get_by_text("2", exact=True)).to_be_visible()
    shot(kirsi, 4)
    kirsi.goto("/console/p/shop/import/")
    shot(kirsi, 5)


def shot(page: Page, n: int) -> None:
    w = page.viewport_size["width"]
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth")
        print(n, width, "OVER" if wide > width else "")
        scheme = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        page.screenshot(path=f"/tmp/ishots/i{n}-{width}-{'d' if scheme else 'l'}.png", full_page=True)
    page.set_viewport_size({"width": w, "height": 900})
