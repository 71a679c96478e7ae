"""`regulars export DIR`: everything of a program, losslessly, to keep or to leave with."""

from importlib.metadata import version
from pathlib import Path

import click
from psycopg import Connection, IsolationLevel

from regulars.domains.ledger import queries as ledger
from regulars.domains.programs import queries as programs
from regulars.domains.programs.contracts import ProgramRow
from regulars.entrypoints.cli import _proving
from regulars.entrypoints.cli._carrying import files, manifest
from regulars.entrypoints.cli._carrying.manifest import Manifest, Part, VersionText
from regulars.entrypoints.cli._carrying.parts import TRAVELS
from regulars.kit.clock import now
from regulars.kit.errors import SetupError
from regulars.kit.pg import home, tables
from regulars.kit.pg.connect import connect


@click.command("export", epilog="Example: regulars export my-shop")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--program", "which", help="Name or id, where the installation has several.")
def command(*, folder: Path, which: str | None) -> None:
    """Write a program with all its members, history and ledger to a new folder.

    Parquet files and a manifest with their checksums and the versions' exact texts. The ledger is
    sealed first, so that whoever loads it can compare the checkpoint. It holds personal data.
    """
    if folder.exists() and any(folder.iterdir()):
        raise SetupError(f"{folder} is not empty; name a new folder.")
    home.make(folder)
    with connect() as conn:
        row = _program(programs.all_programs(conn), which)
        conn.commit()
        conn.autocommit = True
        _proving.seal(conn, row.program_id)
    with connect() as conn:
        # All tables as they were at one moment.
        conn.isolation_level = IsolationLevel.REPEATABLE_READ
        conn.read_only = True
        written = _export(conn, row, folder)
    manifest.write(folder, written)
    rows = sum(one.rows for one in written.parts)
    click.echo(f"{rows:,} rows of {len(written.parts)} tables in {folder}")
    click.echo(f"Checkpoint {written.checkpoint_number}: {written.checkpoint}")


def _export(conn: Connection, row: ProgramRow, folder: Path) -> Manifest:
    parts = [_part(conn, row, table, folder) for table in TRAVELS]
    last = ledger.last_checkpoints(conn, row.program_id, 1)
    return Manifest(
        format=manifest.FORMAT, regulars=version("regulars"), program_id=row.program_id,
        program=row.name, exported_at=now(),
        checkpoint=last[0].hash.hex() if last else "",
        checkpoint_number=last[0].number if last else 0,
        versions=[
            VersionText(number=one.number, sha256=one.sha256.hex(), text=one.text)
            for one in programs.history(conn, row.program_id)
        ],
        parts=parts,
    )  # fmt: skip


def _part(conn: Connection, row: ProgramRow, table: str, folder: Path) -> Part:
    columns = tables.columns(conn, table)
    path = folder / f"{table}.parquet"
    rows = tables.read(conn, table, TRAVELS[table], row.program_id)
    count = files.write(path, columns, rows)
    return Part(
        table=table, file=path.name, rows=count, sha256=manifest.digest(path), columns=columns
    )


def _program(rows: list[ProgramRow], which: str | None) -> ProgramRow:
    found = [one for one in rows if which in (None, one.name, str(one.program_id))]
    if len(found) != 1:
        names = ", ".join(f"{one.name} ({one.program_id})" for one in rows)
        raise SetupError(f"Say which program with --program; there are: {names or 'none'}.")
    return found[0]
