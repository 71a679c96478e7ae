"""The domain's named statements, with their rows as values."""

from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

from regulars.domains.programs.contracts import Draft, ProgramRow, Version
from regulars.kit.pg import sql
from regulars.kit.pg.sql import Row

_statements = sql.load("regulars.domains.programs")

Db = Connection[Any]


def insert_program(conn: Db, row: ProgramRow) -> bool:
    """Will add a program; False when the merchant has one of that name."""
    return _statements.run(conn, "create_program", {
        "program_id": row.program_id, "merchant_id": row.merchant_id,
        "name": row.name, "created_at": row.created_at,
    }) == 1  # fmt: skip


def programs(conn: Db, program_ids: list[UUID]) -> list[ProgramRow]:
    """Will give the programs with these ids."""
    return _statements.records(
        conn, "programs_by_id", {"program_ids": program_ids}, into=ProgramRow
    )


def published(conn: Db, program_id: UUID) -> tuple[ProgramRow, Row] | None:
    """Will give a program, unless nothing of it was published, and what tells its newest version
    from all others; the version's number comes first."""
    found = _statements.rows(conn, "published", {"program_id": program_id})
    if not found:
        return None
    program_id, merchant_id, name, test_clock_at, created_at, *newest = found[0]
    row = ProgramRow(
        program_id=program_id, merchant_id=merchant_id, name=name, test_clock_at=test_clock_at,
        created_at=created_at,
    )  # fmt: skip
    return row, tuple(newest)


def named(conn: Db, name: str) -> list[ProgramRow]:
    """Will give the programs of a name that have something published, two at most."""
    return _statements.records(conn, "published_named", {"name": name}, into=ProgramRow)


def programs_of(conn: Db, merchant_id: UUID) -> list[ProgramRow]:
    """Will give a merchant's programs by name."""
    return _statements.records(
        conn, "programs_of_merchant", {"merchant_id": merchant_id}, into=ProgramRow
    )


def all_programs(conn: Db) -> list[ProgramRow]:
    """Will give every program of the installation."""
    return _statements.records(conn, "all_programs", into=ProgramRow)


def lock(conn: Db, program_id: UUID) -> bool:
    """Will hold the program's row until the transaction ends; False when there is none."""
    return bool(_statements.rows(conn, "lock_program", {"program_id": program_id}))


def move_clock(conn: Db, program_id: UUID, at: datetime) -> bool:
    """Will move the program's own clock forwards; False when it stands later already."""
    values = {"program_id": program_id, "at": at}
    return _statements.run(conn, "move_test_clock", values) == 1


def write_draft(conn: Db, draft: Draft) -> None:
    """Will keep a draft in place of the one before it."""
    _statements.send(conn, "save_draft", {
        "program_id": draft.program_id, "text": draft.text, "updated_at": draft.updated_at,
    })  # fmt: skip


def draft(conn: Db, program_id: UUID) -> Draft | None:
    """Will give the draft, if there is one."""
    values = {"program_id": program_id}
    return next(iter(_statements.records(conn, "draft", values, into=Draft)), None)


def versions(conn: Db, program_id: UUID) -> list[Version]:
    """Will give all versions and withdrawals, the first one first."""
    return _statements.records(conn, "versions", {"program_id": program_id}, into=Version)


def add_version(conn: Db, version: Version) -> None:
    """Will write a new version."""
    _statements.send(conn, "add_version", {
        name: getattr(version, name) for name in version.__struct_fields__
    })  # fmt: skip
