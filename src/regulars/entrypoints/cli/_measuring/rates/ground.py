"""An installation for the time of a measure: a database of its own, a shop with members, a server.

Nothing of the installation that the command belongs to is touched.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from multiprocessing import get_context
from pathlib import Path
from uuid import UUID

from msgspec import Struct
from psycopg import Connection

from regulars.domains.merchants import operations as merchants
from regulars.domains.merchants.contracts import SCOPES
from regulars.domains.programs import operations as programs
from regulars.domains.programs.contracts import ProgramRow, Version
from regulars.flows import joining
from regulars.flows.shops import open_shop
from regulars.gallery import __name__ as gallery
from regulars.kit import clock
from regulars.kit.pg.connect import connect
from regulars.kit.pg.launcher import Server

PROGRAM = "beauty-tiers"
_AT_ONCE = 250
_OPENED = datetime(2026, 1, 1, tzinfo=UTC)


class Ground(Struct, frozen=True, kw_only=True):
    """Where the measure takes place."""

    server: Server
    program_id: UUID
    key: str
    members: int
    folder: Path


@contextmanager
def installation(members: int, crowds: Sequence[str] = ("earn", "limit")) -> Iterator[Ground]:
    """Will make a database with crowds of so many members: `earn-N`, and `limit-N` for pgbench."""
    with tempfile.TemporaryDirectory(prefix="regulars-bench-") as name:
        folder = Path(name)
        for given in ("DATABASE_URL", "REGULARS_DATABASE_URL", "REGULARS_DATABASE_OWNER_URL"):
            os.environ.pop(given, None)
        os.environ["REGULARS_DATA"] = name
        os.environ["REGULARS_API_RATE"] = "1000000000"
        server = Server(folder)
        server.init()
        try:
            subprocess.run(
                [sys.executable, "-m", "regulars", "migrate"], check=True, capture_output=True
            )
            with connect() as conn:
                program_id, key = _open_shop(conn)
            _join_all(program_id, crowds, members)
            with connect("owner") as conn:
                conn.autocommit = True
                # As it would be after a while: no measure is to pay for the joining of all.
                conn.execute("VACUUM ANALYZE")
            yield Ground(
                server=server, program_id=program_id, key=key, members=members, folder=folder
            )
        finally:
            server.stop()


def _open_shop(conn: Connection) -> tuple[UUID, str]:
    text = resources.files(gallery).joinpath(f"{PROGRAM}.yaml").read_text(encoding="utf-8")
    with conn.transaction():
        merchant_id = merchants.create(conn, "Benchmark", _OPENED)
        row = programs.create_program(conn, merchant_id, PROGRAM, now=_OPENED)
        assert isinstance(row, ProgramRow), "a new merchant has no programs"
        version = programs.publish(
            conn, row.program_id, text, valid_from=_OPENED, by="bench", now=_OPENED, note=""
        )
        assert isinstance(version, Version), f"the gallery's program is valid: {version}"
        _, key = merchants.create_key(
            conn, merchant_id, row.program_id, kind="secret", mode="live", label="bench",
            scopes=SCOPES, now=_OPENED,
        )  # fmt: skip
    return row.program_id, key


def _join_all(program_id: UUID, crowds: Sequence[str], members: int) -> None:
    parts = [
        (program_id, crowd, start, min(start + _AT_ONCE, members))
        for crowd in crowds
        for start in range(0, members, _AT_ONCE)
    ]
    # Not forked: what this process holds of connections is its own.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as processes:
        for _ in processes.map(_join, *zip(*parts, strict=True), chunksize=8):
            pass


@cache
def _connection() -> Connection:
    conn = connect()
    conn.autocommit = True
    return conn


def _join(program_id: UUID, crowd: str, start: int, stop: int) -> None:
    conn = _connection()
    with conn.transaction():
        shop = open_shop(conn, program_id, now=clock.now())
        for number in range(start, stop):
            joining.join(conn, shop, joining.Person(external_id=f"{crowd}-{number}"))
