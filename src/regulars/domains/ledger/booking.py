"""A batch of bookings as columns: one statement for each kind of row that the batch really has."""

import secrets
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.calendar import moment
from regulars.core.effects import Posted
from regulars.core.state import AccountState
from regulars.domains.ledger.chain import Values, commitment, entry_hash, micros
from regulars.domains.ledger.contracts import Booking, Locked, Pots
from regulars.domains.ledger.store import SQL

SALT_BYTES = 16
_encode = msgspec.json.Encoder().encode

Row = tuple[Any, ...]


class Running:
    """How one account stands while the batch is made up."""

    __slots__ = ("account_id", "head", "pots", "seq", "state", "was")

    def __init__(self, account: Locked) -> None:
        self.account_id: UUID = account.account_id
        self.was = self.seq = account.seq
        self.head = account.head
        self.pots: Pots = {currency: dict(pots) for currency, pots in account.pots.items()}
        self.state: AccountState = account.state

    def move(self, currency: str, debit: str, credit: str, amount: int) -> None:
        """Will change both pots; an empty one is not kept."""
        pots = self.pots.setdefault(currency, {})
        for pot, change in ((debit, -amount), (credit, amount)):
            after = pots.get(pot, 0) + change
            if after:
                pots[pot] = after
            else:
                del pots[pot]
        if not pots:
            del self.pots[currency]


class Page:
    """The rows of a batch, in booking order."""

    def __init__(self) -> None:
        self._running: dict[UUID, Running] = {}
        self._entries: list[Row] = []
        self._transfers: list[Row] = []
        self._lots: list[Row] = []
        self._consumptions: list[Row] = []
        self._notes: list[Row] = []

    def add(self, booking: Booking) -> tuple[int, int]:
        """Will take a booking up after those that are there; gives its first and last entry."""
        account = self._running.get(booking.account.account_id)
        if account is None:
            account = self._running[booking.account.account_id] = Running(booking.account)
        first = account.seq + 1
        for posted in booking.effects:
            self._post(account, booking, posted, first)
        account.state = booking.state
        return first, account.seq

    def _post(self, account: Running, booking: Booking, posted: Posted, first: int) -> None:
        account.seq += 1
        owner, seq, prev_hash = account.account_id, account.seq, account.head
        committed = None
        if booking.reason is not None and seq == first:
            salt = secrets.token_bytes(SALT_BYTES)
            committed = commitment(salt, booking.reason)
            self._notes.append((owner, seq, salt, booking.reason))
        why = _encode(posted.why).decode()
        columns = (
            owner, seq, posted.kind, booking.origin, booking.event_no, posted.version,
            posted.rule, why, committed, booking.actor, posted.effective * 1_000_000,
            micros(booking.booked_at), prev_hash,
        )  # fmt: skip
        account.head = entry_hash(columns, *self._belonging(account, posted))
        self._entries.append(
            (*columns[:10], posted.effective, booking.booked_at, prev_hash, account.head)
        )

    def _belonging(self, account: Running, posted: Posted) -> tuple[Values, Values, Values]:
        owner, seq = account.account_id, account.seq
        transfers, lots, consumptions = [], [], []
        for n, move in enumerate(posted.moves, 1):
            account.move(move.currency, move.debit, move.credit, move.amount)
            transfer = (n, move.currency, move.debit, move.credit, move.amount)
            transfers.append(transfer)
            self._transfers.append((owner, seq, *transfer))
        for one in sorted(posted.opened, key=lambda opened: opened.lot):
            expires = one.expires * 1_000_000 if one.expires is not None else None
            lots.append(
                (
                    one.lot,
                    one.currency,
                    one.amount,
                    one.available * 1_000_000,
                    expires,
                    one.inactive,
                )
            )
            self._lots.append(
                (owner, one.lot, seq, one.currency, one.amount, one.available, one.expires,
                 one.inactive)
            )  # fmt: skip
        for n, piece in enumerate(posted.used, 1):
            consumptions.append((n, piece.lot, piece.amount))
            self._consumptions.append((owner, seq, n, piece.lot, piece.amount))
        return tuple(transfers), tuple(lots), tuple(consumptions)

    def write(self, conn: Connection, *, copies: bool = False) -> None:
        """Will send the rows. Every account must still be as it was when it was locked."""
        if not self._running:
            return
        if copies:
            self._copy(conn)
        self._send(conn)
        self._change(conn)

    def _copy(self, conn: Connection) -> None:
        """Will send what there is most of, and leave the rest."""
        entries = [(*one[:10], _when(one[10]), *one[11:]) for one in self._entries]
        lots = [(*one[:5], _when(one[5]), _when(one[6]), one[7]) for one in self._lots]
        for name, rows in (
            ("copy_entries", entries),
            ("copy_transfers", self._transfers),
            ("copy_lots", lots),
        ):
            if rows:
                SQL.copy(conn, name, rows)
        self._entries, self._transfers, self._lots = [], [], []

    def _send(self, conn: Connection) -> None:
        for name, rows, columns in (
            ("insert_entries", self._entries, _ENTRY),
            ("insert_transfers", self._transfers, _TRANSFER),
            ("insert_lots", self._lots, _LOT),
            ("insert_consumptions", self._consumptions, _CONSUMPTION),
            ("insert_notes", self._notes, _NOTE),
        ):
            if rows:
                SQL.send(conn, name, _columns(rows, columns))

    def _change(self, conn: Connection) -> None:
        changed = [
            (
                one.account_id, one.was, one.seq, one.head, _encode(one.pots).decode(),
                _encode(one.state).decode(), one.state.due,
            )
            for one in self._running.values()
        ]  # fmt: skip
        SQL.send(conn, "update_accounts", _columns(changed, _ACCOUNT))


@lru_cache(maxsize=64)
def _when(instant: int | None) -> str | None:
    return None if instant is None else moment(instant).isoformat()


_ENTRY = (
    "account_ids", "seqs", "kinds", "origins", "event_nos", "versions", "rules", "whys",
    "commitments", "actors", "effective", "booked", "prev_hashes", "hashes",
)  # fmt: skip
_TRANSFER = ("account_ids", "seqs", "ns", "currencies", "debits", "credits", "amounts")
_LOT = (
    "account_ids", "numbers", "seqs", "currencies", "amounts", "available", "expires",
    "inactive",
)  # fmt: skip
_CONSUMPTION = ("account_ids", "seqs", "ns", "lots", "amounts")
_NOTE = ("account_ids", "seqs", "salts", "texts")
_ACCOUNT = ("account_ids", "were", "seqs", "heads", "pots", "states", "due")


def _columns(rows: list[Row], names: tuple[str, ...]) -> dict[str, object]:
    columns = zip(*rows, strict=True)
    return {name: list(values) for name, values in zip(names, columns, strict=True)}
