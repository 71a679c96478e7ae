"""A real browser on the pages of a running installation, once for each worker."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright
from tests.builders.shop import PASSWORD
from tests.support import database
from tests.support.fixtures import Database

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Patience costs nothing where all is well.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def environment(server_dsn: Database) -> Iterator[dict[str, str]]:
    """Leads to a database of the site's own, with two shops in it."""
    name = f"{server_dsn.name}_site"
    database.create(name)
    leads = os.environ | database.variables(name) | {"REGULARS_MIRRORED": "yes"}
    subprocess.run([sys.executable, "-m", "tests.builders.shop"], env=leads, check=True)
    yield leads
    database.drop(name)


@pytest.fixture(scope="session")
def site(environment: dict[str, str]) -> Iterator[str]:
    """The address of its pages."""
    # Of the system's choice: two workers that looked for a free one would find the same.
    with socket.create_server(("localhost", 0)) as free:
        port = free.getsockname()[1]
    with subprocess.Popen(
        [sys.executable, "-m", "regulars", "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as serve:
        assert serve.stdout is not None
        try:
            assert any("ready" in line for line in serve.stdout)
            yield f"http://localhost:{port}"
        finally:
            serve.terminate()
            serve.wait()


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """The driver. It runs an event loop in this thread, beside which Django refuses to work."""
    with sync_playwright() as started:
        yield started


def launched(playwright: Playwright, *more: str) -> Browser:
    """Start the system's Chromium, or the driver's own."""
    chosen = os.environ.get("REGULARS_CHROMIUM")
    program = chosen or next(filter(None, map(shutil.which, NAMES)), None)
    # Root needs it without a sandbox; the pages are ours.
    arguments = ["--no-sandbox"] if os.getuid() == 0 else []
    arguments += ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
    arguments += ["--disable-background-networking", "--disable-component-update"]
    return playwright.chromium.launch(executable_path=program, args=[*arguments, *more])


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser for the journeys of a file."""
    started = launched(playwright)
    yield started
    started.close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Journeys are made wide in the light and narrow in the dark; at full sizes both in both."""
    if os.environ.get("REGULARS_SIZES") == "full":
        return
    for_full = [one for one in items if _at(one) in {("light", 390), ("dark", 1280)}]
    config.hook.pytest_deselected(items=for_full)
    items[:] = [one for one in items if one not in for_full]


def _at(item: pytest.Item) -> tuple[object, object]:
    called = getattr(item, "callspec", None)
    return (called.params.get("context"), called.params.get("width")) if called else (None, None)


@pytest.fixture(params=["light", "dark"])
def context(
    browser: Browser, site: str, request: pytest.FixtureRequest
) -> Iterator[BrowserContext]:
    """A visitor in the light, and one in the dark."""
    made = browser.new_context(base_url=site, color_scheme=request.param)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which nothing may fail: no script error, nothing refused by the policy."""
    made = context.new_page()
    complaints: list[str] = []
    # Who types before the page is whole has the focus already: nothing is taken from them.
    made.on(
        "console",
        lambda message: None if message.text.startswith("Autofocus processing was blocked")
        else complaints.append(message.text),
    )  # fmt: skip
    made.on("pageerror", lambda error: complaints.append(str(error)))
    # What the browser lets go of by itself, because the visitor left or typed on, is no failure:
    # a server that does not answer has other names.
    made.on(
        "requestfailed",
        lambda failed: None if failed.failure == "net::ERR_ABORTED"
        else complaints.append(f"{failed.url}: {failed.failure}"),
    )  # fmt: skip
    yield made
    assert complaints == []


@pytest.fixture(scope="module")
def signed_in(site: str) -> dict[str, list[Any]]:
    """The cookies of kirsi and nils, who signed in once."""
    found = {}
    for name in ("kirsi", "nils"):
        with httpx.Client(base_url=site, follow_redirects=True) as visitor:
            token = re.search(
                r'name="csrfmiddlewaretoken" value="(\w+)"', visitor.get("/console/sign-in/").text
            )
            assert token
            said = {"name": name, "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
            answer = visitor.post("/console/sign-in/", data=said)
            assert "Overview</h1>" in answer.text, answer.text
            kept = visitor.cookies.jar
            found[name] = [{"name": one.name, "value": one.value, "url": site} for one in kept]
    return found


@pytest.fixture
def kirsi(page: Page, signed_in: dict[str, list[Any]]) -> Page:
    """The owner of the lively shop."""
    page.context.add_cookies(signed_in["kirsi"])
    return page


@pytest.fixture
def nils(page: Page, signed_in: dict[str, list[Any]]) -> Page:
    """The owner of the shop that opens today."""
    page.context.add_cookies(signed_in["nils"])
    return page


@pytest.fixture
def aino(page: Page, site: str, environment: dict[str, str]) -> Page:
    """A member at the club of the lively shop, signed in."""
    asked = [sys.executable, "-m", "tests.builders.visitor", "aino.virtanen@example.com"]
    made = subprocess.run(asked, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    page.context.add_cookies([{"name": "sessionid", "value": made.stdout.strip(), "url": site}])
    return page
