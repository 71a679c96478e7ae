"""Django's view of the database: `default` runs as the application, `owner` migrates."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict

from regulars.kit.errors import SetupError
from regulars.kit.pg.addresses import addresses

# A migration that cannot get its lock must not make every visitor wait behind it.
_OWNER_OPTIONS = "-c lock_timeout=5s"


def databases() -> dict[str, dict[str, Any]]:
    """Django's DATABASES. Where nothing is initialised yet, addresses that reach nothing."""
    try:
        known = addresses()
    except SetupError:
        # Commands that need no database must work before there is one.
        return {alias: _database({"dbname": "regulars"}) for alias in ("default", "owner")}
    owner = conninfo_to_dict(known.owner)
    owner["options"] = f"{owner.get('options') or ''} {_OWNER_OPTIONS}".strip()
    return {"default": _database(conninfo_to_dict(known.app)), "owner": _database(owner)}


def _database(parts: dict[str, Any]) -> dict[str, Any]:
    moved = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host"}
    options = {name: value for name, value in parts.items() if name not in moved.values()}
    port = options.pop("port", "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{name: str(parts.get(part) or "") for name, part in moved.items()},
        "PORT": str(port),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
