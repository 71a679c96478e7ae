"""`regulars program ...`: program files checked, compared and published from a terminal."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import click
import msgspec
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.core.program import Program
from regulars.domains.programs import operations, plan, queries
from regulars.domains.programs.contracts import FileProblem, ProgramRow, Version
from regulars.domains.programs.loading import load
from regulars.domains.programs.reader import read
from regulars.domains.programs.schema import schema
from regulars.entrypoints.cli._programs import find_program
from regulars.entrypoints.cli._transaction import in_transaction
from regulars.flows import publish as publishing
from regulars.kit import clock
from regulars.kit.errors import SetupError
from regulars.kit.jobs import later

Files = tuple[Path, ...]
FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
INSTANT = click.DateTime(["%Y-%m-%dT%H:%M:%S%z"])
_json = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
_which = click.option("--program-id", type=click.UUID, help="Where several shops use one name.")


@click.group("program")
def command() -> None:
    """The program: what the shop promises, as a file with versions."""


@command.command("validate", epilog="Example: regulars program validate my-program.yaml")
@click.argument("files", nargs=-1, required=True, type=FILE)
@_json
def validate(files: Files, as_json: bool) -> None:
    """Check program files. Silent when all is well; else line, path and cure, and exit code 1."""
    found = {str(file): _problems(read(_text(file))) for file in files}
    if as_json:
        click.echo(msgspec.json.encode(found).decode())
    else:
        for file, problems in found.items():
            _print_problems(file, problems)
    sys.exit(1 if any(found.values()) else 0)


@command.command("schema", epilog="Example: regulars program schema > program.schema.json")
def print_schema() -> None:
    """Print the JSON Schema of program files, for editors."""
    click.echo(msgspec.json.format(msgspec.json.encode(schema()), indent=2).decode())


@command.command("plan", epilog="Example: regulars program plan my-program.yaml")
@click.argument("file", type=FILE)
@_which
@_json
def print_plan(file: Path, program_id: UUID | None, as_json: bool) -> None:
    """Say what publishing a file would change."""
    after = _valid(file)

    def changes(conn: Connection[Any]) -> list[plan.Change]:
        row = find_program(conn, after.program, program_id)
        versions = queries.versions(conn, row.program_id)
        return plan.difference(load(versions[-1].text) if versions else None, after)

    found = in_transaction(changes)
    if as_json:
        click.echo(msgspec.json.encode(found).decode())
        return
    for change in found:
        click.echo(change.plain)
    if not found:
        click.echo("Nothing changes.")


@command.command("publish", epilog="Example: regulars program publish my-program.yaml")
@click.argument("file", type=FILE)
@click.option("--valid-from", type=INSTANT, help="As 2026-05-01T00:00:00+02:00; else now.")
@click.option("--note", default="", help="Why, for the list of versions.")
@_which
@_json
def publish(
    file: Path, valid_from: datetime | None, note: str, program_id: UUID | None, as_json: bool
) -> None:
    """Make a file the next version of its program."""
    program, text = _valid(file), _text(file)

    def published(conn: Connection[Any]) -> publishing.Published:
        row = find_program(conn, program.program, program_id)
        now = row.test_clock_at or clock.now()
        return publishing.publish(
            conn, row.program_id, text, valid_from=valid_from or now, by="command line",
            now=now, later=later, note=note,
        )  # fmt: skip

    result = in_transaction(published)
    if isinstance(result, Version):
        _print_versions([result], as_json)
        return
    if isinstance(result, Refused):
        raise SetupError(f"Not published: {result.code} {dict(result.params)}")
    _print_problems(str(file), result)
    sys.exit(1)


@command.command("withdraw", epilog="Example: regulars program withdraw corner-shop 3")
@click.argument("name")
@click.argument("number", type=int)
@click.option("--note", default="", help="Why, for the list of versions.")
@_which
@_json
def withdraw(name: str, number: int, note: str, program_id: UUID | None, as_json: bool) -> None:
    """Take a version back that is not in force yet."""

    def withdrawn(conn: Connection[Any]) -> Version | Refused:
        row = find_program(conn, name, program_id)
        now = row.test_clock_at or clock.now()
        return publishing.withdraw(
            conn, row.program_id, number, by="command line", now=now, note=note
        )

    result = in_transaction(withdrawn)
    if isinstance(result, Refused):
        raise SetupError(f"Not withdrawn: {result.code} {dict(result.params)}")
    _print_versions([result], as_json)


@command.command("create", epilog="Example: regulars program create corner-shop --merchant-id ...")
@click.argument("name")
@click.option("--merchant-id", type=click.UUID, required=True, help="Whose program it is.")
@click.option("--test-clock", type=INSTANT, help="Its own clock's first time: a program to try.")
@_json
def create(name: str, merchant_id: UUID, test_clock: datetime | None, as_json: bool) -> None:
    """Add an empty program and print its id; the name is that in its file."""

    def created(conn: Connection[Any]) -> ProgramRow:
        made = operations.create_program(conn, merchant_id, name, now=clock.now())
        if isinstance(made, Refused):
            raise SetupError(f"The merchant already has a program called {name}.")
        if test_clock is not None:
            operations.move_test_clock(conn, made.program_id, test_clock)
        return made

    made = in_transaction(created)
    told = {"program_id": str(made.program_id), "name": name}
    click.echo(msgspec.json.encode(told).decode() if as_json else told["program_id"])


@command.command("versions", epilog="Example: regulars program versions monthly-cash")
@click.argument("name")
@_which
@_json
def versions(name: str, program_id: UUID | None, as_json: bool) -> None:
    """List the published versions of a program, the newest last."""
    found = in_transaction(
        lambda conn: queries.history(conn, find_program(conn, name, program_id).program_id)
    )
    _print_versions(found, as_json)


def _print_versions(found: list[Version], as_json: bool) -> None:
    if as_json:
        click.echo(msgspec.json.encode([_summary(one) for one in found]).decode())
        return
    for one in found:
        fields = _summary(one)
        click.echo("  ".join(str(value) for value in fields.values() if value != ""))


def _summary(version: Version) -> dict[str, str | int]:
    return {
        "number": version.number,
        "valid_from": version.valid_from.isoformat(),
        "sha256": version.sha256.hex(),
        "published_by": version.published_by,
        "note": version.note,
        "withdraws": version.withdraws or "",
    }


def _text(file: Path) -> str:
    raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    return raw.decode("utf-8-sig", "surrogateescape")


def _problems(result: Program | list[FileProblem]) -> list[FileProblem]:
    return [] if isinstance(result, Program) else result


def _valid(file: Path) -> Program:
    result = read(_text(file))
    if isinstance(result, Program):
        return result
    _print_problems(str(file), result)
    sys.exit(1)


def _print_problems(file: str, problems: list[FileProblem]) -> None:
    for one in problems:
        where = f" {one.where}:" if one.path else ""
        click.echo(f"{file}:{one.line}:{one.column}{where} {one.sentence} — {one.cure}", err=True)
