"""Sealing: all chain heads that changed go under one Merkle root, and roots are chained.

A published root is what shows it if somebody with every right rewrote a chain from its start.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from msgspec import structs
from psycopg import Connection

from regulars.domains.ledger.chain import (
    checkpoint_hash,
    first_checkpoint,
    merkle_root,
    seal_leaf,
)
from regulars.domains.ledger.contracts import Checkpoint, SealRow
from regulars.domains.ledger.queries import NIL
from regulars.domains.ledger.store import SQL

PAGE = 10_000


class Tally:
    """The Merkle root over seals in id order, with how many accounts and new entries they cover."""

    def __init__(self, seals: Iterator[SealRow]) -> None:
        self.accounts = 0
        self.entries = 0
        self.root = merkle_root(self._leaves(seals))

    def _leaves(self, seals: Iterator[SealRow]) -> Iterator[bytes]:
        for one in seals:
            self.accounts += 1
            self.entries += one.seq - one.before
            yield seal_leaf(one.account_id, one.number, one.program_id, one.seq, one.head)


def seals(conn: Connection, program_id: UUID, number: int) -> Iterator[SealRow]:
    """Will read a checkpoint's seals in id order, a page at a time."""
    after = NIL
    while True:
        asked = {"program_id": program_id, "number": number, "after": after, "limit": PAGE}
        page = SQL.records(conn, "seals_in", asked, into=SealRow)
        yield from page
        if len(page) < PAGE:
            return
        after = page[-1].account_id


def seal(conn: Connection, program_id: UUID, now: datetime) -> Checkpoint | None:
    """Will seal every account with entries after its last seal; None when there is none.

    All or nothing within the caller's transaction. Of two at the same moment one raises psycopg's
    UniqueViolation and has sealed nothing.
    """
    found = SQL.records(conn, "last_checkpoint", {"program_id": program_id}, into=Checkpoint)
    number = found[0].number + 1 if found else 1
    prev_hash = found[0].hash if found else first_checkpoint(program_id)
    if not SQL.run(conn, "insert_seals", {"program_id": program_id, "number": number}):
        return None
    tally = Tally(seals(conn, program_id, number))
    figures = (tally.accounts, tally.entries, tally.root)
    checkpoint = Checkpoint(
        program_id=program_id,
        number=number,
        sealed_at=now,
        accounts=tally.accounts,
        entries=tally.entries,
        root=tally.root,
        prev_hash=prev_hash,
        hash=checkpoint_hash(program_id, number, now, figures, prev_hash),
    )
    SQL.run(conn, "insert_checkpoint", structs.asdict(checkpoint))
    return checkpoint
