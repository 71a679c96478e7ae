"""Verifying ledgers: a whole one when somebody asked, and all of them each night, in portions."""

from collections.abc import Callable
from uuid import UUID

from psycopg import Connection, IsolationLevel

from regulars.domains.ledger import verifications, verifying
from regulars.domains.ledger.verify import ACCOUNTS_AT_ONCE
from regulars.domains.programs import queries as programs
from regulars.flows.verify import verify, verify_checkpoints, verify_portion
from regulars.kit.clock import now
from regulars.kit.pg.connect import connect


def prove(program_id: UUID) -> None:
    """Will verify every account as it stands at one moment, and keep what was found."""
    with connect() as conn:
        _in_one_snapshot(conn)
        result = verifications.summed(conn, program_id, verify(conn, program_id), at=now())
    with connect() as conn:
        verifications.keep(conn, result)


def begin_all() -> None:
    """Will have every program's ledger verified."""
    with connect() as conn:
        wanted = [one.program_id for one in programs.all_programs(conn)]
        verifying.begin(conn, wanted, now())


def go_on(enough: Callable[[], bool], at_once: int = ACCOUNTS_AT_ONCE) -> int:
    """Will verify so many accounts after so many, until it is enough or nothing is under way;
    answers how many. What was found is kept after each portion."""
    count = 0
    while not enough():
        moved = _portion(at_once)
        if moved is None:
            break
        count += moved
    return count


def _portion(at_once: int) -> int | None:
    with connect() as conn:
        _in_one_snapshot(conn)
        before = verifying.first(conn)
        if before is None:
            return None
        after = verify_portion(conn, before, at_once)
        last = verify_checkpoints(conn, before) if after is None else None
    with connect() as conn:
        if last is not None:
            verifying.end(conn, last, now())
        elif after is not None:
            verifying.move(conn, before, after)
            return after.accounts - before.accounts
    return 0


def _in_one_snapshot(conn: Connection) -> None:
    """Else a booking that commits between two reads looks like a finding."""
    conn.isolation_level = IsolationLevel.REPEATABLE_READ
    conn.read_only = True
