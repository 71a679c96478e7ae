"""`regulars config ...`: what is set up, looked at before it is used."""

import sys
from pathlib import Path
from typing import Any

import click
import msgspec
from psycopg import Connection

from regulars.core.program import Program
from regulars.domains.programs.checkup import CheckUp, Figures, check_up
from regulars.domains.programs.reader import read
from regulars.entrypoints.cli._programs import find_program
from regulars.entrypoints.cli._transaction import in_transaction
from regulars.flows.check_up import checked
from regulars.flows.shops import open_shop
from regulars.kit import clock

WARNED = 3


@click.group("config")
def command() -> None:
    """What is set up, looked at before it is used."""


@command.command("check", epilog="Example: regulars config check my-program.yaml")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--history", is_flag=True, help="Use the orders of the program of that name.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def check(file: Path, *, history: bool, as_json: bool) -> None:
    """Check whether people will like the program of a file: simple, near, generous, alive.

    Exit code 0: nothing to change, 1: the file is not a program, 3: something to change.
    """
    program = read(file.read_bytes().decode("utf-8-sig", "surrogateescape"))
    if not isinstance(program, Program):
        for one in program:
            click.echo(f"{file}:{one.line}:{one.column} {one.sentence} — {one.cure}", err=True)
        sys.exit(1)
    found = _with_history(program) if history else check_up(program, Figures())
    if as_json:
        click.echo(msgspec.json.encode(found).decode())
    else:
        _print(found)
    sys.exit(WARNED if found.warnings else 0)


def _with_history(program: Program) -> CheckUp:
    def asked(conn: Connection[Any]) -> CheckUp:
        row = find_program(conn, program.program, None)
        return checked(conn, open_shop(conn, row.program_id, now=clock.now()), program)

    return in_transaction(asked)


def _print(found: CheckUp) -> None:
    for one in found.findings:
        click.echo(f"{one.verdict:8} {one.title}: {one.figure}")
        if one.verdict == "warn":
            click.echo(f"         {one.proposal}")
    click.echo("Not used yet:")
    for block in found.unused:
        click.echo(f"  {block.title}. Needs: {block.needs} Brings: {block.brings}")
