"""Writing who met a campaign: only from effects, silent when there are none."""

from collections.abc import Sequence

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
