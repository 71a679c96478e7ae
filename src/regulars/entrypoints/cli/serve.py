"""`regulars serve`: the web server and the worker on a database that is there and migrated."""

import sys

import click

from regulars.entrypoints.cli import _site


@click.command("serve", epilog="Example: regulars serve --host 0.0.0.0 --port 8000")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
def command(host: str, port: int) -> None:
    """Serve the pages and the API, and run the jobs, until stopped.

    The database must be migrated. Ctrl-C or SIGTERM ends every process cleanly (exit code 0); when
    one of them ends by itself all are stopped (1).
    """
    sys.exit(_site.run(_site.Site(host, port)))
