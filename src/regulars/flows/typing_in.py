"""A code that a member types in: one that works once, or a campaign's for many."""

from datetime import datetime
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.core.facts import Activity
from regulars.domains.rewards import operations as rewards
from regulars.domains.rewards import queries, typed
from regulars.domains.rewards.contracts import Campaign
from regulars.flows import guessing
from regulars.flows.guessing import Asker
from regulars.flows.shops import Shop


def claim(
    conn: Connection, shop: Shop, account_id: UUID, fact: Activity, asker: Asker | None
) -> Activity | Refused:
    """Will claim the code for a locked account; its pool takes the code's place in what is kept.

    Refusals: too_many_attempts, code_unknown, code_used, code_not_yet, code_over,
    code_used_by_member.
    """
    no = guessing.barred(conn, shop, asker, account_id) if asker else None
    if no is not None:
        return no
    code = str(fact.data.get("code", ""))
    pool: str | Refused | None = rewards.claim_code(
        conn, shop.program_id, code, account_id, shop.now
    )
    if pool is None:
        pool = _claim(conn, shop, account_id, code)
    if isinstance(pool, Refused):
        if asker and pool.code in guessing.MISSES:
            return guessing.missed(conn, shop, asker, pool.code, account_id)
        return pool
    if asker:
        guessing.hit(conn, shop, account_id)
    data = {name: value for name, value in fact.data.items() if name != "code"}
    return msgspec.structs.replace(fact, data=data | {"pool": pool})


def _claim(conn: Connection, shop: Shop, account_id: UUID, code: str) -> str | Refused:
    if queries.once(conn, shop.program_id, code):
        return Refused(code="code_used")
    campaign = typed.campaign(conn, shop.program_id, code)
    if campaign is None:
        return Refused(code="code_unknown")
    no = _closed(campaign, shop.now)
    if no is not None:
        return no
    times = typed.times(conn, account_id, campaign)
    if campaign.per_member is not None and times >= campaign.per_member:
        return Refused(code="code_used_by_member", params={"times": times})
    if not typed.take(conn, campaign, account_id, shop.now):
        return Refused(code="code_used")
    return campaign.pool


def _closed(campaign: Campaign, now: datetime) -> Refused | None:
    if campaign.first_at is not None and now < campaign.first_at:
        return Refused(code="code_not_yet", params={"from": campaign.first_at.isoformat()})
    if campaign.last_at is not None and now >= campaign.last_at:
        return Refused(code="code_over", params={"to": campaign.last_at.isoformat()})
    return None
