"""`make pictures`: every page, wide and narrow, in the light and in the dark, to be looked at."""

import re
from pathlib import Path

from playwright.sync_api import Page
from tests.browser.walking import become_a_member, walk

FOLDER = Path(__file__).parents[2] / "pictures"


def test_pictures(kirsi: Page) -> None:
    """Photograph what staff see, and what a member sees."""
    FOLDER.mkdir(exist_ok=True)
    scheme = "dark" if kirsi.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else ""
    for start in (
        lambda: ("/console/p/shop/", "/console/components/"),
        lambda: (become_a_member(kirsi),),
    ):
        for name, _ in walk(kirsi, *start()):
            for width in (1280, 390):
                kirsi.set_viewport_size({"width": width, "height": 844})
                file = "-".join(filter(None, (re.sub(r"\W+", "-", name), str(width), scheme)))
                kirsi.screenshot(path=FOLDER / f"{file}.png", full_page=True)
    assert any(FOLDER.iterdir())
