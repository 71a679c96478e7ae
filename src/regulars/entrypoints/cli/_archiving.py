"""`regulars db archive ...`: every change kept a second time, to go back to any moment."""

from pathlib import Path

import click
import psycopg

from regulars.kit.errors import SetupError
from regulars.kit.pg import archive
from regulars.kit.pg.addresses import embedded, embedded_server
from regulars.kit.pg.installation import SUPERUSER
from regulars.kit.pg.launcher import Server


@click.group("archive")
def command() -> None:
    """Every change of the embedded database kept a second time, to go back to any moment."""


@command.command("on", epilog="Example: regulars db archive on /mnt/other-disk/regulars")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def on(*, folder: Path) -> None:
    """Keep every change in FOLDER, best on another disk, and a base backup to begin with.

    The database is started anew for it, if it runs: whoever is connected connects again. From then
    on what is committed is in the archive within a minute.
    """
    server, folder = _server(), folder.expanduser().absolute()
    archive.turn_on(server.data, folder)
    ran = server.stop()
    server.start()
    try:
        made = archive.take_base(server.data, server.installation(), folder)
    finally:
        if not ran:
            server.stop()
    click.echo(f"Archiving into {folder}; base backup {made.name}.")


@command.command("base", epilog="Example: regulars db archive base --keep 4")
@click.option("--keep", type=click.IntRange(min=1),
              help="Remove all but so many base backups, and the log before them.")  # fmt: skip
def base(*, keep: int | None) -> None:
    """Take a new base backup: going back is quicker from a young one. Once a week is usual."""
    server = _server()
    folder = _folder(server)
    if server.running() is None:
        raise SetupError("The database does not run; start it with: regulars db start")
    made = archive.take_base(server.data, server.installation(), folder)
    click.echo(f"Base backup {made.name}.")
    if keep is not None:
        click.echo(f"{archive.thin(folder, keep)} older ones removed.")


@command.command("status", epilog="Example: regulars db archive status")
def status() -> None:
    """Say what is kept, since when, and whether keeping works. Exit code 1: it does not."""
    server = _server()
    folder = _folder(server)
    bases = [path.name for _, path in archive.bases(folder)]
    click.echo(f"{folder}: {len(bases)} base backups, back to {bases[0] if bases else 'nothing'}.")
    if server.running() is None:
        click.echo("The database does not run.")
        return
    address = server.installation().conninfo(SUPERUSER, server.data)
    with psycopg.connect(address) as admin:
        found = admin.execute(
            "SELECT last_archived_time, last_failed_time, last_failed_time IS NOT NULL AND "
            "last_failed_time > coalesce(last_archived_time, '-infinity') FROM pg_stat_archiver"
        ).fetchone()
    assert found is not None
    kept, failed, fails = found
    click.echo(f"Last file of the log kept: {kept or 'none yet'}.")
    if fails:
        raise SetupError(f"Keeping the log fails since {failed}; {server.log} says why.")


@command.command("off", epilog="Example: regulars db archive off")
def off() -> None:
    """Keep no more; what is kept stays in its folder. The database is started anew, if it runs."""
    server = _server()
    folder = _folder(server)
    archive.turn_off(server.data)
    if server.stop():
        server.start()
    click.echo(f"Off. {folder} is yours to remove.")


def _server() -> Server:
    if not embedded():
        raise SetupError("The database is a server of its own (DATABASE_URL); archive it there.")
    server = embedded_server()
    server.installation()
    return server


def _folder(server: Server) -> Path:
    folder = archive.folder_of(server.data)
    if folder is None:
        raise SetupError("There is no archive; begin with: regulars db archive on FOLDER")
    return folder
