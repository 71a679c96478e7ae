"""What each account bought: when last, and for how much. Counted by a job, so that an order pays
nothing for it; lists are sorted by it.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct
from psycopg import Connection

from regulars.domains.events.store import BOUGHT

By = Literal["last", "spend"]
_LOW, _HIGH = UUID(int=0), UUID(int=2**128 - 1)


class Bought(Struct, frozen=True):
    """One account's last order, and what is left of all its goods after refunds."""

    account_id: UUID
    last_at: datetime
    net_minor: int


_FIRST = Bought(_LOW, datetime(1, 1, 2, tzinfo=UTC), -(2**62))
_LAST = Bought(_HIGH, datetime(9999, 1, 1, tzinfo=UTC), 2**62)


def count(conn: Connection, program_id: UUID) -> int:
    """Will count anew for everybody; answers for how many something is new."""
    return BOUGHT.run(conn, "count", {"program_id": program_id})


def of(conn: Connection, account_ids: Sequence[UUID]) -> dict[UUID, Bought]:
    """Will give what accounts bought; who bought nothing is left out."""
    found = BOUGHT.records(conn, "of", {"account_ids": list(account_ids)}, into=Bought)
    return {one.account_id: one for one in found}


def ranked(
    conn: Connection, program_id: UUID, by: By, *, after: Bought | None, least: bool, limit: int
) -> list[Bought]:
    """Will list who bought, the latest or the most first, or the other way round; after one."""
    start = after or (_FIRST if least else _LAST)
    wanted = {
        "program_id": program_id, "account_id": start.account_id, "last_at": start.last_at,
        "net_minor": start.net_minor, "limit": limit,
    }  # fmt: skip
    return BOUGHT.records(conn, f"by_{by}_{'least' if least else 'most'}", wanted, into=Bought)
