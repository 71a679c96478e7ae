"""`regulars load-export DIR`: an exported program comes to life in an empty installation."""

from pathlib import Path

import click
from psycopg import Connection

from regulars.domains.ledger import queries as ledger
from regulars.domains.ledger import verifications
from regulars.domains.merchants import queries as merchants
from regulars.entrypoints.cli._carrying import files, manifest
from regulars.entrypoints.cli._carrying.manifest import Manifest
from regulars.entrypoints.cli._carrying.parts import TRAVELS
from regulars.flows.verify import verify
from regulars.kit.clock import now
from regulars.kit.errors import SetupError
from regulars.kit.pg import tables
from regulars.kit.pg.connect import connect


@click.command("load-export", epilog="Example: regulars load-export my-shop")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def command(*, folder: Path) -> None:
    """Load what `regulars export` wrote, into an installation without a merchant.

    Every file is checked against the manifest, and the whole ledger is verified before anything is
    kept: all of it is loaded, or nothing.
    """
    found = manifest.read(folder)
    with connect() as conn:
        if merchants.merchants(conn):
            raise SetupError("This installation is in use; an export is loaded into an empty one.")
        _load(conn, folder, found)
        _prove(conn, found)
    click.echo(f"{found.program} is loaded and verified.")
    click.echo(f"Checkpoint {found.checkpoint_number}: {found.checkpoint}")


def _load(conn: Connection, folder: Path, found: Manifest) -> None:
    parts = {one.table: one for one in found.parts}
    if parts.keys() != TRAVELS.keys():
        raise SetupError("The export is of another version of Regulars: its tables differ.")
    for table in TRAVELS:
        part = parts[table]
        if tables.columns(conn, table) != part.columns:
            raise SetupError(f"The export is of another version of Regulars: {table} differs.")
        names = [one.name for one in part.columns]
        tables.write(conn, table, names, files.read(folder / part.file))


def _prove(conn: Connection, found: Manifest) -> None:
    """Refuse what does not agree with itself; the transaction is undone then."""
    last = ledger.last_checkpoints(conn, found.program_id, 1)
    hash_ = last[0].hash.hex() if last else ""
    if hash_ != found.checkpoint:
        raise SetupError("Nothing was loaded: the checkpoint is not that of the manifest.")
    result = verifications.summed(conn, found.program_id, verify(conn, found.program_id), at=now())
    if result.found:
        first = result.findings[0]
        raise SetupError(
            f"Nothing was loaded: the ledger has {result.found} findings, the first is "
            f"{first.code} in {first.table}."
        )
    verifications.keep(conn, result)
