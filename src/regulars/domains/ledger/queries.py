"""Reading the ledger. Everything is set-based; an entry comes with all that belongs to it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.effects import Why
from regulars.core.state import AccountState
from regulars.domains.ledger.contracts import (
    CardTotal,
    Checkpoint,
    Consumption,
    Entry,
    EntryRow,
    Lot,
    LotLeft,
    Note,
    Pots,
    Total,
    Transfer,
)
from regulars.domains.ledger.store import SQL

Span = tuple[UUID, int, int]
Key = tuple[UUID, int]

NIL = UUID(int=0)
_state = msgspec.json.Decoder(AccountState).decode
_pots = msgspec.json.Decoder(Pots).decode
_why = msgspec.json.Decoder(Why).decode


class Belonging:
    """What belongs to entries, by account and entry number."""

    def __init__(self, conn: Connection, spans: Sequence[Span]) -> None:
        asked = _spans(spans)
        self.transfers: dict[Key, list[Transfer]] = defaultdict(list)
        self.lots: dict[Key, list[Lot]] = defaultdict(list)
        self.consumptions: dict[Key, list[Consumption]] = defaultdict(list)
        self.notes: dict[Key, Note] = {}
        for account_id, seq, n, currency, debit, credit, amount in SQL.rows(
            conn, "transfers_in", asked
        ):
            self.transfers[account_id, seq].append(
                Transfer(n=n, currency=currency, debit=debit, credit=credit, amount=amount)
            )
        for account_id, *columns in SQL.rows(conn, "lots_in", asked):
            lot = Lot(**dict(zip(Lot.__struct_fields__, columns, strict=True)))
            self.lots[account_id, lot.seq].append(lot)
        for account_id, seq, n, number, amount in SQL.rows(conn, "consumptions_in", asked):
            self.consumptions[account_id, seq].append(Consumption(n=n, lot=number, amount=amount))
        for account_id, seq, salt, text in SQL.rows(conn, "notes_in", asked):
            self.notes[account_id, seq] = Note(seq=seq, salt=salt, text=text)

    @cached_property
    def seqs(self) -> dict[UUID, list[tuple[str, int]]]:
        """To which entries of each account anything belongs, by table."""
        found: dict[UUID, list[tuple[str, int]]] = defaultdict(list)
        for table, kept in (
            ("ledger_transfer", self.transfers),
            ("ledger_lot", self.lots),
            ("ledger_consumption", self.consumptions),
            ("ledger_note", self.notes),
        ):
            for account_id, seq in kept:
                found[account_id].append((table, seq))
        return found


def entry_rows(conn: Connection, spans: Sequence[Span]) -> list[EntryRow]:
    """Will read entries' own columns by (account, first, last), in that order."""
    return SQL.records(conn, "entries_in", _spans(spans), into=EntryRow)


def entries_between(conn: Connection, spans: Sequence[Span]) -> list[Entry]:
    """Will read whole entries by (account, first, last), sorted by account and number."""
    if not spans:
        return []
    belonging = Belonging(conn, spans)
    found = []
    for row in entry_rows(conn, spans):
        key = (row.account_id, row.seq)
        note = belonging.notes.get(key)
        found.append(
            Entry(
                row=row,
                why=_why(row.why),
                transfers=tuple(belonging.transfers.get(key, ())),
                lots=tuple(belonging.lots.get(key, ())),
                consumptions=tuple(belonging.consumptions.get(key, ())),
                note=note.text if note else None,
            )
        )
    return found


def entries(
    conn: Connection, account_id: UUID, before_seq: int | None = None, limit: int = 50
) -> list[Entry]:
    """Will read an account's history, newest first, from before an entry on."""
    before = before_seq if before_seq is not None else 2**62
    asked = {"account_id": account_id, "before": before, "limit": limit}
    seqs = [row[0] for row in SQL.rows(conn, "page_of_entries", asked)]
    if not seqs:
        return []
    return entries_between(conn, [(account_id, seqs[-1], seqs[0])])[::-1]


def entries_with(
    conn: Connection, account_id: UUID, currency: str, before_seq: int, limit: int
) -> list[Entry]:
    """Will read the entries that moved a currency, newest first, from before an entry on."""
    asked = {
        "account_id": account_id, "currency": currency, "before": before_seq, "limit": limit
    }  # fmt: skip
    seqs = [row[0] for row in SQL.rows(conn, "page_of_entries_with", asked)]
    found = entries_between(conn, [(account_id, seq, seq) for seq in seqs])
    return sorted(found, key=lambda one: -one.row.seq)


def clock_entries(conn: Connection, account_id: UUID, before_seq: int, limit: int) -> list[Entry]:
    """Will read what time alone brought to an account, newest first, from before an entry on."""
    asked = {"account_id": account_id, "before": before_seq, "limit": limit}
    seqs = [row[0] for row in SQL.rows(conn, "page_of_clock_entries", asked)]
    return entries_between(conn, [(account_id, seq, seq) for seq in seqs])[::-1]


def size(conn: Connection, program_id: UUID) -> tuple[int, int]:
    """Will count a program's accounts and entries."""
    accounts, entries = SQL.rows(conn, "size", {"program_id": program_id})[0]
    return accounts, entries


def moved_by_month(
    conn: Connection, program_id: UUID, zone: str
) -> list[tuple[date, str, int, int]]:
    """Will sum what was issued and what was redeemed, by month of the shop's calendar and currency.
    Reads all entries."""
    asked = {"program_id": program_id, "zone": zone}
    return [(row[0], row[1], row[2], row[3]) for row in SQL.rows(conn, "moved_by_month", asked)]


