"""`regulars up`: everything in one command, from an empty folder to pages in the browser."""

import importlib.util
import signal
import sys
from types import FrameType
from typing import NoReturn

import click

from regulars.entrypoints.cli import _running, _site, db
from regulars.entrypoints.cli._children import Child, stop_signals
from regulars.entrypoints.cli.migrate import migrate
from regulars.kit.errors import SetupError
from regulars.kit.pg import addresses, home, locks

_DEMO = "regulars.entrypoints.cli.demo"
_PORTS_TRIED = 100


@click.command("up", epilog="Example: regulars up --demo")
@click.option("--demo", is_flag=True, help="Load a shop to look around in, unless it is there.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port, or the next free one.")
def command(*, demo: bool, host: str, port: int) -> None:
    """Start the database, bring it to this version, serve; stop the database at the end.

    A second time takes seconds. A database that `regulars db start` started stays on.
    """
    for number in stop_signals():
        signal.signal(number, _interrupt)
    data = home.make(home.folder())
    with locks.held_or_holder(data / "up.lock") as holder:
        if holder is not None:
            raise SetupError(f"Regulars already runs on {data} (process {holder}).")
        try:
            sys.exit(_serve(_free_site(host, port), demo=demo))
        except KeyboardInterrupt:
            sys.exit(0)
        finally:
            # A second Ctrl-C must not leave the database running.
            for number in stop_signals():
                signal.signal(number, signal.SIG_IGN)
            _stop_database()


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - signal's shape
    raise KeyboardInterrupt


def _serve(site: _site.Site, *, demo: bool) -> int:
    click.echo("Starting the database ...")
    db.init()
    migrate(verbosity=0)
    load = ("-m", "regulars", "demo", "load", "--console", f"{site.address}/console/")
    extra = [Child("the demo shop", (sys.executable, *load), ends=True)]
    return _site.run(site, _site.ALL, *(extra if demo and _has_demo() else []))


def _has_demo() -> bool:
    return importlib.util.find_spec(_DEMO) is not None


def _free_site(host: str, port: int) -> _site.Site:
    for candidate in range(port, port + _PORTS_TRIED):
        site = _site.Site(host, candidate)
        if site.is_free():
            return site
    raise SetupError(f"The ports from {port} are taken; choose another one with --port.")


def _stop_database() -> None:
    if addresses.embedded() and not _running.is_kept():
        addresses.embedded_server().stop()
        click.echo("Stopped.")
