"""A text becomes the next version of its program, and the accounts wake up for it.

One operation for every door: file, API and console differ only in who asked.
"""

from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.core.effects import Refused
from regulars.domains.programs import operations
from regulars.domains.programs.contracts import FileProblem, Version
from regulars.flows import wake

Published = Version | list[FileProblem] | Refused


def publish(
    conn: Connection, program_id: UUID, text: str, *,
    valid_from: datetime, by: str, now: datetime, later: wake.Later, note: str = "",
) -> Published:  # fmt: skip
    """Will publish a text, in force from `valid_from` on. Refusals: those of the operation."""
    found = operations.publish(
        conn, program_id, text, valid_from=valid_from, by=by, now=now, note=note
    )
    return _woken(conn, program_id, found, now=now, later=later)


def roll_back(
    conn: Connection, program_id: UUID, number: int, *,
    valid_from: datetime, by: str, now: datetime, later: wake.Later,
) -> Published:  # fmt: skip
    """Will publish an older version's text again. Refusals: those of the operation."""
    found = operations.roll_back(conn, program_id, number, valid_from=valid_from, by=by, now=now)
    return _woken(conn, program_id, found, now=now, later=later)


def withdraw(
    conn: Connection, program_id: UUID, number: int, *, by: str, now: datetime, note: str = ""
) -> Version | Refused:
    """Will take a version back before it is in force. Nobody has to be woken: who wakes for it
    finds nothing new. Refusals: those of the operation."""
    return operations.withdraw(conn, program_id, number, by=by, now=now, note=note)


def _woken(
    conn: Connection, program_id: UUID, found: Published, *, now: datetime, later: wake.Later
) -> Published:
    if isinstance(found, Version):
        wake.wake(conn, program_id, found, now=now, later=later)
    return found
