"""Walking through a site by its links: every page that one can reach, one of each kind."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page, expect

MOST = 300  # addresses looked at, so that a walk ends whatever the pages say
LINK = re.compile("lnk_")
ASKING = ".htmx-request, .htmx-swapping, .htmx-settling"


def walk(page: Page, *starts: str) -> Iterator[tuple[str, str]]:
    """Will go to one page of each view, from these addresses on; gives the view's name and the
    address that the browser is at."""
    seen: set[str] = set()
    known, waiting = set(starts), list(starts)
    for _ in range(MOST):
        if not waiting:
            return
        path = waiting.pop(0)
        name = _view(path)
        if name is None or name in seen or not _is_page(page, path):
            continue
        seen.add(name)
        page.goto(path)
        # What a page asks for by itself is there; an idle network would be half a second each.
        expect(page.locator(ASKING)).to_have_count(0)
        yield name, path
        for one in _links(page):
            if one not in known:
                known.add(one)
                waiting.append(one)


def _view(path: str) -> str | None:
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return None


def _is_page(page: Page, path: str) -> bool:
    """A page, not a file to be saved."""
    answer = page.request.get(path)
    assert answer.status < 500, f"{path} failed"
    return answer.status == 200 and answer.headers["content-type"].startswith("text/html")


def _links(page: Page) -> list[str]:
    here = urlsplit(page.url)
    found = []
    for href in page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)"):
        there = urlsplit(urljoin(page.url, href))
        if there.netloc == here.netloc and not LINK.search(there.path):
            found.append(there.path + (f"?{there.query}" if there.query else ""))
    return found


def unfold(page: Page) -> None:
    """Will open everything that unfolds in the page itself; a menu would lie over it."""
    page.evaluate(
        "document.querySelectorAll('main details').forEach((one) => { one.open = true; })"
    )


def become_a_member(page: Page) -> str:
    """Will sign in as the member with the longest story, by the link that staff hand over; gives
    the club's address."""
    page.goto("/console/p/shop/members/?q=aino")
    page.get_by_role("link", name="Aino Virtanen").click()
    page.get_by_role("button", name="Sign them in on their phone").click()
    address = page.get_by_role("link", name=LINK).inner_text()
    page.context.clear_cookies()  # a phone of their own: the staff's session stays as it is
    page.goto(address)
    page.get_by_role("button", name="Go in").click()
    page.wait_for_url(re.compile(r"/club/[^/]+/$"))
    page.wait_for_load_state("networkidle")
    return urlsplit(page.url).path
