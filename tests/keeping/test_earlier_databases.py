"""A database that an earlier version made, with its rows, comes to this version with all of them.

`earlier/first-shop.dump` is the small shop of `tests.builders.shop` as commit 0a01572 wrote it,
before campaigns, cards, clubs, events, gift cards, goals, sharing and tills. A release adds one of
its own: `pg_dump --format=custom --schema=public` of that shop.
"""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from tests.support.fixtures import Database

from regulars.kit.errors import SetupError
from regulars.kit.pg import dumps

EARLIER = sorted((Path(__file__).parent / "earlier").glob("*.dump"))

# What people had then, as every version since has to tell it.
HAD = """
    SELECT (SELECT json_agg(json_build_array(name, email, joined_at) ORDER BY member_id)
            FROM members_member)::text,
           (SELECT json_agg(pots::text ORDER BY account_id) FROM ledger_account)::text,
           (SELECT json_agg(json_build_array(external_id, occurred_at) ORDER BY order_id)
            FROM events_order)::text,
           (SELECT json_agg(json_build_array(code, status) ORDER BY voucher_id)
            FROM rewards_voucher)::text
"""


def regulars(database: Database, data: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "regulars", *words], capture_output=True, text=True, check=False,
        env=os.environ | database.variables | {"REGULARS_DATA": str(data)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_there_is_one() -> None:
    assert EARLIER


@pytest.mark.pg15
@pytest.mark.parametrize("dump", EARLIER, ids=lambda path: path.stem)
def test_it_is_brought_here_whole(
    fresh_database: Callable[[], Database], dump: Path, tmp_path: Path
) -> None:
    database = fresh_database()
    with psycopg.connect(database.owner) as conn:
        first, server = dumps.emptied(conn), conn.info.server_version // 10_000
    with dump.open("rb") as source:
        dumps.restore(database.owner, source, first=first, server=server)
    with psycopg.connect(database.owner) as conn:
        before, had = dumps.rows(conn), conn.execute(HAD).fetchall()
    assert before["ledger_entry"] > 0

    assert "events.0004_bought" in regulars(database, tmp_path, "migrate", "--plan")
    regulars(database, tmp_path, "migrate")
    assert "of this version" in regulars(database, tmp_path, "migrate", "--check")
    with psycopg.connect(database.owner) as conn:
        after = dumps.rows(conn)
        assert conn.execute(HAD).fetchall() == had
    fewer = {name: rows for name, rows in before.items() if after.get(name, 0) < rows}
    assert not fewer
    assert "all agrees" in regulars(database, tmp_path, "ledger", "verify")


class Torn(io.BytesIO):
    """A file that cannot be read to its end."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(size) or self._fail()

    def _fail(self) -> bytes:
        raise OSError("the disk")


def test_half_a_dump_is_nothing(fresh_database: Callable[[], Database]) -> None:
    database = fresh_database()
    half = EARLIER[0].read_bytes()
    half = half[: len(half) * 3 // 4]
    with psycopg.connect(database.owner) as conn:
        before = dumps.rows(conn)
        first, server = dumps.emptied(conn), conn.info.server_version // 10_000
    for source, said in ((io.BytesIO(half), "pg_restore failed"), (Torn(half), "the disk")):
        with pytest.raises((SetupError, OSError), match=said):
            dumps.restore(database.owner, source, first=first, server=server)
    with psycopg.connect(database.owner) as conn:
        assert dumps.rows(conn) == before
