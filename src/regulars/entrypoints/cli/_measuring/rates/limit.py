"""The database's own limit: pgbench on the very tables, and its own plain measure beside it."""

import os
import re
import subprocess
from importlib import resources
from pathlib import Path

import psycopg
from msgspec import Struct
from psycopg.conninfo import conninfo_to_dict

from regulars.kit.errors import SetupError
from regulars.kit.pg import binaries
from regulars.kit.pg.launcher import Server

PLAIN = "pgbench_plain"
_SCALE = 10
# One row of each kind, as the engine wrote it for an order of a member.
_SAMPLES = {
    "bench_order": "SELECT * FROM events_order ORDER BY booked_at DESC LIMIT 1",
    "bench_entry": "SELECT e.* FROM ledger_entry AS e JOIN bench_order AS o"
    " ON e.account_id = o.account_id AND e.seq = o.last_seq",
    "bench_transfer": "SELECT t.* FROM ledger_transfer AS t"
    " JOIN bench_entry USING (account_id, seq)",
    "bench_lot": "SELECT l.* FROM ledger_lot AS l JOIN bench_entry USING (account_id, seq)",
    "bench_waiting": "SELECT w.* FROM outbox_waiting AS w JOIN bench_order USING (account_id)"
    " ORDER BY outbox_id DESC LIMIT 1",
}
_ACCOUNTS = (
    "CREATE TABLE bench_account AS SELECT row_number() OVER (ORDER BY account_id) AS n, account_id"
    " FROM members_member WHERE external_id LIKE 'limit-%'"
)


class Limit(Struct, frozen=True, kw_only=True):
    """Transactions a second and, in milliseconds, how long they took."""

    rate: float
    p50: float
    p99: float


class Bench:
    """pgbench on a server's database."""

    def __init__(self, server: Server, folder: Path) -> None:
        """Will leave pgbench's notes in a folder."""
        self._server, self._folder = server, folder
        self._program = binaries.bundled() / "pgbench"
        self._script = folder / "limit.sql"
        self._script.write_text(resources.files(__package__).joinpath("limit.sql").read_text())
        installation = server.installation()
        self._owner = installation.conninfo("regulars_owner", server.data)
        self._admin = installation.conninfo("postgres", server.data)

    def prepare(self) -> int:
        """Will take samples of the engine's rows and make pgbench's own tables; gives how many
        accounts there are for the measure."""
        with psycopg.connect(self._owner, autocommit=True) as conn:
            for table, text in _SAMPLES.items():
                made = conn.execute(f"CREATE TABLE {table} AS {text}")
                assert made.rowcount == 1, f"one row in {table}, not {made.rowcount}"
            conn.execute(_ACCOUNTS)
            conn.execute("CREATE UNIQUE INDEX ON bench_account (n)")
            conn.execute("ANALYZE bench_account")
            counted = conn.execute("SELECT count(*) FROM bench_account").fetchone()
        with psycopg.connect(self._admin, autocommit=True) as conn:
            conn.execute(f"CREATE DATABASE {PLAIN}")
        self._run(PLAIN, "--initialize", "--quiet", "--scale", str(_SCALE))
        assert counted is not None, "a count has a row"
        return int(counted[0])

    def limit(self, clients: int, seconds: int, accounts: int) -> Limit:
        """Will write the rows of simple earns, one statement each."""
        return self._measured(
            "regulars", clients, seconds, "--file", str(self._script), "--no-vacuum",
            "--define", f"accounts={accounts}",
        )  # fmt: skip

    def plain(self, clients: int, seconds: int) -> Limit:
        """Will run pgbench's own simple update."""
        return self._measured(PLAIN, clients, seconds, "--builtin", "simple-update")

    def _measured(self, database: str, clients: int, seconds: int, *options: str) -> Limit:
        prefix = self._folder / "transactions"
        threads = min(clients, os.cpu_count() or 1)
        said = self._run(
            database, *options, "--protocol", "prepared", "--client", str(clients), "--jobs",
            str(threads), "--time", str(seconds), "--log", "--log-prefix", str(prefix),
            "--sampling-rate", "0.25",
        )  # fmt: skip
        times = []
        for file in self._folder.glob("transactions.*"):
            times += [int(line.split()[2]) / 1000 for line in file.read_text().splitlines()]
            file.unlink()
        times.sort()
        rate = re.search(r"tps = ([\d.]+)", said)
        assert rate is not None, said
        return Limit(
            rate=float(rate[1]), p50=times[len(times) // 2], p99=times[int(0.99 * len(times))]
        )

    def _run(self, database: str, *options: str) -> str:
        said = conninfo_to_dict(self._admin)
        env = os.environ | {
            "PGHOST": str(said["host"]), "PGPORT": str(said["port"]), "PGUSER": str(said["user"]),
            "PGPASSWORD": str(said["password"]), "PGDATABASE": database,
        }  # fmt: skip
        done = subprocess.run(
            [self._program, *options], env=env, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SetupError(f"pgbench failed: {done.stderr.strip()[-500:]}")
        return done.stdout
