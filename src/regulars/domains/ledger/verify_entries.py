"""The chain of one account: no gap in numbers, each entry follows the one before, hashes fit.

Codes: entry_missing, chain_broken, entry_changed (the entry or a transfer, lot or consumption of
it), hash_changed, head_differs, seq_differs, account_changed, stray_row, note_changed.
"""

from collections.abc import Iterator, Sequence

from regulars.domains.ledger.chain import commitment, entry_hash, genesis, micros
from regulars.domains.ledger.contracts import AccountRow, EntryRow, Finding
from regulars.domains.ledger.queries import Belonging

ENTRY = "ledger_entry"
ACCOUNT = "ledger_account"


def recomputed(row: EntryRow, belonging: Belonging) -> bytes:
    """Will compute an entry's hash from what is stored."""
    key = (row.account_id, row.seq)
    columns = (
        row.account_id, row.seq, row.kind, row.origin, row.event_no, row.program_version,
        row.rule, row.why.decode(), row.reason_commitment, row.actor, micros(row.effective_at),
        micros(row.booked_at), row.prev_hash,
    )  # fmt: skip
    transfers = tuple(
        (one.n, one.currency, one.debit, one.credit, one.amount)
        for one in belonging.transfers.get(key, ())
    )
    lots = tuple(
        (
            one.number, one.currency, one.amount, micros(one.available_at),
            micros(one.expires_at) if one.expires_at is not None else None, one.inactive,
        )
        for one in belonging.lots.get(key, ())
    )  # fmt: skip
    consumptions = tuple(
        (one.n, one.lot, one.amount) for one in belonging.consumptions.get(key, ())
    )
    return entry_hash(columns, transfers, lots, consumptions)


def entry_findings(
    account: AccountRow, rows: Sequence[EntryRow], belonging: Belonging
) -> Iterator[Finding]:
    """Will walk the chain from its beginning to the account's head."""
    owner = account.account_id
    head, expected = genesis(owner, account.program_id, account.opened_at), 1
    for index, row in enumerate(rows):
        if row.seq != expected:
            yield Finding(
                code="entry_missing", table=ENTRY, column="seq", account_id=owner, seq=expected
            )
        expected = row.seq + 1
        followed = rows[index + 1].prev_hash if index + 1 < len(rows) else account.chain_head
        yield from _one(row, head, recomputed(row, belonging), followed)
        yield from _note(row, belonging)
        head = row.hash
    yield from _end(account, expected - 1, head)
    yield from _strays(account, rows, belonging)


def _one(row: EntryRow, head: bytes, computed: bytes, followed: bytes) -> Iterator[Finding]:
    owner, seq = row.account_id, row.seq
    fits = computed == row.hash
    if row.prev_hash != head and seq == 1 and fits:
        # The entry vouches for the genesis that it follows; the account's row tells another one.
        yield Finding(
            code="account_changed",
            table=ACCOUNT,
            account_id=owner,
            detail="program_id or opened_at",
        )
    elif row.prev_hash != head:
        yield Finding(
            code="chain_broken", table=ENTRY, column="prev_hash", account_id=owner, seq=seq
        )
    if fits:
        return
    # What follows the entry has kept its hash too: it tells which of the two was changed.
    if followed == computed:
        yield Finding(code="hash_changed", table=ENTRY, column="hash", account_id=owner, seq=seq)
    else:
        yield Finding(code="entry_changed", table=ENTRY, account_id=owner, seq=seq)


def _end(account: AccountRow, last: int, head: bytes) -> Iterator[Finding]:
    owner = account.account_id
    if account.chain_head != head:
        yield Finding(code="head_differs", table=ACCOUNT, column="chain_head", account_id=owner)
    if account.seq == last:
        return
    if account.chain_head != head and account.seq > last:
        yield Finding(
            code="entry_missing", table=ENTRY, column="seq", account_id=owner, seq=last + 1
        )
    else:
        yield Finding(code="seq_differs", table=ACCOUNT, column="seq", account_id=owner)


def _note(row: EntryRow, belonging: Belonging) -> Iterator[Finding]:
    note = belonging.notes.get((row.account_id, row.seq))
    if note is not None and commitment(note.salt, note.text) != row.reason_commitment:
        yield Finding(
            code="note_changed", table="ledger_note", column="text", account_id=row.account_id,
            seq=row.seq, detail="text, salt or the entry's commitment",
        )  # fmt: skip


def _strays(
    account: AccountRow, rows: Sequence[EntryRow], belonging: Belonging
) -> Iterator[Finding]:
    known = {row.seq for row in rows}
    for table, seq in belonging.seqs[account.account_id]:
        if seq not in known:
            yield Finding(
                code="stray_row", table=table, column="seq", account_id=account.account_id, seq=seq
            )
