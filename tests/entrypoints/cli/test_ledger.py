"""`regulars ledger`: it says that all agrees, or names what does not, and keeps what it found."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from tests.support.fixtures import Database

from regulars.domains.ledger import verifications

Regulars = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def shop(fresh_database: Callable[[], Database]) -> Database:
    """An empty, migrated installation."""
    return fresh_database()


@pytest.fixture
def regulars(shop: Database, tmp_path: Path) -> Regulars:
    """Runs the command; the installation has a shop with 200 baskets."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "regulars", *words], capture_output=True, text=True,
            env=os.environ | shop.variables | {"REGULARS_DATA": str(tmp_path)}, check=False,
        )  # fmt: skip

    assert run("demo", "load", "--baskets", "200").returncode == 0
    return run


def test_a_changed_amount_is_named(regulars: Regulars, shop: Database) -> None:
    good = regulars("ledger", "verify", "--program", "monthly-cash")
    assert good.returncode == 0
    assert good.stdout.endswith("all agrees.\n")
    with psycopg.connect(shop.owner) as conn:
        account_id = conn.execute(
            "UPDATE ledger_transfer SET amount = amount + 1 WHERE (account_id, seq, n) = "
            "(SELECT account_id, seq, n FROM ledger_transfer ORDER BY 1, 2, 3 LIMIT 1) "
            "RETURNING account_id"
        ).fetchone()
    assert account_id
    bad = regulars("ledger", "verify")
    assert bad.returncode == 1
    assert str(account_id[0]) in bad.stdout
    told = json.loads(regulars("ledger", "verify", "--json").stdout)
    assert told["found"] == len(told["findings"]) > 0
    with psycopg.connect(shop.app) as conn:
        kept = verifications.last(conn, told["program_id"])
    assert kept is not None
    assert kept.found == told["found"]
    assert {one.account_id for one in kept.findings} == {account_id[0]}


def test_sealing_and_listing(regulars: Regulars) -> None:
    assert "nothing moved since" in regulars("ledger", "seal").stdout
    listed = [json.loads(line) for line in regulars("ledger", "accounts").stdout.splitlines()]
    assert listed
    assert all(one["program"] == "monthly-cash" for one in listed)
    nobody = regulars("ledger", "verify", "--program", "nobody")
    assert nobody.returncode == 1
    assert "no published program called nobody" in nobody.stderr
