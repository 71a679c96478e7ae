"""`regulars serve`: the web server and the worker on a database that is there and migrated."""

import sys

import click

from regulars.entrypoints.cli import _site


@click.command("serve", epilog="Example: regulars serve --host 0.0.0.0 --port 8000")
@click.option("--hot", "part", flag_value="hot", help="The API alone, hot calls in the fast lane.")
@click.option("--site", "part", flag_value="all", help="Pages and API in one process, no jobs.")
@click.option("--web", "part", flag_value="web", help="The pages alone.")
@click.option("--worker", "part", flag_value="worker", help="The jobs alone.")
@click.option("--metrics", "part", flag_value="metrics",
              help="Figures for a collector, of all that run with REGULARS_METRICS.")  # fmt: skip
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--processes", default=1, show_default=True, type=click.IntRange(min=1),
              help="So many for the pages or the API: they share the port.")  # fmt: skip
def command(part: _site.Part | None, host: str, port: int, processes: int) -> None:
    """Serve the pages and the API, and run the jobs, until stopped.

    Without a choice everything runs: one process for pages and API, one for the jobs. A busy shop
    runs the parts apart, behind a reverse proxy that sends /v1 to --hot and all else to --web; see
    docs/how-to/processes.md.

    The database must be migrated. Ctrl-C or SIGTERM ends every process cleanly: what was taken in
    is booked and answered (exit code 0). When one of them ends by itself all are stopped (1).
    """
    parts = _site.ALL if part is None else (part,)
    sys.exit(_site.run(_site.Site(host, port, processes), parts))
