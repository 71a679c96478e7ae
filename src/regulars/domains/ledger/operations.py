"""Writing to the ledger: lock accounts, book what follows, erase free text.

The caller owns the transaction. `lock` comes first, `record` books against what it gave.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.state import AccountState
from regulars.domains.ledger.booking import Page
from regulars.domains.ledger.chain import genesis
from regulars.domains.ledger.contracts import Booking, Locked, Pots
from regulars.domains.ledger.store import SQL

_state = msgspec.json.Decoder(AccountState).decode
_pots = msgspec.json.Decoder(Pots).decode
_FRESH = msgspec.json.encode(AccountState()).decode()


def lock(
    conn: Connection, wanted: Sequence[tuple[UUID, UUID]], now: datetime
) -> dict[UUID, Locked]:
    """Will hold these (account, program) until commit and read them; new ones are opened first."""
    programs = dict(wanted)
    if not programs:
        return {}
    ids = sorted(programs)
    new = {
        "account_ids": ids,
        "program_ids": [programs[one] for one in ids],
        "heads": [genesis(one, programs[one], now) for one in ids],
        "state": _FRESH,
        "now": now,
    }
    SQL.send(conn, "open_accounts", new)
    return {
        row[0]: Locked(
            account_id=row[0],
            program_id=row[1],
            seq=row[2],
            head=row[3],
            pots=_pots(row[4]),
            state=_state(row[5]),
        )
        for row in SQL.rows(conn, "lock_accounts", {"account_ids": ids})
    }


def hold(conn: Connection, account_ids: Iterable[UUID]) -> None:
    """Will hold those of these accounts that exist until commit; nothing of them is read."""
    wanted = sorted(account_ids)
    if wanted:
        SQL.send(conn, "hold_accounts", {"account_ids": wanted})


def record(
    conn: Connection, bookings: Sequence[Booking], *, copies: bool = False
) -> list[tuple[int, int]]:
    """Will write bookings in their order and give each one's first and last entry number. Very
    many at once had better go out as `copies`.

    Bookings of one account follow one another, whatever each `account` says. A booking without
    entries gives (seq + 1, seq) and still stores its state.
    """
    page = Page()
    spans = [page.add(booking) for booking in bookings]
    page.write(conn, copies=copies)
    return spans


def forget_notes(conn: Connection, account_id: UUID) -> int:
    """Will erase the free texts of an account's entries; the chain stays whole. Gives how many."""
    return SQL.run(conn, "forget_notes", {"account_id": account_id})
