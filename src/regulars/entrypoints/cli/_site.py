"""What runs when Regulars serves: everything in one process with a worker beside it, or parts."""

import http.client
import socket
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import click
import django
from django.core.management import call_command
from django.db import connections

from regulars.entrypoints.cli._children import Child, supervise
from regulars.entrypoints.cli.migrate import missing
from regulars.kit import catalogues
from regulars.kit.errors import SetupError
from regulars.kit.pg import home
from regulars.kit.pg.connect import connect
from regulars.kit.threads import THREADS

# Imported, not run as a module: its jobs are named after the module that they are in.
_RUN_WORKER = "from regulars.entrypoints.jobs.worker import main; main()"

Part = Literal["all", "web", "hot", "worker", "metrics"]
ALL: tuple[Part, ...] = ("all", "worker")

# Addresses at which this machine reaches itself.
_HERE = {"127.0.0.1", "0.0.0.0", "::1", "::"}  # noqa: S104 - compared, not listened on


@dataclass(frozen=True)
class Site:
    """Where the pages are served, and by how many processes that share the port."""

    host: str
    port: int
    processes: int = 1

    @property
    def address(self) -> str:
        """What to type into a browser."""
        return f"http://{'localhost' if self.host in _HERE else self.host}:{self.port}"

    def is_free(self) -> bool:
        """Whether nothing listens there."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError:
                return False
        return True

    def answers(self) -> bool:
        """Whether the web process serves pages."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/health", headers={"Host": "localhost"})
            return connection.getresponse().status == http.HTTPStatus.OK
        except OSError:
            return False
        finally:
            connection.close()


def run(site: Site, parts: Sequence[Part] = ALL, *extra: Child) -> int:
    """Will serve these parts until stopped; the exit code. The database must be there and
    migrated."""
    if set(parts) != {"metrics"}:
        # Figures are told of a database that is away, too.
        connect("app").close()
        django.setup()
        refuse_unmigrated()
    listens = set(parts) != {"worker"}
    if listens and not site.is_free():
        raise SetupError(f"Port {site.port} is taken; choose another one with --port.")
    if set(parts) & {"all", "web"}:
        catalogues.compile_into(home.folder() / "locale")
        # Names with hashes in them: the files for browsers are written out at each start.
        call_command("collectstatic", interactive=False, verbosity=0)
    connections.close_all()
    children = [Child(_NAMES[part], (sys.executable, *_COMMANDS[part](site))) for part in parts]
    first = _FIRST.get(parts[0], "console/")
    return supervise([*children, *extra], partial(_announced, site, first) if listens else _working)


def refuse_unmigrated() -> None:
    """Raises SetupError where migrations are still to be applied."""
    if missing():
        raise SetupError("The database is older than this program; run: regulars migrate")


def together(site: Site) -> tuple[str, ...]:
    """What Python runs to serve pages and hot calls in one process."""
    return _granian(site, "asgi", "regulars.project.asgi:application")


def web(site: Site) -> tuple[str, ...]:
    """What Python runs to serve the pages alone; the API is there too, without its fast lane."""
    threads = ("--blocking-threads", str(THREADS))
    return (*_granian(site, "wsgi", "regulars.project.web:application"), *threads)


def hot(site: Site) -> tuple[str, ...]:
    """What Python runs to serve the API alone, hot calls in the fast lane."""
    return _granian(site, "asgi", "regulars.project.hot:application")


def metrics(site: Site) -> tuple[str, ...]:
    """What Python runs to tell a collector how the installation does."""
    application = "regulars.project.metrics:application"
    return (*_granian(replace(site, processes=1), "wsgi", application), "--blocking-threads", "2")


def _granian(site: Site, interface: str, application: str) -> tuple[str, ...]:
    return (
        *("-m", "granian", application, "--interface", interface),
        *("--host", site.host, "--port", str(site.port), "--workers", str(site.processes)),
        *("--no-ws", "--log-level", "warning"),
    )


def _worker(_: Site) -> tuple[str, ...]:
    return ("-c", _RUN_WORKER)


_COMMANDS: dict[Part, Callable[[Site], tuple[str, ...]]] = {
    "all": together, "web": web, "hot": hot, "worker": _worker,
    "metrics": metrics,
}  # fmt: skip
_FIRST: dict[Part, str] = {"hot": "v1/openapi.json", "metrics": "metrics"}
_NAMES: dict[Part, str] = {
    "all": "the web server", "web": "the web server", "hot": "the API's server",
    "worker": "the worker", "metrics": "the figures",
}  # fmt: skip


def _announced(site: Site, first: str) -> bool:
    if not site.answers():
        return False
    click.echo(f"Regulars is ready: {site.address}/{first}   (Ctrl-C stops it)")
    return True


def _working() -> bool:
    click.echo("The worker runs.   (Ctrl-C stops it)")
    return True
