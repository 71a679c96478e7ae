"""Sealing and verifying a program's ledger from a command, with the result kept for the console."""

from uuid import UUID

from psycopg import Connection, IsolationLevel

from regulars.domains.ledger import verifications
from regulars.domains.ledger.contracts import Verification
from regulars.flows import clock
from regulars.flows.shops import open_shop
from regulars.flows.verify import verify
from regulars.kit.clock import now
from regulars.kit.pg.connect import connect, retrying


def seal(conn: Connection, program_id: UUID) -> bool:
    """Will seal what moved since the last checkpoint; False when nothing did."""

    def attempt() -> bool:
        with conn.transaction():
            return clock.seal(conn, open_shop(conn, program_id, now=now()))

    return retrying(attempt)


def verify_and_keep(program_id: UUID) -> Verification:
    """Will verify all accounts of a program as they stand at one moment, and keep the result."""
    with connect() as conn:
        # One snapshot: else a booking that commits between two reads looks like a finding.
        conn.isolation_level = IsolationLevel.REPEATABLE_READ
        conn.read_only = True
        result = verifications.summed(conn, program_id, verify(conn, program_id), at=now())
    with connect() as conn:
        verifications.keep(conn, result)
    return result
