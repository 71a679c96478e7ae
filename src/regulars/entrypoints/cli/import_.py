"""`regulars import KIND FILE`: a shop's own files become members, orders and all the rest."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from uuid import UUID

import click
import msgspec
from psycopg import Connection

from regulars.core.rounding import exponent
from regulars.domains.programs import queries as programs
from regulars.domains.programs.contracts import ProgramRow
from regulars.entrypoints.cli._progress import Steps, progress
from regulars.kit.errors import SetupError
from regulars.kit.pg.connect import connect, retrying
from regulars.wire.importing import bulk, guessing, mapping, reading, running
from regulars.wire.importing.fields import KINDS
from regulars.wire.importing.mapped import Mapped
from regulars.wire.importing.mapping import Mapping
from regulars.wire.importing.rejected import Reject, Rejected
from regulars.wire.importing.running import Booked

UNCONFIRMED = 2
SOME_REJECTED = 3


@click.command("import", epilog="Example: regulars import orders orders.csv --source web --yes")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--mapping", "mapped", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Which column is which field; without it the columns are guessed.")  # fmt: skip
@click.option("--program", help="Name or id, where the installation has several.")
@click.option("--source", help="For guessed columns: what the shop is called in order numbers.")
@click.option("--yes", is_flag=True, help="Take the guessed columns without asking.")
@click.option("--dry-run", is_flag=True, help="Check every row and change nothing.")
@click.option("--processes", type=click.IntRange(min=1),
              help="For orders: how many work at once; without it as many as there are processors, "
              "for a small file one.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Answer the counts in JSON.")
def command(
    *, kind: str, file: Path, mapped: Path | None, program: str | None, source: str | None,
    yes: bool, dry_run: bool, processes: int | None, as_json: bool,
) -> None:  # fmt: skip
    """Import members, orders, refunds, activities, products or locations from CSV, Parquet, NDJSON.

    Rows that cannot be taken go to FILE.rejected.csv with line, field, code and cure, and never
    stop the others. Running it again changes nothing. Exit code 0: all taken, 2: the guessed
    columns were not confirmed, 3: some rows were rejected.
    """
    with connect() as conn:
        row = _program(programs.all_programs(conn), program)
        document = programs.timeline(conn, row.program_id).latest.document
        conn.commit()
        conn.autocommit = True
        used = mapping.read(mapped) if mapped else None
        if used is None:
            constants = {"currency": document.currency} | ({"source": source} if source else {})
            used = _guessed(kind, file, constants, document.time_zone, yes=yes)
        mapping.check(used, KINDS[kind], reading.columns(file, used))
        run = Run(conn, row.program_id, kind, dry_run=dry_run, processes=processes)
        with Rejected(file) as rejected:
            run.through(file, used, exponent(document.currency), rejected)
    if as_json:
        click.echo(msgspec.json.encode(dict(run.counts)))
    else:
        said = ", ".join(f"{count:,} {what}" for what, count in sorted(run.counts.items()))
        click.echo(f"{'Would be: ' if dry_run else ''}{said or 'The file has no rows.'}")
        if rejected.count:
            click.echo(f"What was rejected and why: {rejected.path}")
    sys.exit(SOME_REJECTED if rejected.count else 0)


class Run:
    """One run over one file, and what it counted."""

    def __init__(
        self, conn: Connection, program_id: UUID, kind: str, *, dry_run: bool,
        processes: int | None,
    ) -> None:  # fmt: skip
        self._conn, self._program_id, self._kind = conn, program_id, kind
        self._dry_run, self._processes = dry_run, processes
        self.counts: Counter[str] = Counter()

    def through(self, file: Path, used: Mapping, digits: int, rejected: Rejected) -> None:
        """Will go through the whole file; what is wrong is written down and passed over."""
        with progress("Rows", reading.count(file)) as steps:
            rows = running.found(self._kind, file, used, digits, seen=lambda: steps.advance(1))
            for done in self._booked(rows):
                self.counts.update(done.counts)
                for one in done.rejects:
                    rejected.add(one)

    def _booked(self, rows: Iterator[Mapped | Reject]) -> Iterator[Booked]:
        if self._kind == "orders" and not self._dry_run and bulk.fits(self._conn, self._program_id):
            yield from self._in_bulk(rows)
        else:
            for batch in running.batches(rows):
                yield retrying(partial(self._book, batch))

    def _in_bulk(self, rows: Iterator[Mapped | Reject]) -> Iterator[Booked]:
        with ExitStack() as open_:
            bars: list[Steps] = []
            for done in bulk.take(
                self._conn, self._program_id, rows, processes=self._processes,
                read=lambda many: bars.append(open_.enter_context(progress("Orders", many))),
            ):  # fmt: skip
                if bars:
                    bars[0].advance(done.taken)
                yield done

    def _book(self, batch: list[Mapped | Reject]) -> Booked:
        with self._conn.transaction(force_rollback=self._dry_run):
            return running.book(self._conn, self._program_id, self._kind, batch)


def _program(rows: list[ProgramRow], which: str | None) -> ProgramRow:
    found = [one for one in rows if which in (None, one.name, str(one.program_id))]
    if len(found) != 1:
        names = ", ".join(f"{one.name} ({one.program_id})" for one in rows)
        raise SetupError(f"Say which program with --program; there are: {names or 'none'}.")
    return found[0]


def _guessed(kind: str, file: Path, constants: dict[str, str], zone: str, *, yes: bool) -> Mapping:
    columns = reading.columns(file, Mapping(fields={}))
    guess = guessing.guess(KINDS[kind], columns, constants, zone)
    click.echo(f"# Guessed from the columns of {file.name}, as a mapping file:", err=True)
    click.echo(mapping.written(guess), err=True)
    if yes:
        return guess
    if not sys.stdin.isatty() or not click.confirm("Import with these?", err=True):
        click.echo("Nothing was imported. Take the guess with --yes, or give --mapping.", err=True)
        sys.exit(UNCONFIRMED)
    return guess
