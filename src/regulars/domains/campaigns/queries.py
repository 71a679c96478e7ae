"""Reading who met a campaign."""

from uuid import UUID

from psycopg import Connection

from regulars.domains.campaigns.store import SQL


def counts(conn: Connection, program_id: UUID) -> dict[tuple[str, bool], int]:
    """Will count, by campaign, who met it and who was held out of it (True)."""
    rows = SQL.rows(conn, "counts", {"program_id": program_id})
    return {(campaign, held_out): count for campaign, held_out, count in rows}
