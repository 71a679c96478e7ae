"""Lighthouse on pages as a visitor's browser meets them: installed once, by npm, when it is asked
for. It judges what was served; none of it is part of Regulars."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import click
import msgspec
from msgspec import Struct

from regulars.kit.errors import SetupError

VERSION = "12.8"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_JUDGED = "performance,accessibility,best-practices"


class Verdict(Struct, frozen=True, kw_only=True):
    """What Lighthouse says of a page: three scores of 100, bytes over the wire, and how steady and
    quick it came, in milliseconds."""

    page: str
    performance: int
    accessibility: int
    best_practices: int
    bytes: int
    lcp: int
    cls: float
    tbt: int
    wrong: list[str]


def installed(given: Path | None) -> Path:
    """Will find Lighthouse's program, or fetch it into the user's cache."""
    node = shutil.which("node")
    if node is None:
        raise SetupError("Lighthouse needs Node.js 20 or newer: install nodejs and npm.")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
    folder = given or cache / "regulars" / f"lighthouse-{VERSION}"
    program = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not program.is_file():
        npm = shutil.which("npm")
        if given is not None or npm is None:
            raise SetupError(f"There is no Lighthouse in {folder}, or no npm to fetch it.")
        click.echo(f"Fetching Lighthouse {VERSION} into {folder} ...", err=True)
        folder.mkdir(parents=True, exist_ok=True)
        fetch = (npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder),
                 f"lighthouse@{VERSION}")  # fmt: skip
        if subprocess.run(fetch, stdout=subprocess.DEVNULL, check=False).returncode:
            raise SetupError("npm could not fetch Lighthouse; --lighthouse names a folder with it.")
    return program


def judged(program: Path, page: str, address: str, cookies: str, *, desktop: bool) -> Verdict:
    """Will look at one page, signed in by cookies, as a slow phone or as a computer."""
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        raise SetupError("Lighthouse needs Chromium: install chromium.")
    flags = "--headless=new" + (" --no-sandbox" if os.getuid() == 0 else "")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            "node", str(program), address, "--quiet", "--output=json", f"--output-path={report}",
            f"--chrome-flags={flags}", f"--only-categories={_JUDGED}",
            f"--extra-headers={msgspec.json.encode({'Cookie': cookies}).decode()}",
            *(["--preset=desktop"] if desktop else []),
        ]  # fmt: skip
        leads = os.environ | {"CHROME_PATH": browser}
        done = subprocess.run(command, env=leads, capture_output=True, text=True, check=False)
        if done.returncode or not report.is_file():
            raise SetupError(f"Lighthouse failed on {address}: {done.stderr.strip()[-300:]}")
        return _read(page, msgspec.json.decode(report.read_bytes()))


def _read(page: str, said: dict[str, Any]) -> Verdict:
    def score(name: str) -> int:
        return round(100 * (said["categories"][name]["score"] or 0))

    def value(name: str) -> float:
        return float(said["audits"][name].get("numericValue") or 0)

    return Verdict(
        page=page, performance=score("performance"), accessibility=score("accessibility"),
        best_practices=score("best-practices"), bytes=int(value("total-byte-weight")),
        lcp=round(value("largest-contentful-paint")),
        cls=round(value("cumulative-layout-shift"), 3), tbt=round(value("total-blocking-time")),
        wrong=_wrong(said),
    )  # fmt: skip


def _wrong(said: dict[str, Any]) -> list[str]:
    """What was found wrong, or cost score, by its name."""
    counted = {
        one["id"]
        for category in said["categories"].values()
        for one in category["auditRefs"]
        if one["weight"]
    }
    return sorted(
        name for name in counted
        if (score := said["audits"][name].get("score")) is not None and score < 0.9
    )  # fmt: skip
