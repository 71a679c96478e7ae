"""Codes of campaigns: words on posters that many may type in, each of their uses by one account."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.domains.rewards.contracts import Campaign
from regulars.domains.rewards.store import SQL
from regulars.kit import codes, ids


def put(conn: Connection, program_id: UUID, texts: Sequence[str], terms: Campaign) -> int:
    """Will add codes with these terms, or set the terms of those that are there; answers how many
    are new. What is a one-time code stays one."""
    wanted = {
        "program_id": program_id,
        "codes": sorted({codes.normal(text) for text in texts}),
        "hashes": [
            codes.digest(str(program_id), one)
            for one in sorted({codes.normal(text) for text in texts})
        ],
        "pool": terms.pool, "uses": terms.uses, "per_member": terms.per_member,
        "first_at": terms.first_at, "last_at": terms.last_at,
    }  # fmt: skip
    return sum(bool(row[0]) for row in SQL.rows(conn, "put_campaigns", wanted))


def campaign(conn: Connection, program_id: UUID, code: str) -> Campaign | None:
    """Will find a campaign's code as somebody typed it."""
    wanted = {"program_id": program_id, "code": codes.normal(code)}
    found = SQL.records(conn, "campaign", wanted, into=Campaign)
    return found[0] if found else None


def campaigns(conn: Connection, program_id: UUID) -> list[Campaign]:
    """Will give the codes of a program's campaigns."""
    return SQL.records(conn, "campaigns", {"program_id": program_id}, into=Campaign)


def times(conn: Connection, account_id: UUID, campaign: Campaign) -> int:
    """Will count how often a locked account has typed a code in."""
    wanted = {"account_id": account_id, "code": campaign.code}
    return int(SQL.rows(conn, "times_typed", wanted)[0][0])


def take(conn: Connection, campaign: Campaign, account_id: UUID, now: datetime) -> bool:
    """Will take one use for an account; of many devices at once as many succeed as there are."""
    wanted: dict[str, object] = {"program_id": campaign.program_id, "code": campaign.code}
    if campaign.uses is not None and not SQL.run(conn, "take_campaign", wanted):
        return False
    took = wanted | {"account_id": account_id, "use_id": ids.new(), "now": now}
    SQL.run(conn, "note_typed", took)
    return True
