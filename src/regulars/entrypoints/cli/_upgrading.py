"""`regulars db upgrade`: the embedded data come to the PostgreSQL that this Regulars brings."""

import shutil
import sys
from pathlib import Path

import click

from regulars.entrypoints.cli._keeping import proof
from regulars.kit.errors import SetupError
from regulars.kit.pg import binaries, locks, upgrading
from regulars.kit.pg.addresses import embedded, embedded_server
from regulars.kit.pg.launcher import Server


@click.command("upgrade", epilog="Example: regulars db upgrade")
@click.option("--old-programs", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="Folder of the old programs; else where systems put them.")  # fmt: skip
@click.option("--by-dump", is_flag=True, help="Dump and load instead of pg_upgrade; slower.")
@click.option("--remove-old", is_flag=True, help="Remove what an earlier upgrade left, only that.")
def command(*, old_programs: Path | None, by_dump: bool, remove_old: bool) -> None:
    """Bring the embedded data of an older PostgreSQL to the one that this Regulars brings.

    Needs the old version's programs. New data are made beside the old ones and take their place
    when every table has its rows; then the ledger is verified. The old data stay in their folder
    until you say --remove-old. Stop Regulars first, and have room for the data twice.
    """
    if not embedded():
        raise SetupError("The database is a server of its own (DATABASE_URL); upgrade it there.")
    server = embedded_server()
    server.installation()
    with locks.held_or_holder(server.data / "up.lock") as holder:
        if holder is not None:
            raise SetupError(f"Regulars runs (process {holder}); stop it first.")
        if remove_old:
            _remove(server)
            return
        agrees = _upgrade(server, old_programs, by_dump=by_dump)
    sys.exit(0 if agrees else 1)


def _upgrade(server: Server, old_programs: Path | None, *, by_dump: bool) -> bool:
    old, new = server.major_version(), binaries.major_version(server.bin_folder)
    if old == new:
        click.echo(f"The data are of PostgreSQL {new} already.")
        return True
    programs = old_programs or next(iter(binaries.installed(old)), None)
    if programs is None or binaries.major_version(programs) != old:
        raise SetupError(
            f"The programs of PostgreSQL {old} are needed once more. Install them (Debian: "
            f"apt-get install postgresql-{old}), or name their folder with --old-programs."
        )
    click.echo(f"From PostgreSQL {old} to {new} ...")
    done = upgrading.upgrade(server, programs, by_dump=by_dump)
    click.echo(f"{sum(done.rows.values()):,} rows of {len(done.rows)} tables, by {done.by}.")
    server.start()
    try:
        agrees = proof.ledgers()
    finally:
        server.stop()
    click.echo(f"The old data are in {done.old} until you run: regulars db upgrade --remove-old")
    if done.left_behind:
        click.echo("The old settings differ here; what you still want goes into postgresql.conf:")
        for line in done.left_behind:
            click.echo(f"    {line}")
    if done.archived_in is not None:
        click.echo(
            f"The archive {done.archived_in} ended with the old data. Begin a new one: "
            "regulars db archive on FOLDER"
        )
    return agrees


def _remove(server: Server) -> None:
    there = sorted(server.data.glob(f"{server.name}-[0-9]*"))
    for one in there:
        shutil.rmtree(one)
        click.echo(f"Removed {one}.")
    if not there:
        click.echo("There is nothing to remove.")
