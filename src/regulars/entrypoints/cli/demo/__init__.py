"""`regulars demo ...`: a real grocer's year of baskets, replayed through the engine."""

import click

from regulars.entrypoints.cli.demo import loading


@click.group("demo")
def command() -> None:
    """A shop to look around in: 155,848 baskets of a real grocer, on a clock of its own."""


@command.command("load", epilog="Example: regulars demo load")
@click.option(
    "--console", default="http://localhost:8000/console/", show_default=True,
    help="Where the console is served, to say so.",
)  # fmt: skip
@click.option("--baskets", type=click.IntRange(min=1), help="Only so many from the start.")
def load(*, console: str, baskets: int | None) -> None:
    """Load the demo shop, or go on where loading was interrupted; nothing is loaded twice.

    Names, returns, unit costs and use of vouchers are simulated: the data has none of them.
    """
    loading.load(console, first=baskets)
