"""Reading what was counted."""

from uuid import UUID

from psycopg import Connection

from regulars.domains.reports.contracts import Report
from regulars.domains.reports.store import SQL


def named(conn: Connection, program_id: UUID, name: str) -> Report | None:
    """Will give a report; None while it was never counted."""
    wanted = {"program_id": program_id, "name": name}
    return next(iter(SQL.records(conn, "named", wanted, into=Report)), None)
