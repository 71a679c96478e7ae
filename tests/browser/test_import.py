"""A shop brings its own orders: columns named, checked, what is refused, and taken in."""

from playwright.sync_api import Page, expect

FILE = """Order no;Bought at;Client;Paid
a-1;31.12.2025 18:45;brought@example.com;12,50
a-2;31.12.2025 18:50;brought@example.com;n/a
a-3;01.01.2026 09:00;brought@example.com;7,00
"""


def test_orders_are_named_checked_and_taken_in(kirsi: Page) -> None:
    kirsi.goto("/console/p/shop/import/")
    kirsi.get_by_label("CSV file").set_input_files(
        {"name": "orders.csv", "mimeType": "text/csv", "buffer": FILE.encode("cp1252")}
    )
    kirsi.get_by_role("button", name="Look at its columns").click()
    kirsi.get_by_label("What the column Client is").select_option(label="Customer’s e-mail")
    kirsi.get_by_label("What the column Bought at is").select_option(label="When *")
    kirsi.get_by_label("What the column Paid is").select_option(label="Total")
    kirsi.get_by_role("button", name="Check the file").click()
    expect(kirsi.get_by_text("Nothing has happened yet.")).to_be_visible()
    expect(kirsi.get_by_role("cell", name="n/a")).to_be_visible()
    kirsi.get_by_role("button", name="Take in all 2").click()
    expect(kirsi.get_by_text("All is taken in that could be.")).to_be_visible()
    expect(kirsi.locator(".figure").get_by_text("2", exact=True)).to_be_visible()
