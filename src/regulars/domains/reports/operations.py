"""Keeping what was counted."""

import msgspec
from psycopg import Connection

from regulars.domains.reports.contracts import Report
from regulars.domains.reports.store import SQL


def keep(conn: Connection, report: Report) -> None:
    """Will keep a report in the place of the one before."""
    SQL.run(conn, "keep", msgspec.structs.asdict(report) | {"body": report.body.decode()})
