"""One account's row against its entries: pots, lots, state and due date.

Codes: unreadable, pot_differs, lot_overdrawn, lot_left_differs, lot_dates_differ,
lots_opened_differs, state_differs, due_differs.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeVar

import msgspec
from msgspec import Struct

from regulars.core.calendar import FOREVER
from regulars.core.effects import SAVED
from regulars.core.state import AccountState
from regulars.core.state import Lot as OpenLot
from regulars.domains.ledger.chain import micros
from regulars.domains.ledger.contracts import AccountRow, EntryRow, Finding, Lot, Pots
from regulars.domains.ledger.queries import Belonging

ACCOUNT = "ledger_account"

Value = TypeVar("Value")


class Documents(Struct, frozen=True):
    """What the row's documents say; None where they cannot be read."""

    pots: Pots | None
    state: AccountState | None


def documents(row: AccountRow) -> Documents:
    """Will read both documents as far as they can be read."""
    return Documents(_read(row.pots, Pots), _read(row.state, AccountState))


def _read(text: bytes, type_: type[Value]) -> Value | None:
    try:
        return msgspec.json.decode(text, type=type_)
    except msgspec.DecodeError:
        return None


class Sums:
    """What an account's rows add up to."""

    def __init__(self, rows: Sequence[EntryRow], belonging: Belonging) -> None:
        self.pots: dict[str, Counter[str]] = defaultdict(Counter)
        self.lots: dict[int, Lot] = {}
        self.used: Counter[int] = Counter()
        self.restored: set[int] = set()
        for row in rows:
            key = (row.account_id, row.seq)
            for move in belonging.transfers.get(key, ()):
                self.pots[move.currency][move.debit] -= move.amount
                self.pots[move.currency][move.credit] += move.amount
            self.lots.update({lot.number: lot for lot in belonging.lots.get(key, ())})
            for piece in belonging.consumptions.get(key, ()):
                self.used[piece.lot] += piece.amount
                if piece.amount < 0:
                    self.restored.add(piece.lot)

    def left(self, number: int) -> int:
        """Will give what is left of a lot."""
        lot = self.lots.get(number)
        return (lot.amount if lot else 0) - self.used[number]


def account_findings(
    row: AccountRow, rows: Sequence[EntryRow], belonging: Belonging
) -> Iterator[Finding]:
    """Will compare the row of an account with what its entries add up to."""
    kept, sums = documents(row), Sums(rows, belonging)
    if kept.pots is None:
        yield _account(row, "unreadable", "pots", "")
    else:
        yield from _pots(row, kept.pots, sums)
    for number in sorted(sums.lots.keys() | sums.used.keys()):
        if not 0 <= sums.left(number) <= (lot.amount if (lot := sums.lots.get(number)) else 0):
            yield Finding(
                code="lot_overdrawn", table="ledger_consumption", column="amount",
                account_id=row.account_id, detail=f"lot {number}",
            )  # fmt: skip
    if kept.state is None:
        yield _account(row, "unreadable", "state", "")
        return
    yield from _lots(row, kept.state, sums)
    yield from _state_pots(row, kept.state, sums)
    if kept.state.due != _seconds(row.due_at):
        yield _account(row, "due_differs", "due_at", f"state says {kept.state.due}")


def _pots(row: AccountRow, stored: Pots, sums: Sums) -> Iterator[Finding]:
    booked = sums.pots
    for currency in sorted(stored.keys() | booked.keys()):
        mine, theirs = stored.get(currency, {}), booked.get(currency, Counter())
        for pot in sorted(mine.keys() | theirs.keys()):
            if mine.get(pot, 0) != theirs.get(pot, 0):
                detail = f"{currency} {pot}: {mine.get(pot, 0)}, booked {theirs.get(pot, 0)}"
                yield _account(row, "pot_differs", "pots", detail)


def _lots(row: AccountRow, state: AccountState, sums: Sums) -> Iterator[Finding]:
    left = Counter({lot.number: lot.left for lot in state.lots})
    for hold in state.holds:
        for part in hold.parts:
            for piece in part.pieces:
                left[piece.lot] += piece.amount
    for number in sorted(left.keys() | sums.lots.keys()):
        if left[number] != sums.left(number):
            detail = f"lot {number}: {left[number]}, booked {sums.left(number)}"
            yield _account(row, "lot_left_differs", "state", detail)
    for one in state.lots:
        lot = sums.lots.get(one.number)
        if lot is not None and not _same_dates(one, lot, restored=one.number in sums.restored):
            yield _account(row, "lot_dates_differ", "state", f"lot {one.number}")
    if state.lots_opened != max(sums.lots, default=0):
        yield _account(row, "lots_opened_differs", "state", f"{state.lots_opened}")


def _same_dates(one: OpenLot, lot: Lot, *, restored: bool) -> bool:
    """Will compare an open lot with its row; one that was restored may have got more time, and one
    whose time began when its order was fulfilled got its date only then.
    """
    expires = _seconds(lot.expires_at)
    later = restored and one.expires is not None and expires is not None and one.expires > expires
    if expires is None and one.available is None and _seconds(lot.available_at) == FOREVER:
        later = True
    waits = one.available is None or one.available == _seconds(lot.available_at)
    return one.currency == lot.currency and waits and (one.expires == expires or later)


def _state_pots(row: AccountRow, state: AccountState, sums: Sums) -> Iterator[Finding]:
    """Will compare what the state says of each currency with its pots; `saved` has no lots."""
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for lot in state.lots:
        pot = "pending" if lot.available is not None else "available"
        said[lot.currency][pot] += lot.left
    for hold in state.holds:
        for part in hold.parts:
            said[part.currency]["reserved"] += part.amount
    for currency, owed in state.deficits.items():
        said[currency]["deficit"] -= owed
    for currency in sorted((said.keys() | sums.pots.keys()) - {SAVED}):
        for pot in ("available", "pending", "reserved", "deficit"):
            booked = sums.pots[currency][pot]
            if said[currency][pot] != booked:
                detail = f"{currency} {pot}: {said[currency][pot]}, booked {booked}"
                yield _account(row, "state_differs", "state", detail)


def _seconds(at: datetime | None) -> float | None:
    return micros(at) / 1_000_000 if at is not None else None


def _account(row: AccountRow, code: str, column: str, detail: str) -> Finding:
    return Finding(
        code=code, table=ACCOUNT, column=column, account_id=row.account_id, detail=detail
    )
