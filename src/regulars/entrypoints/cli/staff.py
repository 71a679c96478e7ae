"""`regulars staff ...`: who may sign in to the console."""

import secrets
from uuid import UUID

import click
import msgspec
from psycopg import Connection

from regulars.domains.merchants import operations, queries
from regulars.domains.merchants.roles import ROLES
from regulars.entrypoints.cli._transaction import in_transaction
from regulars.kit.contact import normal_email


@click.group("staff")
def command() -> None:
    """Staff: who signs in to the console, for which merchant."""


@command.command(
    "create", epilog="Example: regulars staff create ann@shop.example --merchant-id ..."
)
@click.argument("email")
@click.option("--merchant-id", type=click.UUID, required=True, help="Whom they work for.")
@click.option(
    "--role", type=click.Choice(ROLES), default="owner", show_default=True, help="What they may do."
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def create(email: str, merchant_id: UUID, role: str, *, as_json: bool) -> None:
    """Let somebody sign in and print their password, this once.

    For somebody who is there already a new password is made, and their second factors are
    forgotten.
    """
    name = normal_email(email)
    if name is None:
        raise click.BadParameter("this is not an e-mail address", param_hint="EMAIL")
    password = secrets.token_urlsafe(12)
    in_transaction(lambda conn: _hire(conn, name, password, merchant_id, role))
    if as_json:
        click.echo(msgspec.json.encode({"user": name, "password": password}).decode())
    else:
        click.echo(f"Sign in as {name} with {password}")


def _hire(conn: Connection, name: str, password: str, merchant_id: UUID, role: str) -> None:
    # Django's models are there only once its settings are.
    from allauth.mfa.models import Authenticator  # noqa: PLC0415
    from django.contrib.auth import get_user_model  # noqa: PLC0415

    if merchant_id not in {one.merchant_id for one in queries.merchants(conn)}:
        raise click.BadParameter("there is no such merchant", param_hint="--merchant-id")
    user, _ = get_user_model().objects.get_or_create(username=name, defaults={"email": name})
    user.set_password(password)
    user.save()
    Authenticator.objects.filter(user_id=user.pk).delete()
    operations.hire(conn, user.pk, merchant_id, role)
