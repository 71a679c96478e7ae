"""Every page that staff and members can reach: it can be used by everybody and fits a phone.

Half of them in the light are read from right to left, and the other half in the dark.
"""

import os
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.browser.walking import become_a_member, unfold, walk

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
NARROW, WIDE = 320, 1280  # 320: what is left of 1280 when it is made four times as large
EVERY = os.environ.get("REGULARS_SIZES") == "full"


def read(page: Page, site: str, *, turned: bool) -> None:
    """Will have the next pages as those see them who read from right to left, or in English."""
    chosen = "ar-xb" if turned else "en"
    page.context.add_cookies([{"name": "django_language", "value": chosen, "url": f"{site}/"}])


def wrong(page: Page, runs: str = "ltr", looked_at: tuple[int, ...] = (NARROW, WIDE)) -> list[str]:
    """What is wrong with a page, narrow and wide, with everything unfolded. axe is slow: it looks
    at some widths."""
    there = page.evaluate("document.documentElement.dir")
    found = [] if there == runs else [f"runs {there}"]
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 800})
        unfold(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{wide} wide on {width}"] if wide > width else []
        if width not in looked_at:
            continue
        for one in Axe().run(page, options=RULES).response["violations"]:
            found += [f"{one['id']}: {node['html'][:200]}" for node in one["nodes"]]
    return found


def console(_page: Page) -> tuple[str, ...]:
    return "/console/p/shop/", "/console/components/"


def club(page: Page) -> tuple[str, ...]:
    return (become_a_member(page),)


def door(page: Page) -> tuple[str, ...]:
    address = become_a_member(page)
    page.context.clear_cookies()
    return (address,)


@pytest.mark.parametrize(("start", "least"), [(console, 20), (club, 1), (door, 3)])
def test_everybody_can_use_every_page(
    kirsi: Page, site: str, start: Callable[[Page], tuple[str, ...]], least: int
) -> None:
    starts = start(kirsi)
    turned = kirsi.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    # The light is looked at narrow and the dark wide, and at full sizes each in both.
    looked_at = (NARROW, WIDE) if EVERY else (WIDE,) if turned else (NARROW,)
    found: dict[str, list[str]] = {}
    read(kirsi, site, turned=turned)
    for name, _ in walk(kirsi, *starts):
        found[name] = wrong(kirsi, "rtl" if turned else "ltr", looked_at)
        turned = not turned
        read(kirsi, site, turned=turned)
    assert {name: said for name, said in found.items() if said} == {}
    assert len(found) >= least, sorted(found)
