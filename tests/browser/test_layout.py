"""The layout that every page stands on: phone width, keyboard, contrast, scripts."""

import pytest
from playwright.sync_api import Page

CONTRAST = """() => {
  const context = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = (colour) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const luminance = ([red, green, blue]) => [red, green, blue]
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    throw new Error('nothing is behind');
  };
  const texts = [...document.querySelectorAll('body *')].filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
  return texts.map((element) => {
    const pair = [rgb(getComputedStyle(element).color), behind(element)].map(luminance);
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    return [element.textContent.trim().slice(0, 40), ratio];
  });
}"""


def test_every_text_can_be_read(kirsi: Page) -> None:
    """4.5 to 1, as WCAG AA asks of text in any size."""
    kirsi.goto("/console/p/shop/")
    measured = kirsi.evaluate(CONTRAST)
    assert len(measured) >= 5
    assert [(text, ratio) for text, ratio in measured if ratio < 4.5] == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_is_wider_than_the_screen(kirsi: Page, width: int) -> None:
    kirsi.set_viewport_size({"width": width, "height": 800})
    kirsi.goto("/console/p/shop/")
    assert kirsi.evaluate("document.documentElement.scrollWidth") <= width


def test_the_keyboard_reaches_the_content(kirsi: Page) -> None:
    kirsi.goto("/console/p/shop/")
    kirsi.keyboard.press("Tab")
    skip = kirsi.locator(":focus")
    assert skip.inner_text() == "Skip to the content"
    assert skip.is_visible()
    kirsi.keyboard.press("Enter")
    assert kirsi.evaluate("document.activeElement.id") == "main"


def test_htmx_runs_under_the_policy(kirsi: Page) -> None:
    kirsi.goto("/console/p/shop/")
    assert kirsi.evaluate("htmx.config.allowEval") is False
    assert kirsi.evaluate("document.querySelectorAll('style').length") == 0


def test_the_page_says_where_one_is(kirsi: Page) -> None:
    kirsi.goto("/console/p/shop/")
    assert kirsi.title() == "Overview · Regulars"
    assert kirsi.get_by_role("heading", level=1).inner_text() == "Overview"
    assert kirsi.locator("[aria-current=page]").inner_text() == "Overview"
