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
        self._script = folder / "limit.pgbench"
        self._script.write_text(_text("limit.pgbench"), encoding="utf-8")
        installation = server.installation()
        self._owner = installation.conninfo("regulars_owner", server.data)
        self._admin = installation.conninfo("postgres", server.data)

    def prepare(self) -> None:
        """Will take samples of the engine's rows and make pgbench's own tables."""
        with psycopg.connect(self._owner, autocommit=True) as conn:
            for statement in _text("samples.pgbench").split(";"):
                made = conn.execute(statement.encode())
                if made.statusmessage == "SELECT 0":
                    raise SetupError("The engine has written no order to take as a sample.")
        with psycopg.connect(self._admin, autocommit=True) as conn:
            conn.execute(f"CREATE DATABASE {PLAIN}")
        self._run(PLAIN, "--initialize", "--quiet", "--scale", str(_SCALE))

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


def _text(file: str) -> str:
    return resources.files(__package__).joinpath(file).read_text(encoding="utf-8")
