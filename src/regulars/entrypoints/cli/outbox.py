"""`regulars outbox ...`: what was written for other systems and could not be read by the worker."""

import click
import msgspec

from regulars.domains.outbox import operations, queries
from regulars.entrypoints.cli._transaction import in_transaction
from regulars.kit import ids

SHOWN = 1000


@click.group("outbox")
def command() -> None:
    """Messages to other systems that were set aside, since they cannot be read."""


@command.command("list", epilog="Example: regulars outbox list")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON, with what they hold.")
def list_command(as_json: bool) -> None:
    """List what was set aside, with why; the others went on."""
    found = in_transaction(lambda conn: queries.aside(conn, SHOWN))
    if as_json:
        told = [
            {"account": ids.encode("acc", one.account_id), "program": ids.encode(
                "prg", one.program_id), "at": one.set_aside_at, "why": one.why,
             "envelopes": msgspec.Raw(bytes(one.envelopes))}
            for one in found
        ]  # fmt: skip
        click.echo(msgspec.json.encode(told).decode())
        return
    for one in found:
        account = ids.encode("acc", one.account_id)
        click.echo(f"{one.set_aside_at:%Y-%m-%d %H:%M}  {account}  {one.why}")
    if not found:
        click.echo("Nothing was set aside.")


@command.command("again", epilog="Example: regulars outbox again")
def again() -> None:
    """Let all of it wait again: for a newer version that can read it, or once it was mended."""
    count = in_transaction(operations.put_back)
    click.echo(f"{count} wait again.")
