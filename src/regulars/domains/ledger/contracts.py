"""Values that cross: accounts under lock, what is to be booked, entries, checkpoints, findings."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from regulars.core.effects import Posted, Why
from regulars.core.state import AccountState

Pots = dict[str, dict[str, int]]


class Locked(Struct, frozen=True, kw_only=True):
    """An account whose row this transaction holds. Pots: currency, pot, credits less debits."""

    account_id: UUID
    program_id: UUID
    seq: int
    head: bytes
    pots: Pots
    state: AccountState


class Booking(Struct, frozen=True, kw_only=True):
    """What one event, or the passing of time before it, brings to an account.

    `state` is the account's state afterwards. `reason` is free text: it is kept apart, erasable,
    and belongs to the first entry.
    """

    account: Locked
    effects: tuple[Posted, ...]
    state: AccountState
    booked_at: datetime
    event_no: int = 0
    origin: str = "event"
    actor: str = ""
    reason: str | None = None


class Transfer(Struct, frozen=True, kw_only=True):
    """An amount from one pot to another."""

    n: int
    currency: str
    debit: str
    credit: str
    amount: int


class Lot(Struct, frozen=True, kw_only=True):
    """A lot as it was opened, by the entry `seq`."""

    number: int
    seq: int
    currency: str
    amount: int
    available_at: datetime
    expires_at: datetime | None
    inactive: bool


class LotLeft(Struct, frozen=True, kw_only=True):
    """A lot and what is left of it; what a reservation holds is still left."""

    number: int
    seq: int
    currency: str
    amount: int
    available_at: datetime
    expires_at: datetime | None
    inactive: bool
    left: int


class Consumption(Struct, frozen=True, kw_only=True):
    """What an entry took from a lot (negative: gave back)."""

    n: int
    lot: int
    amount: int


class Note(Struct, frozen=True, kw_only=True):
    """Free text of an entry, with the salt of its commitment."""

    seq: int
    salt: bytes
    text: str


class EntryRow(Struct, frozen=True, kw_only=True):
    """An entry's own columns. `why` is the stored JSON text."""

    account_id: UUID
    seq: int
    kind: str
    origin: str
    event_no: int
    program_version: int
    rule: str
    why: bytes
    reason_commitment: bytes | None
    actor: str
    effective_at: datetime
    booked_at: datetime
    prev_hash: bytes
    hash: bytes


class Entry(Struct, frozen=True, kw_only=True):
    """An entry with all that belongs to it. `note` is None when there was none or it was erased."""

    row: EntryRow
    why: Why
    transfers: tuple[Transfer, ...] = ()
    lots: tuple[Lot, ...] = ()
    consumptions: tuple[Consumption, ...] = ()
    note: str | None = None


class Total(Struct, frozen=True, kw_only=True):
    """What all accounts of a program have in one pot of one currency."""

    currency: str
    pot: str
    amount: int


class CardTotal(Struct, frozen=True, kw_only=True):
    """How many accounts have some of a currency, and how many stamp cards of it were full."""

    currency: str
    running: int
    completed: int


class Checkpoint(Struct, frozen=True, kw_only=True):
    """A sealed root: of how many accounts, with how many entries that were not sealed before."""

    program_id: UUID
    number: int
    sealed_at: datetime
    accounts: int
    entries: int
    root: bytes
    prev_hash: bytes
    hash: bytes


class SealRow(Struct, frozen=True, kw_only=True):
    """An account's head in a checkpoint; `before` is the last entry that was sealed earlier."""

    account_id: UUID
    number: int
    program_id: UUID
    seq: int
    head: bytes
    before: int = 0


class AccountRow(Struct, frozen=True, kw_only=True):
    """An account's own row as it is stored; documents are undecoded."""

    account_id: UUID
    program_id: UUID
    seq: int
    chain_head: bytes
    pots: bytes
    state: bytes
    due_at: datetime | None
    opened_at: datetime


class Finding(Struct, frozen=True, kw_only=True):
    """Something that does not agree: where it is stored, and how it fails.

    `account_id` is None for a checkpoint; `seq` is the entry's or the checkpoint's number.
    """

    code: str
    table: str
    column: str = ""
    account_id: UUID | None = None
    seq: int | None = None
    detail: str = ""


class Verification(Struct, frozen=True, kw_only=True):
    """What a check of all accounts of a program found: `found` in all, the first ones by name."""

    program_id: UUID
    verified_at: datetime
    accounts: int
    entries: int
    found: int
    findings: tuple[Finding, ...] = ()


class Verifying(Struct, frozen=True, kw_only=True):
    """A check that is under way: what was found in all accounts up to one of them."""

    program_id: UUID
    begun_at: datetime
    after_account: UUID
    accounts: int = 0
    entries: int = 0
    found: int = 0
    findings: tuple[Finding, ...] = ()
