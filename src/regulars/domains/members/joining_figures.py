"""How many joined when."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from psycopg import Connection

from regulars.domains.members.store import SQL


def spans(
    conn: Connection, program_id: UUID, wanted: Sequence[tuple[datetime, datetime]]
) -> list[int]:
    """Will count who joined from each span's beginning until before its end."""
    asked = {
        "program_id": program_id,
        "sinces": [since for since, _until in wanted],
        "untils": [until for _since, until in wanted],
    }
    found: dict[int, int] = dict(SQL.rows(conn, "joined_in", asked))
    return [found.get(n, 0) for n in range(1, len(wanted) + 1)]


def months(conn: Connection, program_id: UUID, zone: str) -> dict[date, int]:
    """Will count who joined, by month of the shop's calendar."""
    return dict(SQL.rows(conn, "joined_by_month", {"program_id": program_id, "zone": zone}))
