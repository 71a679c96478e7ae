"""Versions: published once, in force from their date, never changed, found from the cache."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from regulars.core.effects import Refused
from regulars.domains.programs import operations, queries
from regulars.domains.programs.contracts import ProgramRow, Version
from regulars.kit import ids

Conn = psycopg.Connection[Any]
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXT = """\
program: corner-shop
title: Corner shop
currency: EUR
time_zone: Europe/Tallinn
points:
  point: {name: [point, points]}
earn:
  - id: base
    on: order.paid
    give: {point: 1}
    per: 1.00
"""
DOUBLE = TEXT.replace("{point: 1}", "{point: 2}")


@pytest.fixture
def program(conn: Conn) -> ProgramRow:
    """A program with no version yet."""
    made = operations.create_program(conn, ids.new(), "corner-shop", now=NOW)
    assert isinstance(made, ProgramRow)
    return made


def publish(conn: Conn, program_id: UUID, text: str, *, days: int = 0, now: datetime = NOW) -> Any:
    """Publish a text that is in force after so many days."""
    valid_from = now + timedelta(days=days)
    return operations.publish(conn, program_id, text, valid_from=valid_from, by="ana", now=now)


def rate(timeline: Any, at: datetime) -> int:
    """What the base rule gives per unit at an instant."""
    return int(timeline.at(int(at.timestamp())).document.earn[0].give["point"])


def test_a_version_comes_into_force_on_its_date(conn: Conn, program: ProgramRow) -> None:
    first = publish(conn, program.program_id, TEXT)
    second = publish(conn, program.program_id, DOUBLE, days=10)
    assert (first.number, second.number) == (1, 2)
    timeline = queries.timeline(conn, program.program_id)
    assert rate(timeline, NOW - timedelta(days=400)) == 1
    assert rate(timeline, NOW + timedelta(days=9)) == 1
    assert rate(timeline, NOW + timedelta(days=10)) == 2


def test_the_same_text_again_is_the_same_version(conn: Conn, program: ProgramRow) -> None:
    first = publish(conn, program.program_id, TEXT)
    assert publish(conn, program.program_id, TEXT, days=3) == first
    assert len(queries.versions(conn, program.program_id)) == 1


def test_going_back_is_a_new_version_with_the_old_text(conn: Conn, program: ProgramRow) -> None:
    publish(conn, program.program_id, TEXT)
    publish(conn, program.program_id, DOUBLE)
    back = operations.roll_back(conn, program.program_id, 1, valid_from=NOW, by="ana", now=NOW)
    assert isinstance(back, Version)
    assert (back.number, back.text, back.note) == (3, TEXT, "as version 1")
    assert rate(queries.timeline(conn, program.program_id), NOW) == 1


def withdraw(conn: Conn, program_id: UUID, number: int, now: datetime = NOW) -> Any:
    return operations.withdraw(conn, program_id, number, by="ana", now=now, note="too early")


def test_a_planned_version_is_withdrawn_and_never_in_force(conn: Conn, program: ProgramRow) -> None:
    mine = program.program_id
    later = NOW + timedelta(days=30)
    publish(conn, mine, TEXT)
    publish(conn, mine, DOUBLE, days=10)
    publish(conn, mine, TEXT.replace("{point: 1}", "{point: 5}"), days=20)
    seen = queries.timeline(conn, mine)
    done = withdraw(conn, mine, 2)
    assert (done.number, done.withdraws, done.valid_from, done.note) == (4, 2, NOW, "too early")
    assert withdraw(conn, mine, 2) == done
    stands = queries.timeline(conn, mine)
    assert [rate(stands, NOW + timedelta(days=days)) for days in (9, 11, 20)] == [1, 1, 5]
    assert stands.newest == 4
    # What was recorded before it was withdrawn is replayed as it was known then.
    assert rate(stands.seen(3), NOW + timedelta(days=11)) == rate(seen, NOW + timedelta(days=11))
    assert [one.number for one in queries.versions(conn, mine)] == [1, 3]
    assert [one.number for one in queries.history(conn, mine)] == [1, 2, 3, 4]
    assert withdraw(conn, mine, 3).number == 5
    assert rate(queries.timeline(conn, mine), later) == 1
    again = operations.roll_back(conn, mine, 2, valid_from=later, by="ana", now=NOW)
    assert isinstance(again, Version)
    assert (again.number, again.text, again.withdraws) == (6, DOUBLE, None)
    assert rate(queries.timeline(conn, mine), later) == 2


def test_what_only_a_withdrawn_version_had_may_be_missing(conn: Conn, program: ProgramRow) -> None:
    more = TEXT.replace("earn:", "  star: {name: [star, stars]}\nearn:")
    publish(conn, program.program_id, TEXT)
    assert isinstance(publish(conn, program.program_id, more, days=10), Version)
    assert [one.code for one in publish(conn, program.program_id, DOUBLE)] == ["points_removed"]
    withdraw(conn, program.program_id, 2)
    assert publish(conn, program.program_id, DOUBLE).number == 4


def test_what_is_in_force_is_not_withdrawn(conn: Conn, program: ProgramRow) -> None:
    mine = program.program_id
    assert withdraw(conn, ids.new(), 1).code == "program_not_found"
    assert withdraw(conn, mine, 1).code == "version_not_found"
    publish(conn, mine, TEXT, days=5)
    publish(conn, mine, DOUBLE, days=10)
    # Before its date the first one is in force, since nothing else is.
    assert withdraw(conn, mine, 1).code == "version_in_force"
    assert withdraw(conn, mine, 2, NOW + timedelta(days=10)).code == "version_in_force"
    number = withdraw(conn, mine, 2).number
    assert withdraw(conn, mine, number).code == "version_not_found"


def test_refusals(conn: Conn, program: ProgramRow) -> None:
    late = publish(conn, program.program_id, TEXT, days=-1)
    assert isinstance(late, Refused)
    assert late.code == "version_in_the_past"
    assert publish(conn, ids.new(), TEXT).code == "program_not_found"
    again = operations.create_program(conn, program.merchant_id, "corner-shop", now=NOW)
    assert isinstance(again, Refused)
    assert again.code == "program_exists"
    missing = operations.roll_back(conn, program.program_id, 7, valid_from=NOW, by="", now=NOW)
    assert isinstance(missing, Refused)
    assert missing.code == "version_not_found"
    assert queries.versions(conn, program.program_id) == []


def test_a_wrong_text_is_refused_with_its_problems(conn: Conn, program: ProgramRow) -> None:
    problems = publish(conn, program.program_id, TEXT.replace("give: {point", "give: {star"))
    assert [(one.line, one.column, one.code) for one in problems] == [(10, 12, "currency_unknown")]
    assert queries.versions(conn, program.program_id) == []


def test_points_that_members_hold_cannot_vanish(conn: Conn, program: ProgramRow) -> None:
    publish(conn, program.program_id, TEXT)
    problems = publish(
        conn, program.program_id, TEXT.replace("point:", "star:").replace("EUR", "USD")
    )
    assert [one.code for one in problems] == ["currency_changed", "points_removed"]


def test_a_rolled_back_publication_leaves_nothing_in_the_cache(
    conn: Conn, program: ProgramRow
) -> None:
    publish(conn, program.program_id, TEXT)
    with conn.transaction(force_rollback=True):
        publish(conn, program.program_id, DOUBLE)
        assert rate(queries.timeline(conn, program.program_id), NOW) == 2
    assert rate(queries.timeline(conn, program.program_id), NOW) == 1
    publish(conn, program.program_id, DOUBLE.replace("2}", "3}"))
    assert rate(queries.timeline(conn, program.program_id), NOW) == 3


def test_a_hot_timeline_is_the_same_object(conn: Conn, program: ProgramRow) -> None:
    publish(conn, program.program_id, TEXT)
    first = queries.timeline(conn, program.program_id)
    assert queries.timeline(conn, program.program_id) is first


def test_nothing_published_yet(conn: Conn, program: ProgramRow) -> None:
    assert queries.known(conn, program.program_id) is None
    with pytest.raises(LookupError):
        queries.timeline(conn, program.program_id)
    publish(conn, program.program_id, TEXT)
    known = queries.known(conn, program.program_id)
    assert known is not None
    assert known.merchant_id == program.merchant_id


def test_a_draft_may_be_wrong(conn: Conn, program: ProgramRow) -> None:
    assert queries.draft(conn, program.program_id) is None
    operations.save_draft(conn, program.program_id, "not: [a program", now=NOW)
    operations.save_draft(conn, program.program_id, "still: not", now=NOW)
    draft = queries.draft(conn, program.program_id)
    assert draft is not None
    assert draft.text == "still: not"


def test_the_test_clock_goes_forwards_only(conn: Conn, program: ProgramRow) -> None:
    assert operations.move_test_clock(conn, program.program_id, NOW) is None
    back = operations.move_test_clock(conn, program.program_id, NOW - timedelta(seconds=1))
    assert isinstance(back, Refused)
    row = queries.program(conn, program.program_id)
    assert row is not None
    assert row.test_clock_at == NOW


@pytest.mark.parametrize("statement", [
    "UPDATE programs_version SET text = ''", "DELETE FROM programs_version",
    "TRUNCATE programs_version", "DELETE FROM programs_program",
])  # fmt: skip
def test_the_application_cannot_change_what_was_promised(conn: Conn, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        conn.execute(statement)
