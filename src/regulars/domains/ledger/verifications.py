"""Results of verifying a program's ledger, kept so that a page can show the last one at once.

A result is no part of the proof: whoever doubts it verifies again.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.domains.ledger.contracts import Finding, Verification
from regulars.domains.ledger.queries import size
from regulars.domains.ledger.store import SQL

NAMED_MAX = 100
"""So many findings are kept by name; all are counted."""

_findings = msgspec.json.Decoder(tuple[Finding, ...]).decode


def summed(
    conn: Connection, program_id: UUID, findings: Iterable[Finding], *, at: datetime
) -> Verification:
    """Will run through a verification and sum it up. In its transaction, so that both agree."""
    accounts, entries = size(conn, program_id)
    rest = iter(findings)
    named = tuple(islice(rest, NAMED_MAX))
    return Verification(
        program_id=program_id, verified_at=at, accounts=accounts, entries=entries,
        found=len(named) + sum(1 for _ in rest), findings=named,
    )  # fmt: skip


def keep(conn: Connection, result: Verification) -> None:
    """Will keep a result."""
    columns = msgspec.structs.asdict(result)
    columns["findings"] = msgspec.json.encode(result.findings).decode()
    SQL.run(conn, "insert_verification", columns)


def last(conn: Connection, program_id: UUID) -> Verification | None:
    """Will give a program's newest result."""
    found = SQL.rows(conn, "last_verification", {"program_id": program_id})
    if not found:
        return None
    *columns, findings = found[0]
    return Verification(
        **dict(zip(Verification.__struct_fields__, columns, strict=False)),
        findings=_findings(findings),
    )
