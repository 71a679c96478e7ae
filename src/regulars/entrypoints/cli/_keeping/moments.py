"""Back to a moment: the embedded database from its archive, proved, with erasures done again."""

from datetime import UTC, datetime
from pathlib import Path

import click

from regulars.domains.members import queries as members
from regulars.entrypoints.cli._keeping import erasing, proof
from regulars.entrypoints.cli._keeping.manifest import Erased
from regulars.entrypoints.cli._running import left_as_it_was, refuse_while_up
from regulars.entrypoints.cli.migrate import migrate
from regulars.kit.errors import SetupError
from regulars.kit.pg import dumps, recovery
from regulars.kit.pg.addresses import embedded, embedded_server
from regulars.kit.pg.connect import connect


def moment(text: str) -> datetime:
    """Will read a moment; without a zone it is UTC."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise SetupError(f"{text} is no time; write it as 2026-03-01T14:05:00+02:00.") from error
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


def go_back(folder: Path, at: str | None, others: tuple[Path, ...]) -> bool:
    """Will bring the database back from an archive, and say what came out; whether all agrees."""
    if not embedded():
        raise SetupError("An archive is of the embedded database; DATABASE_URL names another one.")
    wanted_at = None if at is None else moment(at)
    server = embedded_server()
    refuse_while_up(server)
    wanted = erasing.told_by(others)
    with left_as_it_was():
        if server.initialised():
            server.start()
            wanted |= _erased_here()
        done = recovery.recover(server, folder.absolute(), wanted_at)
        if not done.reached:
            click.echo("The archive ends before that moment: this is the last that it has.")
        if done.before is not None:
            click.echo(f"The data before are kept in {done.before}; remove them when you are sure.")
        server.start()
        migrate(verbosity=0)
        if again := erasing.again(wanted):
            click.echo(f"{again:,} members were erased since, and are again.")
        return proof.ledgers()


def _erased_here() -> set[Erased]:
    with connect() as conn:
        there = "members_member" in dumps.tables(conn)
        return {Erased(*one) for one in members.erased(conn)} if there else set()
