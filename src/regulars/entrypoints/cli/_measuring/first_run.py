"""The first run as a shop owner goes through it, in a browser, with a clock beside it."""

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from regulars.connectors.completejourney import totals
from regulars.kit.errors import SetupError

if TYPE_CHECKING:
    from playwright.sync_api import Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 600_000  # milliseconds: a slow machine is measured as well


class Clock:
    """Seconds of each step, told as they come."""

    def __init__(self) -> None:
        self.steps: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Will keep how long the block takes."""
        began = time.perf_counter()
        yield
        self.steps[name] = round(time.perf_counter() - began, 1)


def measure() -> dict[str, float]:
    """Will open a new merchant here and go from its owner's sign-in to the page for the till."""
    browser = _browser()
    user, password = _owner()
    with tempfile.TemporaryDirectory() as folder, _served() as address:
        file = Path(folder) / "orders.csv"
        with file.open("wb") as out:
            out.writelines(totals.csv_pieces())
        return _journey(browser, address, user, password, file)


def _browser() -> str:
    try:
        import playwright.sync_api  # noqa: F401, PLC0415 - a tool of developers
    except ImportError as error:
        raise SetupError("Playwright is not here; run: pip install playwright") from error
    found = os.environ.get("REGULARS_CHROMIUM") or next(
        filter(None, map(shutil.which, BROWSERS)), ""
    )
    if not found:
        raise SetupError("There is no Chromium; install it, or name it in REGULARS_CHROMIUM.")
    return found


def _owner() -> tuple[str, str]:
    merchant = _told("merchants", "create", "First run")
    owner = _told("staff", "create", f"owner-{secrets.token_hex(6)}@bench.example", "--merchant-id",
                  merchant["merchant_id"])  # fmt: skip
    return owner["user"], owner["password"]


def _told(*arguments: str) -> dict[str, str]:
    command = [sys.executable, "-m", "regulars", *arguments, "--json"]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    found = json.loads(done.stdout)
    one: dict[str, str] = found[0] if isinstance(found, list) else found
    return one


@contextmanager
def _served() -> Iterator[str]:
    with socket.create_server(("localhost", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "regulars", "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serve:
        assert serve.stdout is not None, "its output was asked for"
        try:
            if not any("ready" in line for line in serve.stdout):
                raise SetupError("The pages could not be served.")
            yield f"http://localhost:{port}"
        finally:
            serve.terminate()
            serve.wait()


def _journey(browser: str, address: str, user: str, password: str, file: Path) -> dict[str, float]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - as above

    clock = Clock()
    with sync_playwright() as started:
        arguments = ["--no-sandbox"] if os.getuid() == 0 else []
        window = started.chromium.launch(executable_path=browser, args=arguments)
        page = window.new_page(base_url=address)
        page.set_default_timeout(PATIENCE)
        _go_through(page, clock, user, password, file)
        window.close()
    return clock.steps


def _go_through(page: "Page", clock: Clock, user: str, password: str, file: Path) -> None:
    with clock.step("sign in"):
        page.goto("/console/")
        page.get_by_label("E-mail or user name").fill(user)
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("heading", name="A program in five minutes").wait_for()
    with clock.step("answer the questions"):
        page.get_by_label("What kind of shop is it?").select_option("grocer")
        page.get_by_label("What matters most?").select_option("engage")
        page.get_by_label("How often do they buy?").select_option("weekly")
        page.get_by_label("What remains of 100").fill("25")
        page.get_by_label("Money").select_option("USD")
        page.get_by_label("Clock").select_option("America/New_York")
        page.get_by_role("button", name="Propose a program").click()
        page.get_by_role("button", name="Use my orders").wait_for()
    with clock.step("bring the year's orders"):
        page.get_by_label("My orders (CSV)").set_input_files(file)
        page.get_by_role("button", name="Use my orders").click()
        page.get_by_role("button", name="See what suits them").wait_for()
    with clock.step("see what suits them"):
        page.get_by_role("button", name="See what suits them").click()
        page.get_by_role("heading", name="Your orders, and what suits them").wait_for()
    with clock.step("begin"):
        page.get_by_role("button", name=re.compile("^Begin with")).first.click()
        page.get_by_role("button", name="Publish it now").wait_for()
    with clock.step("publish"):
        page.get_by_role("button", name="Publish it now").click()
        page.get_by_role("heading", name="Show it at the till").wait_for()
