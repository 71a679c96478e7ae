"""The application can change nothing that was booked: not by itself and not by a cascade."""

import psycopg
import pytest
from psycopg import Connection

from regulars.kit.pg.roles import APP

APPEND_ONLY = (
    "ledger_entry",
    "ledger_transfer",
    "ledger_lot",
    "ledger_consumption",
    "ledger_checkpoint",
    "ledger_seal",
)


def attempts(table: str) -> list[str]:
    """Every way to change or remove rows of a table."""
    return [
        f"UPDATE {table} SET {'program_id' if 'checkpoint' in table else 'account_id'} = DEFAULT",
        f"DELETE FROM {table}",
        f"TRUNCATE {table}",
        f"TRUNCATE {table} CASCADE",
    ]


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_the_application_only_adds_and_reads(conn: Connection, table: str) -> None:
    assert conn.execute("SELECT current_user").fetchone() == (APP,)
    for attempt in attempts(table):
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege),
            conn.transaction(force_rollback=True),
        ):
            conn.execute(attempt)
    granted = conn.execute(
        "SELECT privilege_type::text FROM information_schema.table_privileges "
        "WHERE table_name = %s AND grantee = %s ORDER BY 1",
        [table, APP],
    ).fetchall()
    assert granted == [("INSERT",), ("SELECT",)]


def test_accounts_cannot_be_removed(conn: Connection) -> None:
    for attempt in ("DELETE FROM ledger_account", "TRUNCATE ledger_account CASCADE"):
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege),
            conn.transaction(force_rollback=True),
        ):
            conn.execute(attempt)


def test_no_cascade_leads_to_what_was_booked(conn: Connection) -> None:
    keys = conn.execute(
        "SELECT conrelid::regclass::text, confdeltype::text, confupdtype::text "
        "FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text LIKE 'ledger%'"
    ).fetchall()
    assert len(keys) == 7
    assert {(deleted, updated) for _, deleted, updated in keys} == {("a", "a")}
    triggers = conn.execute(
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal "
        "AND tgrelid::regclass::text LIKE 'ledger%'"
    ).fetchall()
    assert triggers == []
