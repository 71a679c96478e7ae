"""How far a long command is: a bar on a terminal, else a plain line every few seconds.

Both say how many, how fast and how long still; all of it goes to standard error.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)

LINE_EVERY_SECONDS = 5.0


class Steps:
    """Counts what is done of a known or unknown number of things."""

    def __init__(self, what: str, total: int | None, start: int, bar: Progress | None) -> None:
        self.what, self.total, self.done, self._start = what, total, start, start
        self._began = self._told = time.monotonic()
        self._bar = bar
        self._task = bar.add_task(what, total=total, completed=start, rate="") if bar else None

    def advance(self, count: int) -> None:
        """Will count so many more."""
        self.done += count
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self.done, rate=f"{self.rate():,.0f}/s")
        elif time.monotonic() - self._told >= LINE_EVERY_SECONDS:
            self._told = time.monotonic()
            click.echo(self._line(), err=True)

    def rate(self) -> float:
        """How many a second since the start of this run."""
        passed = time.monotonic() - self._began
        return (self.done - self._start) / passed if passed else 0.0

    def _line(self) -> str:
        rate = self.rate()
        if self.total is None:
            return f"{self.what}: {self.done:,}, {rate:,.0f}/s"
        left = f", {(self.total - self.done) / rate:,.0f} s left" if rate else ""
        return f"{self.what}: {self.done:,} of {self.total:,}, {rate:,.0f}/s{left}"


@contextmanager
def progress(what: str, total: int | None = None, *, done: int = 0) -> Iterator[Steps]:
    """Will show progress until the block ends. `done` were done in an earlier run."""
    if not sys.stderr.isatty():
        yield Steps(what, total, done, None)
        return
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True)) as bar:
        yield Steps(what, total, done, bar)
