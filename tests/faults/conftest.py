"""A shop to be harmed: its database, its server, and the proof that nothing of it was lost."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from msgspec import Struct
from tests.support import database
from tests.support.api import PROGRAM, START, open_api, own_database
from tests.support.fixtures import Database
from tests.support.serving import Callers

from regulars.domains.merchants import operations as merchants
from regulars.domains.merchants.contracts import SCOPES
from regulars.domains.programs import operations as programs
from regulars.domains.programs.contracts import ProgramRow, Version
from regulars.flows.verify import verify
from regulars.kit.pg import roles
from regulars.kit.pg.launcher import Server


class Harmed(Struct, frozen=True):
    """A shop in a database of its own."""

    key: str
    program_id: UUID
    variables: dict[str, str]
    conninfo: str

    def proves(self, callers: Callers) -> None:
        """What was acknowledged is there once, what was not at most once, and all is proved; sent
        again, all of it is there once."""
        before = self._booked()
        assert callers.acknowledged <= before <= callers.acknowledged | callers.unknown
        callers.send_again()
        assert self._booked() == callers.acknowledged | callers.unknown
        with psycopg.connect(self.conninfo, prepare_threshold=0) as conn:
            assert list(verify(conn, self.program_id)) == []
            sums = conn.execute("SELECT sum(amount) FROM ledger_transfer WHERE debit = 'issued'")
            assert sums.fetchone() == (10 * len(self._booked()),)

    def _booked(self) -> set[str]:
        with psycopg.connect(self.conninfo) as conn:
            rows = conn.execute("SELECT external_id FROM events_order").fetchall()
            assert len(rows) == len(set(rows)), "no order is there twice"
            return {row[0] for row in rows}


@pytest.fixture
def harmed(server_dsn: Database) -> Iterator[Harmed]:
    """A shop that has just opened."""
    name = f"{server_dsn.name}_harmed"
    with own_database(name):
        conninfo = database.conninfo(roles.APP, name)
        api = open_api()
        variables = dict(os.environ) | database.variables(name)
        yield Harmed(api.key, api.program_id, variables, conninfo)


class OwnServer(Struct, frozen=True):
    """A shop on a database server of its own, which keeps what it acknowledged."""

    server: Server
    shop: Harmed


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[OwnServer]:
    """A shop whose database server may be killed."""
    with own_server_in(tmp_path / "data") as made:
        yield made


@contextmanager
def own_server_in(folder: Path) -> Iterator[OwnServer]:
    """Open a shop whose database server keeps its data in this folder."""
    server = Server(folder)
    kept = {name: value for name, value in os.environ.items() if "DATABASE" not in name}
    variables = kept | {"REGULARS_DATA": str(server.data)}
    server.init()
    try:
        subprocess.run([sys.executable, "-m", "regulars", "migrate"], env=variables, check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip
        conninfo = server.installation().conninfo(roles.APP, server.data)
        with psycopg.connect(conninfo, prepare_threshold=0) as conn:
            key, program_id = _opened(conn)
        yield OwnServer(server, Harmed(key, program_id, variables, conninfo))
    finally:
        server.stop()


def _opened(conn: psycopg.Connection) -> tuple[str, UUID]:
    merchant_id = merchants.create(conn, "shop", START)
    made = programs.create_program(conn, merchant_id, "shop", now=START)
    assert isinstance(made, ProgramRow)
    version = programs.publish(
        conn, made.program_id, PROGRAM, valid_from=START, by="tests", now=START, note=""
    )
    assert isinstance(version, Version), version
    _, key = merchants.create_key(
        conn, merchant_id, made.program_id, kind="secret", mode="live", label="tests",
        scopes=SCOPES, now=START,
    )  # fmt: skip
    return key, made.program_id
