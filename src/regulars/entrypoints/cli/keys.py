"""`regulars keys ...`: the keys that open the API."""

from datetime import datetime
from typing import Any
from uuid import UUID

import click
import msgspec
from psycopg import Connection

from regulars.domains.merchants import operations, queries
from regulars.domains.merchants.contracts import SCOPES, Key
from regulars.domains.merchants.secrets import PREFIXES
from regulars.entrypoints.cli._programs import find_program
from regulars.entrypoints.cli._transaction import in_transaction
from regulars.kit import clock, ids
from regulars.kit.errors import SetupError

_json = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
_which = click.option("--program-id", type=click.UUID, help="Where several shops use one name.")


@click.group("keys")
def command() -> None:
    """Keys: who may call the API, for which program, and what for."""


@command.command("create", epilog="Example: regulars keys create corner-shop --label 'Web shop'")
@click.argument("program")
@click.option("--label", required=True, help="What the key is for.")
@click.option("--kind", type=click.Choice(sorted(PREFIXES)), default="secret", show_default=True)
@click.option("--scope", "scopes", multiple=True, type=click.Choice(SCOPES), help="All, if none.")
@click.option("--origin", "origins", multiple=True, help="Where a publishable key may be used.")
@click.option("--expires", type=click.DateTime(["%Y-%m-%dT%H:%M:%S%z"]), help="Never, if not said.")
@_which
@_json
def create(
    program: str, label: str, kind: str, scopes: tuple[str, ...], origins: tuple[str, ...],
    expires: datetime | None, program_id: UUID | None, as_json: bool,
) -> None:  # fmt: skip
    """Make a key and print it, this once. A program with a test clock gets a test key."""

    def made(conn: Connection[Any]) -> tuple[UUID, str]:
        row = find_program(conn, program, program_id)
        return operations.create_key(
            conn, row.merchant_id, row.program_id, kind=kind,
            mode="test" if row.test_clock_at is not None else "live", label=label,
            scopes=scopes or SCOPES, origins=origins, expires_at=expires, now=clock.now(),
        )  # fmt: skip

    key_id, text = in_transaction(made)
    name = ids.encode("key", key_id)
    click.echo(msgspec.json.encode({"id": name, "text": text}).decode() if as_json else text)


@command.command("list", epilog="Example: regulars keys list corner-shop")
@click.argument("program")
@_which
@_json
def list_command(program: str, program_id: UUID | None, as_json: bool) -> None:
    """List a program's keys, the oldest first; their texts are not kept."""

    def found(conn: Connection[Any]) -> list[Key]:
        row = find_program(conn, program, program_id)
        keys = queries.keys(conn, row.merchant_id)
        return [one for one in keys if one.program_id == row.program_id]

    told = [_fields(one) for one in in_transaction(found)]
    if as_json:
        click.echo(msgspec.json.encode(told).decode())
        return
    for fields in told:
        click.echo("  ".join(value for value in fields.values() if value))


@command.command("revoke", epilog="Example: regulars keys revoke key_01j9...")
@click.argument("key")
@_json
def revoke(key: str, as_json: bool) -> None:
    """End a key; every process of the API has heard of it within two seconds."""
    key_id = ids.decode("key", key)

    def ended(conn: Connection[Any]) -> bool:
        if key_id is None:
            return False
        return any(
            operations.revoke_key(conn, one.merchant_id, key_id, clock.now())
            for one in queries.merchants(conn)
        )

    if not in_transaction(ended):
        raise SetupError(f"There is no key {key} that could be revoked.")
    click.echo(
        msgspec.json.encode({"id": key, "revoked": True}).decode() if as_json else "Revoked."
    )


def _fields(key: Key) -> dict[str, str]:
    return {
        "id": ids.encode("key", key.key_id), "hint": key.hint, "kind": key.kind, "mode": key.mode,
        "label": key.label, "scopes": key.scopes, "origins": key.origins,
        "created_at": key.created_at.isoformat(),
        "expires_at": key.expires_at.isoformat() if key.expires_at else "",
        "revoked_at": key.revoked_at.isoformat() if key.revoked_at else "",
    }  # fmt: skip
