"""`regulars merchants ...`: the tenants of this installation."""

import click
import msgspec

from regulars.domains.merchants import operations, queries
from regulars.domains.merchants.contracts import Merchant
from regulars.entrypoints.cli._transaction import in_transaction
from regulars.kit import clock

_json = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")


@click.group("merchants")
def command() -> None:
    """Merchants: whose programs, members and keys these are."""


@command.command("create", epilog="Example: regulars merchants create 'Corner shop'")
@click.argument("name")
@_json
def create(name: str, as_json: bool) -> None:
    """Open a merchant and print its id."""
    now = clock.now()
    merchant_id = in_transaction(lambda conn: operations.create(conn, name, now))
    _tell([Merchant(merchant_id=merchant_id, name=name, created_at=now)], as_json)


@command.command("list", epilog="Example: regulars merchants list")
@_json
def list_command(as_json: bool) -> None:
    """List all merchants, the oldest first."""
    _tell(in_transaction(queries.merchants), as_json)


def _tell(found: list[Merchant], as_json: bool) -> None:
    if as_json:
        click.echo(msgspec.json.encode(found).decode())
        return
    for one in found:
        click.echo(f"{one.merchant_id}  {one.name}")
