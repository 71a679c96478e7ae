"""`python -m tests.scenarios`: how the gallery's stories went in core, as a table."""

import sys

from rich.console import Console
from rich.table import Table
from tests.scenarios.core_driver import CoreDriver
from tests.scenarios.telling import Telling, programs, stories


def main() -> int:
    """Will tell every story; the exit code says whether all passed."""
    table = Table("program", "story", "steps", "checks", "passed")
    failed: list[str] = []
    for program in programs():
        for story in stories(program):
            try:
                checks, passed = str(Telling(story, CoreDriver()).tell()), "yes"
            except AssertionError as error:
                checks, passed = "", "NO"
                failed.append(str(error).splitlines()[0])
            table.add_row(program, story.title, str(len(story.steps)), checks, passed)
    console = Console()
    console.print(table)
    for line in failed:
        console.print(line, markup=False)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
