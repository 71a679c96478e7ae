"""An export is everything: loaded elsewhere it is the same to the last byte, or it is refused."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import psycopg
import pyarrow.parquet as pq
import pytest
from psycopg import Connection
from tests.support.fixtures import Database

from regulars.entrypoints.cli._carrying import manifest
from regulars.entrypoints.cli._carrying.manifest import Manifest
from regulars.entrypoints.cli._carrying.parts import STAYS, TRAVELS

ALL = """
    SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'
    AND tablename !~ '^(auth|django|procrastinate)_'
"""


def regulars(database: Database, data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "regulars", *words], capture_output=True, text=True, check=False,
        env=os.environ | database.variables | {"REGULARS_DATA": str(data)},
    )  # fmt: skip


def content(database: Database, table: str) -> list[Any]:
    with psycopg.connect(database.app) as conn:
        return conn.execute(f"SELECT t::text FROM {table} AS t ORDER BY 1").fetchall()


@pytest.fixture
def exported(fresh_database: Callable[[], Database], tmp_path: Path) -> tuple[Database, Path]:
    """A shop with some of everything, and its export."""
    database = fresh_database()
    loaded = regulars(database, tmp_path / "data", "demo", "load", "--baskets", "900")
    assert loaded.returncode == 0, loaded.stderr
    done = regulars(database, tmp_path / "data", "export", str(tmp_path / "export"))
    assert done.returncode == 0, done.stderr
    return database, tmp_path / "export"


def test_every_table_travels_or_has_a_reason_to_stay(conn: Connection) -> None:
    assert {row[0] for row in conn.execute(ALL).fetchall()} == TRAVELS.keys() | STAYS.keys()
    assert not TRAVELS.keys() & STAYS.keys()


def test_the_same_in_another_installation(
    exported: tuple[Database, Path], fresh_database: Callable[[], Database], tmp_path: Path
) -> None:
    database, folder = exported
    other = fresh_database()
    done = regulars(other, tmp_path / "other", "load-export", str(folder))
    assert done.returncode == 0, done.stderr
    for table in sorted(TRAVELS.keys() - {"ledger_verification"}):
        assert content(other, table) == content(database, table), table
    assert content(other, "ledger_checkpoint")
    assert content(other, "cards_card")
    verified = regulars(other, tmp_path / "other", "ledger", "verify")
    assert verified.returncode == 0, verified.stdout
    again = regulars(other, tmp_path / "other", "load-export", str(folder))
    assert again.returncode == 1
    assert "in use" in again.stderr


def test_what_was_tampered_with_is_refused(
    exported: tuple[Database, Path], fresh_database: Callable[[], Database], tmp_path: Path
) -> None:
    _, folder = exported
    empty = fresh_database()
    path = folder / "ledger_transfer.parquet"
    table = pq.read_table(path)
    amounts = [amount + 1 for amount in table["amount"].to_pylist()]
    place = table.column_names.index("amount")
    pq.write_table(table.set_column(place, table.schema.field("amount"), [amounts]), path)
    done = regulars(empty, tmp_path / "empty", "load-export", str(folder))
    assert done.returncode == 1
    assert "ledger_transfer.parquet is not the file that was exported" in done.stderr

    # Also with a checksum that was made to fit: the ledger does not agree with itself.
    text = (folder / "manifest.json").read_text(encoding="utf-8")
    before = next(
        one.sha256
        for one in msgspec.json.decode(text, type=Manifest).parts
        if one.file == path.name
    )
    (folder / "manifest.json").write_text(
        text.replace(before, manifest.digest(path)), encoding="utf-8"
    )
    done = regulars(empty, tmp_path / "empty", "load-export", str(folder))
    assert done.returncode == 1
    assert "Nothing was loaded" in done.stderr
    assert content(empty, "merchants_merchant") == []
