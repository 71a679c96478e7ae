"""What the rules make out of the recorded facts against what is stored: state and every entry.

Codes: replay_state_differs, replay_entries_differ (their number), replay_differs.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from regulars.core.effects import Posted, Why
from regulars.core.state import AccountState
from regulars.domains.ledger.chain import micros
from regulars.domains.ledger.contracts import AccountRow, EntryRow, Finding
from regulars.domains.ledger.queries import Belonging

Columns = tuple[str, ...]
Rows = Sequence[tuple[object, ...]]

_TRANSFER = ("n", "currency", "debit", "credit", "amount")
_LOT = ("number", "currency", "amount", "available_at", "expires_at", "inactive")
_CONSUMPTION = ("n", "lot", "amount")


def replay_findings(
    account: AccountRow,
    stored: AccountState | None,
    rows: Sequence[EntryRow],
    belonging: Belonging,
    state: AccountState,
    effects: Sequence[Posted],
) -> Iterator[Finding]:
    """Will compare the stored state and entries of an account with replayed ones."""
    owner = account.account_id
    if len(rows) != len(effects):
        detail = f"{len(rows)} stored, {len(effects)} replayed"
        yield Finding(
            code="replay_entries_differ", table="ledger_entry", account_id=owner, detail=detail
        )
    for row, posted in zip(rows, effects, strict=False):
        for table, column in _differences(row, belonging, posted):
            yield Finding(
                code="replay_differs", table=table, column=column, account_id=owner, seq=row.seq
            )
    if stored is not None and stored != state:
        names = [
            name
            for name in AccountState.__struct_fields__
            if getattr(stored, name) != getattr(state, name)
        ]
        yield Finding(
            code="replay_state_differs", table="ledger_account", column="state",
            account_id=owner, detail=", ".join(names),
        )  # fmt: skip


def _differences(row: EntryRow, belonging: Belonging, posted: Posted) -> Iterator[tuple[str, str]]:
    key = (row.account_id, row.seq)
    for column, stored, made in (
        ("kind", row.kind, posted.kind),
        ("program_version", row.program_version, posted.version),
        ("rule", row.rule, posted.rule),
        ("why", _why(row.why), posted.why),
        ("effective_at", _seconds(row.effective_at), posted.effective),
    ):
        if stored != made:
            yield "ledger_entry", column
    moves = [(n, one.currency, one.debit, one.credit, one.amount)
             for n, one in enumerate(posted.moves, 1)]  # fmt: skip
    transfers = [(one.n, one.currency, one.debit, one.credit, one.amount)
                 for one in belonging.transfers.get(key, ())]  # fmt: skip
    yield from _compared("ledger_transfer", _TRANSFER, transfers, moves)
    opened = [(one.lot, one.currency, one.amount, one.available, one.expires, one.inactive)
              for one in sorted(posted.opened, key=lambda lot: lot.lot)]  # fmt: skip
    lots = [(one.number, one.currency, one.amount, _seconds(one.available_at),
             _seconds(one.expires_at), one.inactive)
            for one in belonging.lots.get(key, ())]  # fmt: skip
    yield from _compared("ledger_lot", _LOT, lots, opened)
    used = [(n, one.lot, one.amount) for n, one in enumerate(posted.used, 1)]
    pieces = [(one.n, one.lot, one.amount) for one in belonging.consumptions.get(key, ())]
    yield from _compared("ledger_consumption", _CONSUMPTION, pieces, used)


def _compared(table: str, columns: Columns, stored: Rows, made: Rows) -> Iterator[tuple[str, str]]:
    if len(stored) != len(made):
        yield table, ""
        return
    for kept, right in zip(stored, made, strict=True):
        for column, one, other in zip(columns, kept, right, strict=True):
            if one != other:
                yield table, column


def _why(text: bytes) -> Why | None:
    try:
        return msgspec.json.decode(text, type=Why)
    except msgspec.DecodeError:
        return None


def _seconds(at: datetime | None) -> float | None:
    return micros(at) / 1_000_000 if at is not None else None
