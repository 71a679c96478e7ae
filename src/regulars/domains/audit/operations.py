"""Writing acts down, and letting go of what is older than they are kept for."""

from datetime import datetime

import msgspec
from psycopg import Connection

from regulars.domains.audit.contracts import Act
from regulars.domains.audit.store import SQL


def record(conn: Connection, act: Act) -> None:
    """Will write an act down; the caller's transaction holds the act itself, too."""
    SQL.run(conn, "record", msgspec.structs.asdict(act))


def forget(conn: Connection, before: datetime) -> int:
    """Will let go of acts before an instant; the database refuses to for younger ones."""
    return int(SQL.rows(conn, "forget", {"before": before})[0][0])