def last_checkpoints(conn: Connection, program_id: UUID, limit: int) -> list[Checkpoint]:
    """Will list a program's newest checkpoints, the newest first."""
    asked = {"program_id": program_id, "limit": limit}
    return SQL.records(conn, "newest_checkpoints", asked, into=Checkpoint)


def lots(conn: Connection, account_id: UUID) -> list[LotLeft]:
    """Will read all lots that an account ever had, with what is left of each."""
    return SQL.records(conn, "lots", {"account_id": account_id}, into=LotLeft)


def cards(conn: Connection, program_id: UUID) -> list[CardTotal]:
    """Will count, by currency, the accounts that have some of it and the stamp cards once full."""
    return SQL.records(conn, "cards", {"program_id": program_id}, into=CardTotal)


def balances(conn: Connection, account_ids: Iterable[UUID]) -> dict[UUID, Pots]:
    """Will read pots: currency, pot, credits less debits. An empty pot is left out."""
    found = SQL.rows(conn, "balances", {"account_ids": list(account_ids)})
    return {account_id: _pots(pots) for account_id, pots in found}


def by_balance(
    conn: Connection, program_id: UUID, currency: str, *, after: tuple[int, UUID] | None,
    least: bool, limit: int,
) -> list[tuple[UUID, int]]:  # fmt: skip
    """Will list a program's accounts by what can be spent of a currency, the most first or the
    `least`; after one of them."""
    held, account_id = after or (0, UUID(int=0))
    wanted = {
        "program_id": program_id, "currency": currency, "first": after is None, "held": held,
        "account_id": account_id, "limit": limit,
    }  # fmt: skip
    name = "by_balance_least" if least else "by_balance_most"
    return [(row[0], int(row[1])) for row in SQL.rows(conn, name, wanted)]


def states(conn: Connection, account_ids: Iterable[UUID]) -> dict[UUID, AccountState]:
    """Will read the states of accounts that have a row."""
    found = SQL.rows(conn, "states", {"account_ids": list(account_ids)})
    return {account_id: _state(state) for account_id, state in found}


def due(conn: Connection, program_id: UUID, before: datetime, limit: int) -> list[UUID]:
    """Will list accounts for which something falls due until then, the longest waiting first."""
    asked = {"program_id": program_id, "before": before, "limit": limit}
    return [row[0] for row in SQL.rows(conn, "due", asked)]


def accounts(
    conn: Connection, program_id: UUID, after: UUID | None = None, limit: int = 1000
) -> list[UUID]:
    """Will list a program's accounts by id, after one of them."""
    asked = {"program_id": program_id, "after": after or NIL, "limit": limit}
    return [row[0] for row in SQL.rows(conn, "accounts", asked)]


def totals(conn: Connection, program_id: UUID) -> list[Total]:
    """Will sum the pots of all accounts, by currency and pot."""
    found = SQL.rows(conn, "totals", {"program_id": program_id})
    return [
        Total(currency=currency, pot=pot, amount=int(amount)) for currency, pot, amount in found
    ]


def lapsing(
    conn: Connection, program_id: UUID, now: datetime, until: datetime
) -> dict[str, tuple[int, int]]:
    """Will sum what lapses between two moments, by currency, and count whose it is."""
    wanted = {
        "program_id": program_id, "until": until,
        "first": int(now.timestamp()), "last": int(until.timestamp()),
    }  # fmt: skip
    return {currency: (int(sum_), members)
            for currency, sum_, members in SQL.rows(conn, "lapsing", wanted)}  # fmt: skip


def checkpoints(
    conn: Connection, program_id: UUID, after: int = 0, limit: int = 1000
) -> list[Checkpoint]:
    """Will list a program's checkpoints by number."""
    asked = {"program_id": program_id, "after": after, "limit": limit}
    return SQL.records(conn, "checkpoints", asked, into=Checkpoint)


def _spans(spans: Sequence[Span]) -> dict[str, object]:
    return {
        "account_ids": [account_id for account_id, _, _ in spans],
        "firsts": [first for _, first, _ in spans],
        "lasts": [last for _, _, last in spans],
    }


def lapsed(conn: Connection, lots: Sequence[tuple[UUID, int]]) -> dict[UUID, dict[int, int]]:
    """Will give how much of these lots (account, number) lapsed, by account and number; lots of
    which nothing did are left out."""
    if not lots:
        return {}
    asked = {"account_ids": [one for one, _ in lots], "lots": [number for _, number in lots]}
    found: dict[UUID, dict[int, int]] = {}
    for account_id, number, amount in SQL.rows(conn, "lapsed", asked):
        found.setdefault(account_id, {})[number] = amount
    return found


def given(conn: Connection, program_id: UUID) -> dict[tuple[str, str], int]:
    """Will sum what the rules of campaigns gave, net of what came back, by rule and currency."""
    rows = SQL.rows(conn, "given", {"program_id": program_id})
    return {(rule, currency): amount for rule, currency, amount in rows}


def owing(
    conn: Connection, program_id: UUID, *, after: UUID, limit: int
) -> list[tuple[UUID, str, int]]:
    """Will list accounts that owe something, with the currency and how much of it."""
    wanted = {"program_id": program_id, "after": after, "limit": limit}
    return [(row[0], str(row[1]), int(row[2])) for row in SQL.rows(conn, "owing", wanted)]
