"""What can be done to a program: create it, draft it, publish a version, go back to an older one.

The caller owns the transaction. An expected no is a value: a Refused, or the problems of the text.
"""

from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.checking import Problem, check_successor
from regulars.core.effects import Refused
from regulars.core.program import Program
from regulars.domains.programs import store
from regulars.domains.programs.contracts import Draft, FileProblem, ProgramRow, Version, standing
from regulars.domains.programs.loading import load
from regulars.domains.programs.parsing import parse
from regulars.domains.programs.reader import in_order, read
from regulars.kit import ids

Db = Connection[Any]


def create_program(
    conn: Db, merchant_id: UUID, name: str, *, now: datetime, program_id: UUID | None = None
) -> ProgramRow | Refused:
    """Will add an empty program. Refusal: program_exists."""
    row = ProgramRow(
        program_id=program_id or ids.new(), merchant_id=merchant_id, name=name,
        test_clock_at=None, created_at=now,
    )  # fmt: skip
    if not store.insert_program(conn, row):
        return Refused(code="program_exists", params={"name": name})
    return row


def save_draft(conn: Db, program_id: UUID, text: str, *, now: datetime) -> Draft:
    """Will keep a text as it is, right or wrong."""
    draft = Draft(program_id=program_id, text=text, updated_at=now)
    store.write_draft(conn, draft)
    return draft


def move_test_clock(conn: Db, program_id: UUID, at: datetime) -> Refused | None:
    """Will set the program's own clock. Refusal: clock_cannot_go_back."""
    if not store.move_clock(conn, program_id, at):
        return Refused(code="clock_cannot_go_back")
    return None


def publish(
    conn: Db, program_id: UUID, text: str, *,
    valid_from: datetime, by: str, now: datetime, note: str = "",
) -> Version | list[FileProblem] | Refused:  # fmt: skip
    """Will make a text the next version, in force from `valid_from` on.

    The text of the newest version answers that version again. Refusals: program_not_found,
    version_in_the_past; else the problems of the text.
    """
    if not store.lock(conn, program_id):
        return Refused(code="program_not_found")
    known = store.versions(conn, program_id)
    versions = standing(known)
    digest = sha256(text.encode()).digest()
    if versions and versions[-1].sha256 == digest:
        return versions[-1]
    if valid_from < now:
        params = {"valid_from": valid_from.isoformat(), "now": now.isoformat()}
        return Refused(code="version_in_the_past", params=params)
    program = read(text)
    if not isinstance(program, Program):
        return program
    problems = _against(program, versions)
    if problems:
        return in_order(parse(text), problems)
    version = Version(
        program_id=program_id, number=len(known) + 1, text=text, sha256=digest,
        published_at=now, valid_from=valid_from, published_by=by, note=note,
    )  # fmt: skip
    store.add_version(conn, version)
    return version


def roll_back(
    conn: Db, program_id: UUID, number: int, *, valid_from: datetime, by: str, now: datetime
) -> Version | list[FileProblem] | Refused:
    """Will publish an older version's text again. Refusals: version_not_found, publish's."""
    known = store.versions(conn, program_id)
    old = [one for one in known if one.number == number and one.withdraws is None]
    if not old:
        return Refused(code="version_not_found", params={"number": number})
    note = f"as version {number}"
    return publish(conn, program_id, old[0].text, valid_from=valid_from, by=by, now=now, note=note)


def withdraw(
    conn: Db, program_id: UUID, number: int, *, by: str, now: datetime, note: str = ""
) -> Version | Refused:
    """Will take a version back that is not in force yet; twice, it answers as the first time.

    Refusals: program_not_found, version_not_found, version_in_force.
    """
    if not store.lock(conn, program_id):
        return Refused(code="program_not_found")
    known = store.versions(conn, program_id)
    done = [one for one in known if one.withdraws == number]
    if done:
        return done[0]
    found = [one for one in known if one.number == number and one.withdraws is None]
    if not found:
        return Refused(code="version_not_found", params={"number": number})
    there = standing(known)
    # Before its date the first of all is in force as well, since nothing else is.
    first = min(there, key=lambda one: (one.valid_from, one.number))
    if found[0].valid_from <= now or found[0] == first:
        return Refused(code="version_in_force", params={"number": number})
    left = [one for one in there if one.number != number]
    version = msgspec.structs.replace(
        left[-1], number=len(known) + 1, published_at=now, valid_from=now, published_by=by,
        note=note, withdraws=number,
    )  # fmt: skip
    store.add_version(conn, version)
    return version


def _against(program: Program, versions: list[Version]) -> list[Problem]:
    """Every version that stands counts: a rollback may lack what only a middle one had."""
    found: dict[tuple[str, str], Problem] = {}
    for version in versions:
        for problem in check_successor(program, load(version.text)):
            found[problem.code, str(problem.params)] = problem
    return list(found.values())
