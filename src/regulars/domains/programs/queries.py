"""What is known of programs. `opened` is hot: one tiny statement when nothing changed."""

from typing import Any
from uuid import UUID

from psycopg import Connection

from regulars.core import calendar
from regulars.core.compiled import Timeline, compile_program
from regulars.domains.programs import store
from regulars.domains.programs.contracts import Draft, ProgramRow, Version, standing
from regulars.domains.programs.loading import load
from regulars.kit.pg.sql import Row

Db = Connection[Any]
_CACHED_MAX = 256
_cache: dict[UUID, tuple[Row, Timeline]] = {}


def opened(conn: Db, program_id: UUID) -> tuple[ProgramRow, Timeline]:
    """Will give a program and its published versions, ready to run. Raises LookupError for one that
    does not exist or has nothing published."""
    published = store.published(conn, program_id)
    if published is None:
        raise LookupError(f"program {program_id} has no published version")
    row, newest = published
    return row, _ready(conn, program_id, newest)


def timeline(conn: Db, program_id: UUID) -> Timeline:
    """Will give the program's published versions. Raises LookupError without one."""
    return opened(conn, program_id)[1]


def _ready(conn: Db, program_id: UUID, newest: Row) -> Timeline:
    held = _cache.get(program_id)
    if held is not None and held[0] == newest:
        return held[1]
    versions = [one for one in store.versions(conn, program_id) if one.number <= newest[0]]
    made = Timeline(
        (
            # Events count whole seconds: one in the second of publishing met the version before.
            (calendar.instant_from(one.valid_from), compile_program(load(one.text), one.number))
            for one in versions
            if one.withdraws is None
        ),
        {one.number: one.withdraws for one in versions if one.withdraws is not None},
    )
    # A plain dict: two threads may build the same value at once, which is harmless.
    if len(_cache) >= _CACHED_MAX:
        _cache.pop(next(iter(_cache)), None)
    _cache[program_id] = (newest, made)
    return made


def known(conn: Db, program_id: UUID) -> ProgramRow | None:
    """Will give a program that has a published version."""
    published = store.published(conn, program_id)
    return published[0] if published else None


def named(conn: Db, name: str) -> ProgramRow | None:
    """Will give the one program of a name that has a published version."""
    found = store.named(conn, name)
    return found[0] if len(found) == 1 else None


def program(conn: Db, program_id: UUID) -> ProgramRow | None:
    """Will give a program by id."""
    return next(iter(store.programs(conn, [program_id])), None)


def programs(conn: Db, program_ids: list[UUID]) -> dict[UUID, ProgramRow]:
    """Will give programs by id."""
    return {row.program_id: row for row in store.programs(conn, program_ids)}


def programs_of(conn: Db, merchant_id: UUID) -> list[ProgramRow]:
    """Will give a merchant's programs by name."""
    return store.programs_of(conn, merchant_id)


def all_programs(conn: Db) -> list[ProgramRow]:
    """Will give every program of the installation, for jobs."""
    return store.all_programs(conn)


def versions(conn: Db, program_id: UUID) -> list[Version]:
    """Will give the published versions that were not withdrawn, the first one first."""
    return standing(store.versions(conn, program_id))


def history(conn: Db, program_id: UUID) -> list[Version]:
    """Will give everything that was published, withdrawals and what they took back included."""
    return store.versions(conn, program_id)


def draft(conn: Db, program_id: UUID) -> Draft | None:
    """Will give the draft, if there is one."""
    return store.draft(conn, program_id)


def hold(conn: Db, program_id: UUID) -> bool:
    """Will keep everybody else from changing the program until the transaction ends."""
    return store.lock(conn, program_id)
