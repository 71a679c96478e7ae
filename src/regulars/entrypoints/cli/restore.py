"""`regulars restore FILE`: a saved installation comes back in an empty one, and proves itself."""

import contextlib
import sys
import zipfile
from pathlib import Path

import click

from regulars.domains.merchants import queries as merchants
from regulars.entrypoints.cli import db
from regulars.entrypoints.cli._keeping import erasing, keys, manifest, moments, proof, schema
from regulars.entrypoints.cli._keeping.manifest import DUMP, KEY, Manifest
from regulars.entrypoints.cli._running import left_as_it_was
from regulars.entrypoints.cli.migrate import migrate
from regulars.kit.errors import SetupError
from regulars.kit.pg import dumps
from regulars.kit.pg.addresses import addresses, embedded
from regulars.kit.pg.connect import connect


@click.command("restore", epilog="Example: regulars restore regulars-20260301T020000Z.zip")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--erased-in", "others", multiple=True, metavar="BACKUP",
              type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Erase again whom this later backup knows as erased, too.")  # fmt: skip
@click.option("--at", metavar="TIME", help="From an archive: the moment to go back to, as "
              "2026-03-01T14:05:00+02:00; UTC without a zone.")  # fmt: skip
def command(*, file: Path, others: tuple[Path, ...], at: str | None) -> None:
    """Bring a backup back into an empty installation, and verify it; or go back to a moment.

    Every byte is checked before anything is written, and the database is loaded whole or not at
    all. Then each table's rows are counted, the schema is brought to this version, members who were
    erased after the backup are erased again (as far as backups in the same folder tell, and those
    that you name), and the whole ledger is verified.

    FILE may also be the folder of `regulars db archive`: then the embedded database goes back to
    the moment that --at names, or to the last that the archive has. The data before are put aside.

    Exit code 0: all agrees. 1: nothing was restored, or something does not agree; it is said what.
    """
    if file.is_dir():
        sys.exit(0 if moments.go_back(file, at, others) else 1)
    if at is not None:
        raise SetupError("A backup is of one moment; --at needs the folder of an archive.")
    sys.exit(0 if _bring_back(file, others) else 1)


def _bring_back(file: Path, others: tuple[Path, ...]) -> bool:
    archive, saved = manifest.opened(file)
    with archive:
        manifest.check(archive, saved)
        wanted = (
            erasing.known_beside(file) | erasing.told_by(others) | set(manifest.erased(archive))
        )
        with left_as_it_was():
            _prepare()
            _refuse_in_use()
            if KEY in saved.sha256:
                keys.place(archive.read(KEY).decode())
            _load(archive, saved)
            right = _agrees(saved)
            migrate(verbosity=0)
            if erased := erasing.again(wanted):
                click.echo(f"{erased:,} members were erased after this backup, and are again.")
            right = proof.ledgers() and right
    click.echo(f"Restored: {file}, of {saved.made_at:%Y-%m-%d %H:%M:%S} UTC.")
    _speak_of_keys(saved)
    return right


def _prepare() -> None:
    """Have a database with both roles. Who runs a server of their own may have made them before,
    and need not say again how one becomes its administrator."""
    if not embedded():
        with contextlib.suppress(SetupError):
            connect("owner").close()
            return
    db.init()


def _refuse_in_use() -> None:
    with connect("owner") as conn:
        there = dumps.tables(conn)
        used = "merchants_merchant" in there and merchants.merchants(conn)
        if used or (there and "merchants_merchant" not in there):
            raise SetupError(
                "This installation is in use; a backup is restored into an empty one. Name another "
                "folder in REGULARS_DATA, or another database in DATABASE_URL."
            )
    conn.close()


def _load(archive: zipfile.ZipFile, saved: Manifest) -> None:
    schema.refuse_newer(saved)
    with connect("owner") as owner:
        server = owner.info.server_version // 10_000
        schema.refuse_older_server(saved, server)
        first = dumps.emptied(owner)
    owner.close()
    with archive.open(DUMP) as source:
        dumps.restore(addresses().owner, source, first=first, server=server)


def _agrees(saved: Manifest) -> bool:
    with connect("owner") as conn:
        wrong = proof.other_rows(conn, saved.rows)
    conn.close()
    for one in wrong:
        click.echo(one, err=True)
    click.echo(f"{sum(saved.rows.values()):,} rows of {len(saved.rows)} tables were saved: "
               f"{f'{len(wrong)} tables differ' if wrong else 'all are here'}.")  # fmt: skip
    return not wrong


def _speak_of_keys(saved: Manifest) -> None:
    if KEY not in saved.sha256:
        places = ", ".join(one.where for one in saved.secrets if "SECRET" in one.name.upper())
        click.echo(
            f"The key is not in this backup; it was {places}. Put it back there before you serve, "
            "or staff sign in with new second factors."
        )
