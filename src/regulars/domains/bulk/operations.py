"""Beginning a run, and settling its members one by one."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.domains.bulk.contracts import Item, Run
from regulars.domains.bulk.store import SQL


def begin(conn: Connection, run: Run, member_ids: Sequence[UUID]) -> bool:
    """Will begin a run, each member once; False when one of this key was begun before."""
    columns = msgspec.structs.asdict(run)
    if SQL.run(conn, "begin", columns) != 1:
        return False
    SQL.run(conn, "items", {"run_id": run.run_id, "member_ids": list(member_ids)})
    return True


def claim(conn: Connection, run_id: UUID) -> Item | None:
    """Will give a member who waits, held until the transaction ends; None when none is left."""
    found = SQL.records(conn, "claim", {"run_id": run_id}, into=Item)
    return found[0] if found else None


def settle(conn: Connection, item: Item, status: str, why: str = "") -> None:
    """Will keep what came of it for a member."""
    columns = {"run_id": item.run_id, "member_id": item.member_id, "status": status, "why": why}
    SQL.run(conn, "settle", columns)


def finish(conn: Connection, run_id: UUID, now: datetime) -> bool:
    """Will end a run in which nobody waits any more."""
    return SQL.run(conn, "finish", {"run_id": run_id, "now": now}) == 1
