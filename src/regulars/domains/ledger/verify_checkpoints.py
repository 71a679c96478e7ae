"""Seals against entries, checkpoints against seals and against one another.

Codes: seal_differs, checkpoint_missing, checkpoint_chain_broken, checkpoint_changed, root_differs.
"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from psycopg import Connection

from regulars.domains.ledger.chain import checkpoint_hash, first_checkpoint
from regulars.domains.ledger.checkpoints import Tally, seals
from regulars.domains.ledger.contracts import AccountRow, Checkpoint, EntryRow, Finding, SealRow
from regulars.domains.ledger.queries import checkpoints
from regulars.domains.ledger.store import SQL

CHECKPOINT = "ledger_checkpoint"
PAGE = 1000


def seal_findings(
    account: AccountRow, rows: Sequence[EntryRow], sealed: Sequence[SealRow]
) -> Iterator[Finding]:
    """Will check that each seal names an entry of the account by its hash."""
    by_seq = {row.seq: row.hash for row in rows}
    by_hash = {row.hash: row.seq for row in rows}
    for one in sealed:
        column = ""
        if by_seq.get(one.seq) != one.head:
            column = "seq" if one.head in by_hash else "head"
        elif one.program_id != account.program_id:
            column = "program_id"
        if column:
            yield Finding(
                code="seal_differs", table="ledger_seal", column=column,
                account_id=account.account_id, seq=one.seq, detail=f"checkpoint {one.number}",
            )  # fmt: skip


def checkpoint_findings(conn: Connection, program_id: UUID) -> Iterator[Finding]:
    """Will walk a program's checkpoints from the first one."""
    before, expected = first_checkpoint(program_id), 1
    while page := checkpoints(conn, program_id, expected - 1, PAGE):
        for one in page:
            if one.number != expected:
                yield _finding("checkpoint_missing", "number", expected)
            yield from _one(conn, one, before)
            before, expected = one.hash, one.number + 1
    highest = SQL.rows(conn, "highest_seal", {"program_id": program_id})[0][0]
    if highest >= expected:
        yield _finding("checkpoint_missing", "number", expected)


def _one(conn: Connection, one: Checkpoint, before: bytes) -> Iterator[Finding]:
    tally = Tally(seals(conn, one.program_id, one.number))
    if one.prev_hash != before:
        yield _finding("checkpoint_chain_broken", "prev_hash", one.number)
    figures = (one.accounts, one.entries, one.root)
    computed = checkpoint_hash(one.program_id, one.number, one.sealed_at, figures, one.prev_hash)
    if computed == one.hash:
        if (tally.accounts, tally.entries, tally.root) != figures:
            # The checkpoint is as it was made: its seals are not.
            yield Finding(
                code="root_differs", table="ledger_seal", seq=one.number, detail="of a checkpoint"
            )
        return
    for column, stored, right in (
        ("accounts", one.accounts, tally.accounts),
        ("entries", one.entries, tally.entries),
        ("root", one.root, tally.root),
    ):
        if stored != right:
            yield _finding("checkpoint_changed", column, one.number)
    yield _finding("checkpoint_changed", "hash", one.number)


def _finding(code: str, column: str, number: int) -> Finding:
    return Finding(code=code, table=CHECKPOINT, column=column, seq=number)
