"""The verifier: computes what is stored again from its parts and names what does not agree.

Read-only. On a ledger in use, call it in a REPEATABLE READ transaction: else a booking that
commits between two reads looks like a finding. Codes are those of the modules `verify_*`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from uuid import UUID

from psycopg import Connection

from regulars.core.effects import Posted
from regulars.core.state import AccountState
from regulars.domains.ledger.contracts import AccountRow, EntryRow, Finding, SealRow
from regulars.domains.ledger.queries import Belonging, accounts, entry_rows
from regulars.domains.ledger.store import SQL
from regulars.domains.ledger.verify_account import account_findings, documents
from regulars.domains.ledger.verify_checkpoints import checkpoint_findings, seal_findings
from regulars.domains.ledger.verify_entries import entry_findings
from regulars.domains.ledger.verify_replay import replay_findings

Replayed = tuple[AccountState, Sequence[Posted]]
Replay = Callable[[Sequence[UUID]], Mapping[UUID, Replayed | None]]

NOTHING: Replayed = (AccountState(), ())  # of an account to which nothing happened

ACCOUNTS_AT_ONCE = 500
ENTRIES_AT_ONCE = 20_000


def verify_account(
    conn: Connection, account_id: UUID, replay: Replay | None = None
) -> list[Finding]:
    """Will check one account; an empty list is good news, an account without a row is not."""
    rows = _rows(conn, [account_id])
    if not rows:
        return [Finding(code="account_missing", table="ledger_account", account_id=account_id)]
    return list(_checked(conn, rows, replay))


def verify(conn: Connection, program_id: UUID, replay: Replay | None = None) -> Iterator[Finding]:
    """Will check all accounts of a program by id, each from its first entry on, then checkpoints.

    `replay` gives, for accounts that something happened to, the state and every entry's effect as
    the rules make them out of the recorded facts; None for one that cannot be replayed any more.
    """
    after = None
    while page := accounts(conn, program_id, after, ACCOUNTS_AT_ONCE):
        yield from verify_accounts(conn, page, replay)[1]
        after = page[-1]
    yield from checkpoint_findings(conn, program_id)


def verify_accounts(
    conn: Connection, account_ids: list[UUID], replay: Replay | None = None
) -> tuple[int, Iterator[Finding]]:
    """Will count the entries of these accounts, and check the accounts as they are asked for."""
    rows = _rows(conn, account_ids)
    found = (one for part in _portions(rows) for one in _checked(conn, part, replay))
    return sum(row.seq for row in rows), found


def _rows(conn: Connection, account_ids: list[UUID]) -> list[AccountRow]:
    return SQL.records(conn, "kept_accounts", {"account_ids": account_ids}, into=AccountRow)


def _portions(rows: list[AccountRow]) -> Iterator[list[AccountRow]]:
    """Will split accounts so that not too many entries are read at once."""
    portion: list[AccountRow] = []
    size = 0
    for row in rows:
        if portion and size + row.seq > ENTRIES_AT_ONCE:
            yield portion
            portion, size = [], 0
        portion.append(row)
        size += row.seq
    if portion:
        yield portion


def _checked(conn: Connection, rows: list[AccountRow], replay: Replay | None) -> Iterator[Finding]:
    ids = [row.account_id for row in rows]
    spans = [(one, 0, 2**62) for one in ids]
    belonging = Belonging(conn, spans)
    by_account: dict[UUID, list[EntryRow]] = {one: [] for one in ids}
    for entry in entry_rows(conn, spans):
        by_account[entry.account_id].append(entry)
    sealed: dict[UUID, list[SealRow]] = {one: [] for one in ids}
    for seal in SQL.records(conn, "seals_of", {"account_ids": ids}, into=SealRow):
        sealed[seal.account_id].append(seal)
    replayed = replay(ids) if replay else None
    for row in rows:
        entries = by_account[row.account_id]
        found = [
            *entry_findings(row, entries, belonging),
            *account_findings(row, entries, belonging),
            *seal_findings(row, entries, sealed[row.account_id]),
        ]
        again = replayed.get(row.account_id, NOTHING) if replayed is not None else None
        if again is not None:
            kept = documents(row)
            found += replay_findings(row, kept.state, entries, belonging, *again)
        yield from sorted(found, key=lambda one: one.seq if one.seq is not None else 2**62)
