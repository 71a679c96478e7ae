"""An installation with one program, and the command that imports files into it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from tests.support.fixtures import Database

from regulars.domains.ledger import queries as ledger
from regulars.domains.merchants import operations as merchants
from regulars.domains.programs import operations as programs
from regulars.domains.programs.contracts import ProgramRow, Version

PROGRAM = """
program: club
title: Club
currency: USD
time_zone: America/New_York
points:
  point: {name: [point, points]}
earn:
  - id: base
    on: order.paid
    give: {point: 1}
    per: 1.00
  - id: visit
    on: shop.visited
    give: {point: 5}
"""
START = datetime(2020, 1, 1, tzinfo=UTC)


class Shop:
    """One installation and a folder for its files."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.folder, self.conninfo = folder, database.app
        self.environment = os.environ | database.variables
        with psycopg.connect(self.conninfo) as conn:
            merchant_id = merchants.create(conn, "Shop", START)
            row = programs.create_program(conn, merchant_id, "club", now=START)
            assert isinstance(row, ProgramRow)
            made = programs.publish(
                conn, row.program_id, PROGRAM, valid_from=START, by="test", now=START
            )
            assert isinstance(made, Version)
        self.program_id: UUID = row.program_id

    def file(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def load(self, kind: str, path: Path, *options: str) -> tuple[int, dict[str, Any]]:
        """The exit code and the counts."""
        done = self.said(kind, path, *options, "--json")
        return done.returncode, json.loads(done.stdout or "{}")

    def said(self, kind: str, path: Path, *options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "regulars", "import", kind, str(path), *options]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True,
            stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip

    def rows(self, statement: str) -> list[Any]:
        with psycopg.connect(self.conninfo) as conn:
            return conn.execute(statement).fetchall()

    def issued(self) -> int:
        with psycopg.connect(self.conninfo) as conn:
            totals = ledger.totals(conn, self.program_id)
        return sum(-one.amount for one in totals if one.pot == "issued")


@pytest.fixture
def shop(fresh_database: Callable[[], Database], tmp_path: Path) -> Shop:
    """An installation with the program `club`."""
    return Shop(fresh_database(), tmp_path)
