"""The schema of a backup and of this program: which migrations each knows."""

import django
from django.db.migrations.loader import MigrationLoader
from psycopg import Connection

from regulars.entrypoints.cli._keeping.manifest import Manifest
from regulars.kit.errors import SetupError


def applied(conn: Connection) -> list[str]:
    """The migrations that made the database what it is."""
    found = conn.execute("SELECT app, name FROM django_migrations ORDER BY 1, 2")
    return [f"{app}.{name}" for app, name in found.fetchall()]


def refuse_newer(manifest: Manifest) -> None:
    """Will raise when a newer program made the backup: this one cannot know what is in it."""
    django.setup()
    known = {
        f"{app}.{name}"
        for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    }
    if ahead := sorted(set(manifest.migrations) - known):
        raise SetupError(
            f"The backup is of a newer Regulars ({manifest.regulars}; this program does not know "
            f"{ahead[0]}). Nothing was restored; install that version and restore with it."
        )


def refuse_older_server(manifest: Manifest, server: int) -> None:
    """Will raise when the server is of an older major version than the one that was saved."""
    if server < manifest.postgresql:
        raise SetupError(
            f"The backup is of PostgreSQL {manifest.postgresql}; this server is {server}. Nothing "
            f"was restored; use a server of {manifest.postgresql} or newer."
        )
