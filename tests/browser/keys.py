"""Going about a page with keys alone, as those do who use no mouse; the focus always shows."""

from playwright.sync_api import Page

MOST = 150
HERE = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
  const labels = [...(one.labels ?? [])].map((label) => label.innerText).join(' ');
  const named = document.getElementById(one.getAttribute('aria-labelledby') ?? '')?.innerText;
  const name = one.getAttribute('aria-label') || named || labels || one.innerText || one.value;
  const seen = one.checkVisibility({visibilityProperty: true});
  return [name ?? '', one === document.body || (ring && seen)];
}"""


def tab_to(page: Page, name: str, *, back: bool = False) -> None:
    """Will press Tab until something of that name has the focus; all on the way shows that it has
    it."""
    met = []
    for _ in range(MOST):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        here, shown = page.evaluate(HERE)
        assert shown, f"nobody sees the focus on: {here}"
        met.append(here.strip())
        if met[-1].startswith(name):
            return
    raise AssertionError(f"no way by Tab to {name}: {met}")


def press_on(page: Page, name: str, *, back: bool = False) -> None:
    """Will go to something and press Enter on it."""
    tab_to(page, name, back=back)
    page.keyboard.press("Enter")
