"""Reading what was done."""

from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.domains.audit.contracts import Act, Wanted
from regulars.domains.audit.store import SQL

NEWEST = UUID(int=2**128 - 1)


def page(
    conn: Connection, merchant_id: UUID, program_id: UUID, wanted: Wanted, *,
    before: UUID = NEWEST, limit: int,
) -> list[Act]:  # fmt: skip
    """Will give acts at a program and at the merchant as a whole, the newest first."""
    asked = msgspec.structs.asdict(wanted) | {
        "merchant_id": merchant_id, "program_id": program_id, "before": before, "limit": limit,
        "without": list(wanted.without),
    }  # fmt: skip
    return SQL.records(conn, "page", asked, into=Act)


def kinds(conn: Connection, merchant_id: UUID, program_id: UUID) -> list[str]:
    """Will give the kinds of acts that there are."""
    wanted = {"merchant_id": merchant_id, "program_id": program_id}
    return [str(row[0]) for row in SQL.rows(conn, "kinds", wanted)]
