"""A verification in portions: what was found so far is kept after each, so that a worker that is
stopped goes on where it was, and other jobs have their turn.

Every account is read in one snapshot, but not all in the same: accounts have nothing in common that
a verification looks at. Accounts that are opened meanwhile have later ids, and are read too.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from uuid import UUID

import msgspec
from msgspec import structs
from psycopg import Connection

from regulars.domains.ledger import verifications
from regulars.domains.ledger.contracts import Finding, Verification, Verifying
from regulars.domains.ledger.queries import NIL
from regulars.domains.ledger.store import SQL

_findings = msgspec.json.Decoder(tuple[Finding, ...]).decode


def begin(conn: Connection, program_ids: Sequence[UUID], now: datetime) -> None:
    """Will have these programs verified."""
    columns = {"program_ids": list(program_ids), "now": now, "first": NIL}
    SQL.run(conn, "begin_verifying", columns)


def first(conn: Connection) -> Verifying | None:
    """Will give the one that has been under way for the longest time."""
    found = SQL.rows(conn, "verifying")
    if not found:
        return None
    *columns, findings = found[0]
    said = dict(zip(Verifying.__struct_fields__, columns, strict=False))
    return Verifying(**said, findings=_findings(findings))


def seen(before: Verifying, accounts: int, entries: int, findings: Iterable[Finding]) -> Verifying:
    """Will add what a portion had: all findings are counted, the first ones kept."""
    rest = iter(findings)
    named = (*before.findings, *islice(rest, verifications.NAMED_MAX - len(before.findings)))
    new = len(named) - len(before.findings) + sum(1 for _ in rest)
    return structs.replace(
        before, accounts=before.accounts + accounts, entries=before.entries + entries,
        found=before.found + new, findings=named,
    )  # fmt: skip


def move(conn: Connection, before: Verifying, after: Verifying) -> None:
    """Will keep how far it is, unless somebody else moved it."""
    columns = structs.asdict(after) | {"was": before.after_account}
    columns["findings"] = msgspec.json.encode(after.findings).decode()
    SQL.run(conn, "move_verifying", columns)


def end(conn: Connection, last: Verifying, now: datetime) -> None:
    """Will keep the result, unless somebody else did."""
    ended = {"program_id": last.program_id, "was": last.after_account}
    if SQL.run(conn, "end_verifying", ended):
        verifications.keep(conn, Verification(
            program_id=last.program_id, verified_at=now, accounts=last.accounts,
            entries=last.entries, found=last.found, findings=last.findings,
        ))  # fmt: skip
