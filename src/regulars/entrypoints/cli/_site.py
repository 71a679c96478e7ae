"""What runs when Regulars serves: the web process now, others as soon as their modules exist."""

import http.client
import importlib.util
import os
import socket
import sys
from dataclasses import dataclass

import click
import django
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from regulars.entrypoints.cli._children import Child, supervise
from regulars.kit import catalogues
from regulars.kit.errors import SetupError
from regulars.kit.pg import home
from regulars.kit.pg.connect import connect

_WORKER = "regulars.entrypoints.jobs.worker"
# Imported, not run as a module: its jobs are named after the module that they are in.
_RUN_WORKER = f"from {_WORKER} import main; main()"
# Pages wait for the database more than they compute; beyond this they only wait for one another.
_THREADS_MAX = 8

# Addresses at which this machine reaches itself.
_HERE = {"127.0.0.1", "0.0.0.0", "::1", "::"}  # noqa: S104 - compared, not listened on


@dataclass(frozen=True)
class Site:
    """Where the pages are served."""

    host: str
    port: int

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


def run(site: Site, *extra: Child) -> int:
    """Will serve until stopped; the exit code. The database must be there and migrated."""
    connect("app").close()
    django.setup()
    _refuse_unmigrated()
    if not site.is_free():
        raise SetupError(f"Port {site.port} is taken; choose another one with --port.")
    catalogues.compile_into(home.folder() / "locale")
    # Names with hashes in them: the files for browsers are written out at each start.
    call_command("collectstatic", interactive=False, verbosity=0)
    connections.close_all()
    return supervise([*_children(site), *extra], lambda: _announced(site))


def _refuse_unmigrated() -> None:
    executor = MigrationExecutor(connections["default"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise SetupError("The database is older than this program; run: regulars migrate")


def web(site: Site) -> tuple[str, ...]:
    """What Python runs to serve the pages."""
    threads = min(_THREADS_MAX, 2 * (os.cpu_count() or 1) + 1)
    return (
        *("-m", "granian", "regulars.project.wsgi:application", "--interface", "wsgi"),
        *("--host", site.host, "--port", str(site.port)),
        *("--workers", "1", "--blocking-threads", str(threads)),
        *("--no-ws", "--log-level", "warning"),
    )


def _children(site: Site) -> list[Child]:
    children = [Child("the web server", (sys.executable, *web(site)))]
    if _exists(_WORKER):
        children.append(Child("the worker", (sys.executable, "-c", _RUN_WORKER)))
    return children


def _exists(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _announced(site: Site) -> bool:
    if not site.answers():
        return False
    click.echo(f"Regulars is ready: {site.address}/console/   (Ctrl-C stops it)")
    return True
