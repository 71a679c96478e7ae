"""`regulars db distribution`: what would spread this database over several machines."""

import click

from regulars.kit.pg import spreading
from regulars.kit.pg.connect import connect

# What is unique across accounts lies by what makes it so; people lie by their own id.
BY = {
    "consents_consent": "member_id",
    "events_order": "external_id",
    "gatherings_code": "code",
    "giftcards_alias": "value",
    "members_alias": "value",
    "members_member": "member_id",
    "members_merge": "member_id",
    "notes_note": "member_id",
    "rewards_code": "code",
    "rewards_once": "code_hash",
    "rewards_pool_code": "code",
    "sharing_code": "digest",
    "sharing_opened": "key",
    "tags_tag": "member_id",
}


@click.command("distribution", epilog="Example: regulars db distribution > distribution.sql")
def command() -> None:
    """Print the SQL that spreads the tables over a Citus cluster; nothing is changed."""
    with connect("owner") as connection:
        statements, whole = spreading.plan(connection, BY)
    connection.close()
    click.echo("\n".join(statements))
    click.echo(f"-- These stay whole on the coordinator: {', '.join(whole)}.")
