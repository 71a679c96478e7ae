"""`regulars migrate`: brings the database's tables to this program's version, as their owner."""

import click
import django
from django.core.management import call_command
from django.db import connections

from regulars.kit.pg.connect import connect


def migrate(verbosity: int = 1) -> None:
    """Will apply what is missing; a second time changes nothing."""
    connect("owner").close()
    django.setup()
    call_command("migrate", database="owner", interactive=False, verbosity=verbosity)
    connections.close_all()


@click.command("migrate", epilog="Example: regulars migrate")
def command() -> None:
    """Bring the database to this version of Regulars. Running it again changes nothing."""
    migrate()
