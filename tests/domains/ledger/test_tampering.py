"""Whatever column somebody with every right changes: the verifier finds it and names it."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from msgspec import structs
from psycopg import Connection, sql

from regulars.domains.ledger.checkpoints import seal
from regulars.domains.ledger.verify import verify, verify_account
from regulars.kit import ids

CHANGES = {
    "uuid": "%(fresh)s",
    "bigint": "{column} + 1000",
    "integer": "{column} + 1000",
    "text": "{column} || 'x'",
    "json": "('{{\"x\":1,' || substr({column}::text, 2))::json",
    "bytea": "coalesce(set_byte({column}, 0, 255 - get_byte({column}, 0)), '\\x00')",
    "timestamp with time zone": "coalesce({column}, '2030-01-01Z') + interval '1 second'",
    "boolean": "NOT {column}",
}
# What is not read as more than it says needs a change that means something.
MEANINGFUL = {
    ("account", "pots"): r"regexp_replace(pots::text, '(\d+)', '9\1')::json",
    ("account", "state"): "replace(state::text, '\"events\":', '\"events\":9')::json",
}
# Columns that the verifier names; of others it names the table, and the entry.
NAMED = {
    "account": {"seq", "chain_head", "pots", "state", "due_at"},
    "entry": {"seq", "prev_hash", "hash", "kind", "program_version", "rule", "effective_at"},
    "transfer": {"n", "currency", "debit", "credit", "amount"},
    "lot": {"number", "currency", "amount", "available_at", "expires_at", "inactive"},
    "consumption": {"n", "lot", "amount"},
    "checkpoint": {"number", "accounts", "entries", "root", "prev_hash", "hash"},
    "seal": {"seq", "head", "program_id"},
}
# Which row of a table is changed.
ROWS = {
    "account": "account_id = %(account)s",
    "entry": "account_id = %(account)s AND seq = 2",
    "transfer": "account_id = %(account)s AND seq = 2 AND n = 1",
    "lot": "account_id = %(account)s AND seq = 2",
    "consumption": "(account_id, seq, n) = (SELECT account_id, seq, n FROM ledger_consumption "
    "WHERE account_id = %(account)s ORDER BY seq LIMIT 1)",
    "checkpoint": "program_id = %(program)s AND number = 1",
    "seal": "account_id = %(account)s AND number = 1",
}


@pytest.fixture
def booked(owner_conn: Connection, new_member: Any, lively: Any) -> Any:
    """A member with two checkpoints, on tables without their constraints."""
    member = new_member()
    explained = [
        structs.replace(one, reason="Asked at the till") if one.effects else one
        for one in member.act("adjust", 80)
    ]
    member.store(owner_conn, explained)
    member.live(owner_conn, lively[:5])
    assert seal(owner_conn, member.program_id, member.now)
    member.live(owner_conn, lively[5:])
    assert seal(owner_conn, member.program_id, member.now + timedelta(days=1))
    found = owner_conn.execute(
        "SELECT conrelid::regclass::text, conname FROM pg_constraint "
        "WHERE contype IN ('f', 'c') AND conrelid::regclass::text LIKE 'ledger%'"
    ).fetchall()
    for table, name in found:
        drop = sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}")
        owner_conn.execute(drop.format(sql.Identifier(table), sql.Identifier(name)))
    assert list(verify(owner_conn, member.program_id, member.replay)) == []
    return member


def columns(conn: Connection, table: str) -> list[tuple[str, str]]:
    """The columns that a table has now, with their types."""
    found = conn.execute(
        "SELECT column_name::text, data_type::text FROM information_schema.columns "
        "WHERE table_name = %s ORDER BY ordinal_position",
        [f"ledger_{table}"],
    ).fetchall()
    assert found
    return found


def change(conn: Connection, member: Any, table: str, column: str, kind: str) -> None:
    """Change one column of one row."""
    value = MEANINGFUL.get((table, column)) or CHANGES[kind].format(column=column)
    done = conn.execute(
        f"UPDATE ledger_{table} SET {column} = {value} WHERE {ROWS[table]}",
        {"fresh": ids.new(), "account": member.account_id, "program": member.program_id},
    )
    assert done.rowcount == 1


def entry_of(conn: Connection, member: Any, table: str) -> int:
    """The number of the entry that the row belongs to."""
    row = conn.execute(
        f"SELECT seq FROM ledger_{table} WHERE {ROWS[table]}", {"account": member.account_id}
    ).fetchone()
    assert row
    return int(row[0])


@pytest.mark.parametrize("table", ROWS)
def test_any_changed_column_is_found(owner_conn: Connection, booked: Any, table: str) -> None:
    for column, kind in columns(owner_conn, table):
        where = f"{table}.{column}"
        with owner_conn.transaction(force_rollback=True):
            change(owner_conn, booked, table, column, kind)
            found = list(verify(owner_conn, booked.program_id, booked.replay))
            if table == "account":
                found += verify_account(owner_conn, booked.account_id)
        assert f"ledger_{table}" in {one.table for one in found}, where
        if column in NAMED[table]:
            assert (f"ledger_{table}", column) in {(one.table, one.column) for one in found}, where
        if table in ("entry", "checkpoint"):
            assert found[0].table == f"ledger_{table}", where


@pytest.mark.parametrize("table", ["entry", "transfer", "lot", "consumption"])
def test_the_chain_alone_finds_it_first_where_it_is(
    owner_conn: Connection, booked: Any, table: str
) -> None:
    seq = entry_of(owner_conn, booked, table)
    for column, kind in columns(owner_conn, table):
        with owner_conn.transaction(force_rollback=True):
            change(owner_conn, booked, table, column, kind)
            first = verify_account(owner_conn, booked.account_id)[0]
        assert (first.table, first.account_id) == ("ledger_entry", booked.account_id), column
        assert first.seq == seq, column


@pytest.mark.parametrize(
    "table", ["ledger_entry", "ledger_transfer", "ledger_lot", "ledger_consumption", "ledger_seal"]
)
def test_a_missing_row_is_found(owner_conn: Connection, booked: Any, table: str) -> None:
    order = "number" if table == "ledger_seal" else "seq"
    for direction in ("ASC", "DESC"):
        with owner_conn.transaction(force_rollback=True):
            owner_conn.execute(
                f"DELETE FROM {table} WHERE ctid = (SELECT ctid FROM {table} "
                f"WHERE account_id = %s ORDER BY {order} {direction} LIMIT 1)",
                [booked.account_id],
            )
            assert list(verify(owner_conn, booked.program_id)), direction


def test_a_missing_checkpoint_is_found(owner_conn: Connection, booked: Any) -> None:
    for number in (1, 2):
        with owner_conn.transaction(force_rollback=True):
            owner_conn.execute(
                "DELETE FROM ledger_checkpoint WHERE program_id = %s AND number = %s",
                [booked.program_id, number],
            )
            first = next(verify(owner_conn, booked.program_id))
        assert (first.code, first.seq) == ("checkpoint_missing", number)


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("lots", "lot_left_differs"),
        ("deficits", "state_differs"),
        ("lots_opened", "lots_opened_differs"),
        ("due", "due_differs"),
        ("orders", "replay_state_differs"),
    ],
)
def test_a_changed_state_is_found(
    owner_conn: Connection, booked: Any, field: str, code: str
) -> None:
    lots = tuple(structs.replace(one, left=one.left + 1) for one in booked.state.lots)
    changes = {
        "lots": lots, "deficits": {"point": 5}, "lots_opened": 99, "due": 1, "orders": 77,
    }  # fmt: skip
    state = structs.replace(booked.state, **{field: changes[field]})
    owner_conn.execute(
        "UPDATE ledger_account SET state = %s::text::json WHERE account_id = %s",
        [msgspec.json.encode(state).decode(), booked.account_id],
    )
    found = list(verify(owner_conn, booked.program_id, booked.replay))
    assert code in {one.code for one in found}
    assert {(one.table, one.account_id) for one in found} == {("ledger_account", booked.account_id)}


def test_a_changed_note_is_found(owner_conn: Connection, booked: Any) -> None:
    for change in ("text = text || '!'", "salt = salt || '\\x00'"):
        with owner_conn.transaction(force_rollback=True):
            owner_conn.execute(
                f"UPDATE ledger_note SET {change} WHERE account_id = %s", [booked.account_id]
            )
            (found,) = verify_account(owner_conn, booked.account_id)
        assert (found.code, found.table, found.seq) == ("note_changed", "ledger_note", 1)
