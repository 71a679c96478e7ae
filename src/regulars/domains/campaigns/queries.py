"""Reading who met a campaign, and whom it was for when it ended."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.domains.campaigns.store import SQL


def counts(conn: Connection, program_id: UUID) -> dict[tuple[str, bool], int]:
    """Will count, by campaign, who met it and who was held out of it (True)."""
    rows = SQL.rows(conn, "counts", {"program_id": program_id})
    return {(campaign, held_out): count for campaign, held_out, count in rows}


def ended(conn: Connection, program_id: UUID) -> dict[str, datetime]:
    """Will give the campaigns whose audience was written down, and for which end."""
    return dict(SQL.rows(conn, "ended", {"program_id": program_id}))


def met_by(
    conn: Connection, program_id: UUID, campaign: str, *, after: UUID | None, limit: int
) -> list[UUID]:
    """Will list the accounts that met a campaign, by id."""
    return _accounts(conn, "met_by", program_id, campaign, after, limit)


def audience(
    conn: Connection, program_id: UUID, campaign: str, *, after: UUID | None, limit: int
) -> list[UUID]:
    """Will list the accounts that were in a campaign's audience at its end, by id."""
    return _accounts(conn, "audience", program_id, campaign, after, limit)


def _accounts(
    conn: Connection, name: str, program_id: UUID, campaign: str, after: UUID | None, limit: int
) -> list[UUID]:
    wanted = {
        "program_id": program_id, "campaign": campaign, "after": after or UUID(int=0),
        "limit": limit,
    }  # fmt: skip
    return [row[0] for row in SQL.rows(conn, name, wanted)]
