"""What orders come to over spans of time and by month: what the first page and goals are made of.

Each reads all orders of the program: work for a job, never for a page.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from psycopg import Connection

from regulars.domains.events.store import SQL


class Sales(Struct, frozen=True):
    """What was bought in a span: orders that count, what is left of their goods after refunds (in
    the smallest unit), how many bought, how many of them more than once in the span, and how many
    for the first time ever."""

    orders: int = 0
    net: int = 0
    buyers: int = 0
    again: int = 0
    fresh: int = 0


def spans(
    conn: Connection, program_id: UUID, wanted: Sequence[tuple[datetime, datetime]]
) -> list[Sales]:
    """Will sum orders from each span's beginning until before its end."""
    asked = {
        "program_id": program_id,
        "sinces": [since for since, _until in wanted],
        "untils": [until for _since, until in wanted],
    }
    found = {row[0]: Sales(*row[1:]) for row in SQL.rows(conn, "spans", asked)}
    return [found.get(n, Sales()) for n in range(1, len(wanted) + 1)]


def months(conn: Connection, program_id: UUID, zone: str) -> dict[date, Sales]:
    """Will sum orders by month of the shop's calendar; `fresh` are those whose first it was."""
    asked = {"program_id": program_id, "zone": zone}
    return {row[0]: Sales(*row[1:]) for row in SQL.rows(conn, "months", asked)}
