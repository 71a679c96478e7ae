"""`regulars db ...`: the database that this installation keeps, or the server that it was given."""

import os
import sys

import click

from regulars.entrypoints.cli import _archiving, _running, _spreading, _upgrading
from regulars.kit.errors import SetupError
from regulars.kit.pg import binaries, clients, roles
from regulars.kit.pg.addresses import addresses, embedded, embedded_server
from regulars.kit.pg.connect import connect
from regulars.kit.pg.launcher import Server

STOPPED = 3


@click.group("db")
def command() -> None:
    """The database: embedded by default, a server when DATABASE_URL is set."""


@command.command("init", epilog="Example: regulars db init")
def init_command() -> None:
    """Make the database and both roles, and start it. Running it again changes nothing."""
    fresh = init()
    click.echo("The database is ready." if fresh else "The database was there and is ready.")


def init() -> bool:
    """Will have a running database with both roles; True when it was made now."""
    if embedded():
        return embedded_server().init()
    with connect("admin") as admin:
        roles.ensure(admin)
    admin.close()
    return False


@command.command("start", epilog="Example: regulars db start")
def start_command() -> None:
    """Start the embedded database and let it run until `regulars db stop`."""
    server = _only_embedded()
    started = server.start()
    _running.kept_mark().touch()
    click.echo("Started." if started else "It was running.")


@command.command("stop", epilog="Example: regulars db stop")
def stop_command() -> None:
    """Stop the embedded database; what was committed stays."""
    stopped = _only_embedded().stop()
    _running.kept_mark().unlink(missing_ok=True)
    click.echo("Stopped." if stopped else "It was not running.")


@command.command("status", epilog="Example: regulars db status")
def status_command() -> None:
    """Say whether the database runs, and where. Exit code 0: it runs, 3: it is stopped."""
    if embedded():
        server = embedded_server()
        installation, process = server.installation(), server.running()
        if process is None:
            click.echo(f"Stopped. Data: {server.data}")
            sys.exit(STOPPED)
        click.echo(f"Runs as process {process} on 127.0.0.1:{installation.port}.")
        click.echo(f"Data: {server.data}")
    with connect("app") as connection:
        click.echo(f"PostgreSQL {connection.info.parameter_status('server_version')}")
    connection.close()


@command.command("psql", epilog="Example: regulars db psql -c 'SELECT count(*) FROM ledger_entry'")
@click.option("--owner", is_flag=True, help="As the role that may change tables.")
@click.option("-c", "--command", "statement", help="Run this statement and leave.")
def psql_command(*, owner: bool, statement: str | None) -> None:
    """Open PostgreSQL's own terminal, as the application's role."""
    address, variables = clients.target(addresses().of("owner" if owner else "app"))
    program = binaries.bundled() / "psql"
    arguments = ["--dbname", address, *(["-c", statement] if statement else [])]
    os.execve(program, [str(program), *arguments], variables)  # noqa: S606


command.add_command(_archiving.command)
command.add_command(_spreading.command)
command.add_command(_upgrading.command)


def _only_embedded() -> Server:
    if not embedded():
        raise SetupError(
            "The database is a server of its own (DATABASE_URL); start and stop it there."
        )
    return embedded_server()
