"""Reading runs and what came of them."""

from uuid import UUID

from psycopg import Connection

from regulars.domains.bulk.contracts import Item, Run
from regulars.domains.bulk.store import SQL


def run(conn: Connection, run_id: UUID) -> Run | None:
    """Will find a run."""
    found = SQL.records(conn, "run", {"run_id": run_id}, into=Run)
    return found[0] if found else None


def by_key(conn: Connection, program_id: UUID, key: str) -> Run | None:
    """Will find a run by the key of the form that began it."""
    found = SQL.records(conn, "by_key", {"program_id": program_id, "key": key}, into=Run)
    return found[0] if found else None


def newest(conn: Connection, program_id: UUID, *, limit: int) -> list[Run]:
    """Will give runs, the newest first."""
    return SQL.records(conn, "newest", {"program_id": program_id, "limit": limit}, into=Run)


def undone_by(conn: Connection, run_id: UUID) -> UUID | None:
    """Will give the run that is the opposite of this one."""
    found = SQL.rows(conn, "undone_by", {"run_id": run_id})
    return UUID(str(found[0][0])) if found else None


def counts(conn: Connection, run_id: UUID) -> dict[str, int]:
    """Will count members by what came of it for them."""
    return dict(SQL.rows(conn, "counts", {"run_id": run_id}))


def items(
    conn: Connection, run_id: UUID, *, status: str = "", after: UUID | None = None, limit: int
) -> list[Item]:
    """Will give members of a run, all or those with one outcome."""
    wanted = {"run_id": run_id, "status": status, "after": after or UUID(int=0), "limit": limit}
    return SQL.records(conn, "of_status", wanted, into=Item)
