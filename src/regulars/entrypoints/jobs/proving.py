"""The job behind "verify now": the whole ledger of a program, read in one snapshot, result kept."""

from uuid import UUID

from psycopg import IsolationLevel

from regulars.domains.ledger import verifications
from regulars.flows.verify import verify
from regulars.kit.clock import now
from regulars.kit.pg.connect import connect


def prove(program_id: UUID) -> None:
    """Will verify every account as it stands at one moment, and keep what was found."""
    with connect() as conn:
        # One snapshot: else a booking that commits between two reads looks like a finding.
        conn.isolation_level = IsolationLevel.REPEATABLE_READ
        result = verifications.summed(conn, program_id, verify(conn, program_id), at=now())
    with connect() as conn:
        verifications.keep(conn, result)
