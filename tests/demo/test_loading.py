"""Loading the demo: interrupted anywhere it goes on, and what it loads is the same in the end."""

import os
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.support.fixtures import Database

BASKETS = 2_500

# What must be equal after any number of interruptions; ids and codes are new every time.
SAME = """
    SELECT m.external_id, m.name, m.joined_at, a.pots::text, a.seq,
           json_array_length(a.state->'lots')
    FROM members_member AS m JOIN ledger_account AS a USING (account_id) ORDER BY 1
"""

STAFF = """
    SELECT u.username, s.role FROM merchants_staff AS s JOIN auth_user AS u ON u.id = s.user_id
"""


class Shop:
    """An installation whose demo is loaded by the command."""

    def __init__(self, database: Database, data: Path) -> None:
        self.database = database
        self.environment = os.environ | database.variables | {"REGULARS_DATA": str(data)}

    def command(self, baskets: int) -> list[str]:
        return [sys.executable, "-m", "regulars", "demo", "load", "--baskets", str(baskets)]

    def load(self, baskets: int = BASKETS) -> str:
        done = subprocess.run(
            self.command(baskets), env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def rows(self, statement: str) -> list[Any]:
        with psycopg.connect(self.database.app) as conn:
            return conn.execute(statement).fetchall()


@pytest.fixture
def make(fresh_database: Callable[[], Database], tmp_path: Path) -> Callable[[], Shop]:
    """Makes empty installations."""
    numbers = iter(range(100))
    return lambda: Shop(fresh_database(), tmp_path / str(next(numbers)))


def orders(shop: Shop) -> int:
    return int(shop.rows("SELECT count(*) FROM events_order")[0][0])


def test_a_killed_load_goes_on(make: Callable[[], Shop]) -> None:
    whole, killed = make(), make()
    said = whole.load()
    assert orders(whole) == BASKETS
    assert said.count("Sign in as demo@example.com with ") == 2
    assert "all agrees" in said

    process = subprocess.Popen(
        killed.command(BASKETS), env=killed.environment, stdout=subprocess.DEVNULL
    )
    while process.poll() is None and not orders(killed):
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    killed.load()

    assert orders(killed) == BASKETS
    assert killed.rows(SAME) == whole.rows(SAME)
    for table in ("events_event", "rewards_voucher", "rewards_use", "ledger_entry"):
        counted = f"SELECT count(*) FROM {table}"
        assert killed.rows(counted) == whole.rows(counted), table


def test_the_sign_in_stays_and_is_kept_private(make: Callable[[], Shop]) -> None:
    shop = make()
    passwords = {re.findall(r"with (\S+)", shop.load(300))[0] for _ in range(2)}
    assert len(passwords) == 1
    kept = Path(shop.environment["REGULARS_DATA"]) / "demo-sign-in.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert passwords.pop() in kept.read_text(encoding="utf-8")
    assert shop.rows(STAFF) == [("demo@example.com", "owner")]
    assert shop.rows("SELECT count(*) FROM merchants_merchant") == [(1,)]
    assert shop.rows("SELECT bool_and(simulated) FROM members_member") == [(True,)]
