"""Writing who met a campaign, only from effects, silent when there are none; and whom it was for
when it ended.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.core.calendar import moment
from regulars.core.effects import CampaignMet
from regulars.core.happened import Happened
from regulars.domains.campaigns.store import SQL


def apply(conn: Connection, happened: Sequence[Happened]) -> None:
    """Will write down who met a campaign for the first time."""
    met = [
        (one, effect)
        for one in happened
        for effect in one.effects
        if isinstance(effect, CampaignMet)
    ]
    if met:
        columns: dict[str, list[object]] = {
            "account_ids": [one.account_id for one, _ in met],
            "program_ids": [one.program_id for one, _ in met],
            "campaigns": [effect.campaign for _, effect in met],
            "held_out": [effect.held_out for _, effect in met],
            "met": [moment(effect.at) for _, effect in met],
        }
        SQL.send(conn, "meet", columns)


def end(conn: Connection, program_id: UUID, campaign: str, ended_at: datetime) -> bool:
    """Will begin an audience anew for this end; False where it was written down before."""
    columns = {"program_id": program_id, "campaign": campaign, "ended_at": ended_at}
    if SQL.run(conn, "end", columns) == 0:
        return False
    SQL.run(conn, "clear_audience", columns)
    return True


def keep_audience(
    conn: Connection, program_id: UUID, campaign: str, accounts: Sequence[UUID]
) -> None:
    """Will write down who was in a campaign's audience at its end."""
    columns = {"program_id": program_id, "campaign": campaign, "account_ids": list(accounts)}
    SQL.run(conn, "keep_audience", columns)
