"""How often rewards were had, and what members gave to causes."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from psycopg import Connection

from regulars.domains.rewards.store import SQL


class Given(Struct, frozen=True):
    """How often a reward was had under one version's terms, and by how many members."""

    version: int
    times: int
    members: int


class Donated(Struct, frozen=True):
    """What members gave for one reward in one period and currency; `money_minor` is the shop's."""

    reward: str
    period: date
    currency: str
    times: int
    points: int
    money_minor: int


def given(conn: Connection, program_id: UUID, reward: str) -> list[Given]:
    """Will count the vouchers for a reward that were not taken back, by version."""
    rows = SQL.rows(conn, "given", {"program_id": program_id, "reward": reward})
    return [Given(*row) for row in rows]


def donated(
    conn: Connection, program_id: UUID, rewards: Sequence[str], *, zone: str, per: str,
    first: datetime, last: datetime,
) -> list[Donated]:  # fmt: skip
    """Will sum what was redeemed for donations from `first` until before `last`, less what was
    given back, by period (day, month or year of the shop's calendar)."""
    wanted = {
        "program_id": program_id, "rewards": list(rewards), "zone": zone, "per": per,
        "first": first, "last": last,
    }  # fmt: skip
    return [Donated(*row) for row in SQL.rows(conn, "donated", wanted)]


def by_campaign(conn: Connection, program_id: UUID) -> dict[str, tuple[int, int]]:
    """Will count the vouchers that each campaign gave and that were not taken back, and those of
    them that were used at least once and whose use did not come back with its order."""
    rows = SQL.rows(conn, "by_campaign", {"program_id": program_id})
    return {campaign: (issued, back) for campaign, issued, back in rows}


def redeemers(conn: Connection, program_id: UUID, since: datetime, until: datetime) -> int:
    """Will count the accounts that redeemed points or used a voucher from `since` until before
    `until`."""
    asked = {"program_id": program_id, "since": since, "until": until}
    count: int = SQL.rows(conn, "redeemers", asked)[0][0]
    return count
