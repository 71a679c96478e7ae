"""`python -m tests.scenarios`: the gallery's stories as a table, in core and through the API."""

import os
import sys

import django
from rich.console import Console
from rich.table import Table
from tests.support import database

# The database is named in the environment before Django reads its settings.
database.prepare("scenarios")
os.environ["DJANGO_SETTINGS_MODULE"] = "regulars.project.settings"
django.setup()

from tests.scenarios.core_driver import CoreDriver  # noqa: E402
from tests.scenarios.http_driver import HttpDriver  # noqa: E402
from tests.scenarios.story import Story  # noqa: E402
from tests.scenarios.telling import Telling, programs, stories  # noqa: E402
from tests.scenarios.words import Driver  # noqa: E402
from tests.support.api import own_database  # noqa: E402

DRIVERS: dict[str, type[Driver]] = {"core": CoreDriver, "API": HttpDriver}


def main() -> int:
    """Will tell every story to both drivers; the exit code says whether all passed."""
    table = Table("program", "story", "steps", "checks", *DRIVERS)
    failed: list[str] = []
    for program in programs():
        for story in stories(program):
            told = {
                name: _told(story, driver(), name, failed) for name, driver in DRIVERS.items()
                if not story.over_http or driver is HttpDriver
            }  # fmt: skip
            checks = str(max(told.values())) if all(told.values()) else ""
            passed = [["NO", "yes"][told[name] > 0] if name in told else "–" for name in DRIVERS]
            table.add_row(program, story.title, str(len(story.steps)), checks, *passed)
    console = Console()
    console.print(table)
    for line in failed:
        console.print(line, markup=False)
    return 1 if failed else 0


def _told(story: Story, driver: Driver, name: str, failed: list[str]) -> int:
    try:
        return Telling(story, driver).tell()
    except AssertionError as error:
        failed.append(f"{name}: {str(error).splitlines()[0]}")
        return 0


if __name__ == "__main__":
    try:
        database.ensure_template()
        with own_database("regulars_scenarios"):
            code = main()
    finally:
        database.remove()
    sys.exit(code)
