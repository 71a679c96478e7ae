"""`regulars migrate`: brings the database's tables to this program's version, as their owner."""

import click
import django
from django.core.management import call_command
from django.db import connections
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor

from regulars.kit.errors import SetupError
from regulars.kit.pg.connect import connect

# Any number that nobody else locks: whoever starts several servers at once migrates once.
_TURN = 7_318_290_544


def migrate(verbosity: int = 1) -> None:
    """Will apply what is missing; a second time changes nothing. Who comes while another does it
    waits, and finds it done."""
    with connect("owner") as turn:
        turn.autocommit = True
        turn.execute("SELECT pg_advisory_lock(%s)", [_TURN])
        django.setup()
        call_command("migrate", database="owner", interactive=False, verbosity=verbosity)
        connections.close_all()
    turn.close()


def missing() -> list[Migration]:
    """What the database lacks, in the order in which it would be applied."""
    connect("app").close()
    django.setup()
    executor = MigrationExecutor(connections["default"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    connections.close_all()
    return [migration for migration, _ in plan]


@click.command("migrate", epilog="Example: regulars migrate --plan")
@click.option(
    "--check", is_flag=True, help="Change nothing; exit code 1 when something is missing."
)
@click.option("--plan", is_flag=True, help="Change nothing; say what would be done.")
def command(*, check: bool, plan: bool) -> None:
    """Bring the database to this version of Regulars. Running it again changes nothing.

    The shop may stay open: a step that cannot have its lock within five seconds gives up, so that
    nobody waits behind it, and the command can be run again.
    """
    if not (check or plan):
        migrate()
        return
    lacking = missing()
    for one in lacking if plan else ():
        click.echo(f"{one.app_label}.{one.name}")
        for operation in one.operations:
            click.echo(f"    {operation.describe()}")
    if check and lacking:
        raise SetupError(
            f"The database lacks {len(lacking)} migrations of this program; run: regulars migrate"
        )
    if not lacking:
        click.echo("The database is of this version.")
