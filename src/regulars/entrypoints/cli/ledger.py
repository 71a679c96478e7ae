"""`regulars ledger ...`: the proof that no point was changed, from a terminal."""

import sys
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

import click
import msgspec

from regulars.domains.ledger import queries as ledger
from regulars.domains.ledger.contracts import Finding, Verification
from regulars.domains.programs import queries as programs
from regulars.domains.programs.contracts import ProgramRow
from regulars.entrypoints.cli import _proving
from regulars.kit.errors import SetupError
from regulars.kit.pg.connect import connect

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
PAGE = 1_000

_program = click.option("--program", "which", help="Name or id; without it every program.")
_json = click.option("--json", "as_json", is_flag=True, help="Answer in JSON, a line a program.")


@click.group("ledger")
def command() -> None:
    """The ledger: verify it, seal it, list its accounts."""


@command.command("verify", epilog="Example: regulars ledger verify --program monthly-cash")
@_program
@_json
def verify(*, which: str | None, as_json: bool) -> None:
    """Compute pots, lots, chains, checkpoints and the replay of every account again.

    Exit code 0: all agrees. 1: something does not, and it is named. The result is kept for the
    console.
    """
    results = []
    for row in _chosen(which):
        result = _proving.verify_and_keep(row.program_id)
        results.append(result)
        if as_json:
            click.echo(msgspec.json.encode(result))
        else:
            _print(row.name, result)
    sys.exit(1 if any(one.found for one in results) else 0)


@command.command("seal", epilog="Example: regulars ledger seal")
@_program
def seal(*, which: str | None) -> None:
    """Seal all entries since the last checkpoint under a new one, and print its hash."""
    with connect() as conn:
        for row in _chosen(which):
            moved = _proving.seal(conn, row.program_id)
            last = ledger.last_checkpoints(conn, row.program_id, 1)
            conn.commit()
            for one in last:
                how = "sealed now" if moved else "nothing moved since"
                click.echo(f"{row.name}  checkpoint {one.number}  {one.hash.hex()}  {how}")


@command.command("accounts", epilog="Example: regulars ledger accounts --program monthly-cash")
@_program
def accounts(*, which: str | None) -> None:
    """List accounts with their balances, one a line in JSON."""
    with connect() as conn:
        for row in _chosen(which):
            after: UUID | None = None
            while page := ledger.accounts(conn, row.program_id, after, PAGE):
                pots = ledger.balances(conn, page)
                for one in page:
                    line = {"account": one, "program": row.name, "pots": pots.get(one, {})}
                    click.echo(msgspec.json.encode(line))
                after = page[-1]


def _chosen(which: str | None) -> list[ProgramRow]:
    with connect() as conn:
        rows = [one for one in programs.all_programs(conn) if programs.known(conn, one.program_id)]
    found = [one for one in rows if which in (None, one.name, str(one.program_id))]
    if not found:
        named = f" called {which}" if which else ""
        raise SetupError(f"This installation has no published program{named}.")
    return found


def _print(name: str, result: Verification) -> None:
    checked = f"{name}: {result.accounts:,} accounts, {result.entries:,} entries"
    if not result.found:
        click.echo(f"{checked}: all agrees.")
        return
    click.echo(f"{checked}: {result.found:,} findings.")
    for one in result.findings:
        click.echo(f"  {said(one)}")
    if result.found > len(result.findings):
        click.echo(f"  and {result.found - len(result.findings):,} more")


def said(finding: Finding) -> str:
    """Will say in a line where something is stored and how it fails."""
    where = ".".join(part for part in (finding.table, finding.column) if part)
    account = f" account {finding.account_id}" if finding.account_id else ""
    number = f" number {finding.seq}" if finding.seq is not None else ""
    detail = f": {finding.detail}" if finding.detail else ""
    return f"{finding.code} in {where}{account}{number}{detail}"
