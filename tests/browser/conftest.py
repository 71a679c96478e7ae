"""A real browser on the pages of a running installation, once for each worker."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from tests.support import database
from tests.support.fixtures import Database

from regulars.kit.pg.installation import is_free

NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def site(server_dsn: Database) -> Iterator[str]:
    """The address of pages served from a migrated database of their own."""
    name = f"{server_dsn.name}_site"
    database.create(name)
    port = next(port for port in range(18_100, 18_200) if is_free(port))
    with subprocess.Popen(
        [sys.executable, "-m", "regulars", "serve", "--port", str(port)],
        env=os.environ | database.variables(name),
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
    database.drop(name)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """The driver. It runs an event loop in this thread, beside which Django refuses to work."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The system's Chromium, or the driver's own."""
    chosen = os.environ.get("REGULARS_CHROMIUM")
    program = chosen or next(filter(None, map(shutil.which, NAMES)), None)
    # Root needs it without a sandbox; the pages are ours.
    arguments = ["--no-sandbox"] if os.getuid() == 0 else []
    started = playwright.chromium.launch(executable_path=program, args=arguments)
    yield started
    started.close()


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
    made.on("console", lambda message: complaints.append(message.text))
    made.on("pageerror", lambda error: complaints.append(str(error)))
    made.on("requestfailed", lambda failed: complaints.append(failed.url))
    yield made
    assert complaints == []
