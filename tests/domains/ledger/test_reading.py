"""What is read back: totals, what is due, free text and its erasure, checkpoints."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from msgspec import structs
from psycopg import Connection

from regulars.domains.ledger import queries
from regulars.domains.ledger.chain import merkle_root
from regulars.domains.ledger.checkpoints import seal
from regulars.domains.ledger.contracts import Total
from regulars.domains.ledger.operations import forget_notes
from regulars.domains.ledger.verify import verify, verify_account

LATE = datetime(2200, 1, 1, tzinfo=UTC)


def test_totals_are_of_one_program(conn: Connection, new_member: Any) -> None:
    one, other = new_member(), new_member()
    two = new_member(program_id=one.program_id)
    one.live(conn, [("order", 70)])
    two.live(conn, [("order", 30)])
    other.live(conn, [("order", 99)])
    points = [total for total in queries.totals(conn, one.program_id) if total.currency == "point"]
    assert points == [
        Total(currency="point", pot="available", amount=100),
        Total(currency="point", pot="issued", amount=-110),
        Total(currency="point", pot="pending", amount=10),
    ]
    assert queries.accounts(conn, one.program_id) == sorted([one.account_id, two.account_id])
    assert queries.accounts(conn, one.program_id, after=one.account_id, limit=1) == [two.account_id]


def test_due_accounts_come_longest_waiting_first(conn: Connection, new_member: Any) -> None:
    late = new_member()
    early = new_member(program_id=late.program_id)
    late.live(conn, [("wait", 10), ("order", 50)])
    early.live(conn, [("order", 50)])
    program = late.program_id
    # Three days after the order its pending points come free.
    assert queries.due(conn, program, early.now + timedelta(days=2), 10) == []
    assert queries.due(conn, program, LATE, 10) == [early.account_id, late.account_id]
    assert queries.due(conn, program, LATE, 1) == [early.account_id]


def test_free_text_can_be_forgotten_and_the_chain_stays(conn: Connection, new_member: Any) -> None:
    member = new_member()
    bookings = [
        structs.replace(one, reason="Said that the parcel was late") if one.effects else one
        for one in member.act("adjust", 90)
    ]
    member.store(conn, bookings)
    (entry,) = queries.entries(conn, member.account_id)
    assert entry.note == "Said that the parcel was late"
    assert verify_account(conn, member.account_id) == []
    committed = entry.row.reason_commitment
    assert committed is not None
    assert forget_notes(conn, member.account_id) == 1
    (entry,) = queries.entries(conn, member.account_id)
    assert entry.note is None
    assert entry.row.reason_commitment == committed
    assert verify_account(conn, member.account_id, member.replay) == []


def test_a_checkpoint_covers_what_changed(conn: Connection, new_member: Any) -> None:
    one = new_member()
    two = new_member(program_id=one.program_id)
    one.live(conn, [("order", 50)])
    two.live(conn, [("order", 50)])
    first = seal(conn, one.program_id, one.now)
    assert first is not None
    assert (first.number, first.accounts, first.entries) == (1, 2, 6)
    assert seal(conn, one.program_id, one.now) is None
    two.live(conn, [("adjust", 90)])
    second = seal(conn, one.program_id, one.now)
    assert second is not None
    assert (second.number, second.accounts, second.entries) == (2, 1, 1)
    assert second.prev_hash == first.hash
    assert queries.checkpoints(conn, one.program_id) == [first, second]
    assert list(verify(conn, one.program_id)) == []


def test_an_unknown_account_is_a_finding(conn: Connection, new_member: Any) -> None:
    assert [one.code for one in verify_account(conn, new_member().account_id)] == [
        "account_missing"
    ]


def test_the_root_is_that_of_rfc_6962() -> None:
    def tree(leaves: list[bytes]) -> bytes:
        if len(leaves) == 1:
            return leaves[0]
        half = 1
        while half * 2 < len(leaves):
            half *= 2
        return sha256(b"\x01" + tree(leaves[:half]) + tree(leaves[half:])).digest()

    leaves = [sha256(bytes([one])).digest() for one in range(33)]
    for count in range(1, len(leaves) + 1):
        assert merkle_root(leaves[:count]) == tree(leaves[:count])
    assert merkle_root([]) == sha256(b"").digest()
