"""The schema's promise to a distributed database: what belongs to an account starts with its id."""

import pytest
from psycopg import Connection

# Tables with an account_id whose keys may start otherwise, each with the reason.
EXEMPT = {
    "events_order": "the alias of an order's own number, unique across accounts",
    "rewards_code": "the alias of a voucher's code, unique across accounts",
    "rewards_once": "codes that a shop prints, unique across accounts; one account takes each",
    "rewards_pool_code": "codes of another system, unique across accounts; one account gets each",
    "members_member": "a person: found by their own id, and an account may have several",
    "outbox_feed": "the stream as it is published: one order over all accounts",
    "members_alias": "the alias of an e-mail, phone, card or external id, unique across accounts",
    "gatherings_code": "the alias of a place's check-in code, unique across accounts",
    "giftcards_alias": "the alias of a gift card's code or payment, unique across accounts",
    "sharing_code": "the alias of an invitation's code, unique across accounts",
    "sharing_opened": "the alias of the request that opened an account, unique across accounts",
}
KEYS = """
    SELECT tables.relname, indexes.relname, columns.attname
    FROM pg_index AS i
    JOIN pg_class AS tables ON tables.oid = i.indrelid
    JOIN pg_class AS indexes ON indexes.oid = i.indexrelid
    LEFT JOIN pg_attribute AS columns
        ON columns.attrelid = i.indrelid AND columns.attnum = i.indkey[0]
    WHERE i.indisunique AND tables.relnamespace = 'public'::regnamespace
"""
FOREIGN = """
    SELECT own.relname, c.conname, mine.attname, theirs.attname
    FROM pg_constraint AS c
    JOIN pg_class AS own ON own.oid = c.conrelid
    JOIN pg_attribute AS mine ON mine.attrelid = c.conrelid AND mine.attnum = c.conkey[1]
    JOIN pg_attribute AS theirs ON theirs.attrelid = c.confrelid AND theirs.attnum = c.confkey[1]
    WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
"""


def with_account(conn: Connection) -> set[str]:
    """Tables of every domain that name an account."""
    found = conn.execute(
        "SELECT table_name::text FROM information_schema.columns "
        "WHERE table_schema = 'public' AND column_name = 'account_id'"
    ).fetchall()
    return {table for (table,) in found}


@pytest.fixture
def scoped(conn: Connection) -> set[str]:
    """Tables of every domain that belong to accounts."""
    return with_account(conn) - EXEMPT.keys()


def test_no_table_is_exempt_without_need(conn: Connection) -> None:
    starts = {row[0] for row in conn.execute(KEYS).fetchall() if row[2] != "account_id"}
    assert EXEMPT.keys() <= with_account(conn) & starts


def test_the_ledger_s_tables_belong_to_accounts(scoped: set[str]) -> None:
    ledger = {table for table in scoped if table.startswith("ledger_")}
    # Checkpoints alone belong to a program: they are over many accounts.
    assert ledger == {
        "ledger_account", "ledger_entry", "ledger_transfer", "ledger_lot", "ledger_consumption",
        "ledger_note", "ledger_seal",
    }  # fmt: skip


def test_primary_and_unique_keys_start_with_the_account(conn: Connection, scoped: set[str]) -> None:
    found = conn.execute(KEYS).fetchall()
    wrong = [row for row in found if row[0] in scoped and row[2] != "account_id"]
    assert wrong == []
    keyed = {row[0] for row in found}
    assert scoped <= keyed, "a table without a key"


def test_foreign_keys_start_with_the_account(conn: Connection, scoped: set[str]) -> None:
    found = conn.execute(FOREIGN).fetchall()
    wrong = [row for row in found if row[0] in scoped and (row[2], row[3]) != ("account_id",) * 2]
    assert wrong == []


def test_numbers_come_from_the_program(conn: Connection, scoped: set[str]) -> None:
    found = conn.execute(
        "SELECT table_name::text, column_name::text FROM information_schema.columns "
        "WHERE table_schema = 'public' AND (is_identity = 'YES' OR column_default IS NOT NULL)"
    ).fetchall()
    assert [row for row in found if row[0] in scoped] == []
