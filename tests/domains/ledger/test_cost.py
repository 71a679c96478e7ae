"""What a booking costs: exact numbers of statements and rows."""

from typing import Any

from msgspec import structs
from psycopg import Connection
from tests.support.cost import statements

from regulars.core.effects import Move, Opened, Posted, Why
from regulars.core.state import AccountState, Lot
from regulars.domains.ledger.contracts import Booking
from regulars.domains.ledger.operations import lock, record
from regulars.kit.pg.sql import by_account

EARNED = 1_767_600_000
EARN = Posted(
    kind="earn",
    effective=EARNED,
    why=Why(code="points.earned", params={"amount": 120}),
    version=1,
    rule="base",
    moves=(Move("point", "issued", "available", 120),),
    opened=(Opened(lot=1, currency="point", amount=120, available=EARNED),),
)
AFTER = AccountState(events=1, lots_opened=1, lots=(Lot(1, "point", 120, None),))


def counts(conn: Connection, program_id: Any) -> list[int]:
    """Rows of the program's accounts: entries, transfers, lots, consumptions, notes."""
    tables = ("entry", "transfer", "lot", "consumption", "note")
    query = (
        "SELECT count(*) FROM ledger_{} JOIN ledger_account USING (account_id) "
        "WHERE program_id = %s"
    )
    found = [conn.execute(query.format(one), [program_id]).fetchone() for one in tables]
    return [one[0] for one in found if one]


def test_a_simple_earn_is_four_statements_and_four_rows(conn: Connection, new_member: Any) -> None:
    member = new_member()
    wanted = [(member.account_id, member.program_id)]
    assert statements(conn, lambda: lock(conn, wanted, member.now)) == 2
    account = lock(conn, wanted, member.now)[member.account_id]
    booking = Booking(account=account, effects=(EARN,), state=AFTER, booked_at=member.now)
    assert statements(conn, lambda: record(conn, [booking])) == 4
    assert counts(conn, member.program_id) == [1, 1, 1, 0, 0]


def test_a_batch_costs_no_statement_more(conn: Connection, new_member: Any) -> None:
    first = new_member()
    members = [first, *(new_member(program_id=first.program_id) for _ in range(39))]
    wanted = [(one.account_id, one.program_id) for one in members]
    accounts = lock(conn, wanted, first.now)
    bookings = [
        Booking(account=one, effects=(EARN,), state=AFTER, booked_at=first.now)
        for one in accounts.values()
    ]
    # Sets go out as one; account by account, each has its own.
    sets = len(members) if by_account() else 1
    assert statements(conn, lambda: record(conn, bookings)) == 4 * sets
    assert counts(conn, first.program_id) == [40, 40, 40, 0, 0]


def test_what_books_nothing_only_keeps_the_state(conn: Connection, new_member: Any) -> None:
    member = new_member()
    account = lock(conn, [(member.account_id, member.program_id)], member.now)[member.account_id]
    booking = Booking(account=account, effects=(), state=AFTER, booked_at=member.now)
    assert statements(conn, lambda: record(conn, [booking])) == 1
    assert counts(conn, member.program_id) == [0, 0, 0, 0, 0]


def test_nothing_to_record_is_no_statement(conn: Connection) -> None:
    assert statements(conn, lambda: record(conn, [])) == 0


def test_a_reason_is_one_statement_and_one_row_more(conn: Connection, new_member: Any) -> None:
    member = new_member()
    account = lock(conn, [(member.account_id, member.program_id)], member.now)[member.account_id]
    plain = Booking(account=account, effects=(EARN,), state=AFTER, booked_at=member.now)
    told = structs.replace(plain, reason="Parcel was late")
    assert statements(conn, lambda: record(conn, [told])) == 5
    assert counts(conn, member.program_id) == [1, 1, 1, 0, 1]
