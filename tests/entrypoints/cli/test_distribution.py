"""The plan for several machines covers every table, and no key or foreign key stands against it."""

import re

from click.testing import CliRunner
from psycopg import Connection
from tests.domains.ledger.test_catalogue import EXEMPT, FOREIGN, with_account

from regulars.entrypoints.cli import _spreading
from regulars.kit.pg import spreading

UNIQUE = """
    SELECT tables.relname::text, array_agg(columns.attname::text)
    FROM pg_index AS i
    JOIN pg_class AS tables ON tables.oid = i.indrelid
    JOIN pg_attribute AS columns
        ON columns.attrelid = i.indrelid AND columns.attnum = ANY(i.indkey::int2[])
    WHERE i.indisunique AND tables.relnamespace = 'public'::regnamespace
    GROUP BY tables.relname, i.indexrelid
"""


def _spread(conn: Connection) -> tuple[dict[str, str], list[str]]:
    statements, whole = spreading.plan(conn, _spreading.BY)
    found = [tuple(re.findall(r"'(\w+)'", one)[:2]) for one in statements]
    assert len({name for name, _ in found}) == len(found)
    return dict(found), whole


def test_every_table_has_its_place(conn: Connection) -> None:
    spread, whole = _spread(conn)
    tables = conn.execute(
        "SELECT table_name::text FROM information_schema.tables"
        " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
    ).fetchall()
    assert sorted([*spread, *whole]) == sorted(name for (name,) in tables)
    by_account = {name for name, column in spread.items() if column == "account_id"}
    assert by_account == with_account(conn) - EXEMPT.keys()
    assert EXEMPT.keys() - spread.keys() == {"outbox_feed"}


def test_every_key_includes_what_its_table_is_spread_by(conn: Connection) -> None:
    spread, _ = _spread(conn)
    keys = [(name, columns) for name, columns in conn.execute(UNIQUE) if name in spread]
    assert {name for name, _ in keys} == spread.keys()
    assert [key for key in keys if spread[key[0]] not in key[1]] == []


def test_foreign_keys_stay_on_one_machine(conn: Connection) -> None:
    spread, whole = _spread(conn)
    order = list(spread)
    for own, name, mine, theirs in conn.execute(FOREIGN).fetchall():
        other = conn.execute(
            "SELECT confrelid::regclass::text FROM pg_constraint WHERE conname = %s", [name]
        ).fetchone()
        assert other is not None
        if own in whole:
            assert other[0] in whole
        else:
            assert (mine, theirs) == ("account_id", "account_id")
            assert order.index(other[0]) < order.index(own)


def test_the_plan_is_printed(conn: Connection) -> None:
    statements, _ = spreading.plan(conn, _spreading.BY)
    told = CliRunner().invoke(_spreading.command, catch_exceptions=False)
    assert told.output.splitlines()[:-1] == statements
    assert "outbox_feed" in told.output.splitlines()[-1]
