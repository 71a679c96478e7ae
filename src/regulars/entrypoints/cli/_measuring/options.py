"""What may be said to several measures alike."""

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])
Option = Callable[[Command], Command]

as_json: Option[Any] = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
members: Option[Any] = click.option(
    "--members", default=10_000, show_default=True, type=click.IntRange(min=100)
)


def rounds(default: int) -> Option[Any]:
    """So many times the same."""
    return click.option("--rounds", default=default, show_default=True, type=click.IntRange(min=1))


def seconds(of_what: str) -> Option[Any]:
    """How long each part of a round takes."""
    return click.option(
        "--seconds", default=5, show_default=True, type=click.IntRange(min=1), help=of_what
    )


def processes(of_what: str) -> Option[Any]:
    """How many serve: as many as there are processors, unless it is said."""
    return click.option(
        "--processes", default=os.cpu_count() or 1, show_default=True,
        type=click.IntRange(min=1), help=of_what,
    )  # fmt: skip
