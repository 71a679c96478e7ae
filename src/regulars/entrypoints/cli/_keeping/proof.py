"""What is looked at after a restore: each table's rows, the schema, and the whole ledger."""

from collections.abc import Callable

import click
from psycopg import Connection

from regulars.domains.programs import queries as programs
from regulars.entrypoints.cli import _proving
from regulars.kit.pg import dumps
from regulars.kit.pg.connect import connect


def other_rows(conn: Connection, expected: dict[str, int]) -> list[str]:
    """A sentence for each table that has not as many rows as it should."""
    found = dumps.rows(conn)
    return [
        f"{table} has {found.get(table, 0):,} rows; {expected.get(table, 0):,} were saved."
        for table in sorted(found.keys() | expected.keys())
        if found.get(table, 0) != expected.get(table, 0)
    ]


def ledgers(say: Callable[[str], None] = click.echo) -> bool:
    """Will verify every published program's ledger and say what came out; whether all agrees."""
    with connect() as conn:
        rows = [one for one in programs.all_programs(conn) if programs.known(conn, one.program_id)]
    right = True
    for row in rows:
        result = _proving.verify_and_keep(row.program_id)
        checked = f"{row.name}: {result.accounts:,} accounts, {result.entries:,} entries"
        if result.found:
            right = False
            say(f"{checked}: {result.found:,} findings; regulars ledger verify names them.")
        else:
            say(f"{checked}: all agrees.")
    return right
