"""The code on a phone: by the standard, for a short while, at one till, until it is revoked."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest

from regulars.domains import phones
from regulars.flows import phone_codes
from regulars.flows.phone_codes import PHONES_MOST, begin, read, shown, who
from regulars.kit import ids

PROGRAM, ME = uuid4(), uuid4()
NOW = datetime(2026, 11, 22, 12, 0, 10, tzinfo=UTC)
STEP = timedelta(seconds=30)


@pytest.mark.parametrize(
    ("at", "digits"),
    [(59, "46119246"), (1111111109, "68084774"), (1111111111, "67062674"),
     (1234567890, "91819424"), (2000000000, "90698825"), (20000000000, "77737706")],
)  # fmt: skip
def test_the_digits_are_those_of_the_standard(at: int, digits: str) -> None:
    assert phone_codes.digits(b"12345678901234567890123456789012", at // 30) == digits


def test_a_code_is_read_however_it_is_typed(conn: psycopg.Connection) -> None:
    phone = begin(conn, PROGRAM, ME, NOW)
    code = shown(phone, NOW)
    assert read(code) == (phone.alias, code[-8:])
    assert read(f" {code[:2].lower()} {code[2:7]}-{code[7:]}") == read(code)
    for wrong in ("", code[:-1], code + "1", "V2" + code[2:], code[:-1] + "X", "29000 00001"):
        assert read(wrong) is None


def test_it_is_good_for_a_step_before_and_after(conn: psycopg.Connection) -> None:
    for late, good in ((-2, False), (-1, True), (0, True), (1, True), (2, False)):
        phone = begin(conn, PROGRAM, ME, NOW)
        found = who(conn, PROGRAM, shown(phone, NOW), NOW + late * STEP, "till")
        assert (found == ME) is good, late


def test_a_step_is_used_at_one_till_and_no_older_one_after_it(conn: psycopg.Connection) -> None:
    phone = begin(conn, PROGRAM, ME, NOW)
    code, older = shown(phone, NOW), shown(phone, NOW - STEP)
    assert who(conn, PROGRAM, code, NOW, "left") == ME
    assert who(conn, PROGRAM, code, NOW, "left") == ME  # the same sale, scanned again
    assert who(conn, PROGRAM, code, NOW, "right") is None
    assert who(conn, PROGRAM, older, NOW, "left") is None
    assert who(conn, PROGRAM, shown(phone, NOW + STEP), NOW + STEP, "right") == ME
    # What a till kept off-line counts for when it was scanned.
    assert who(conn, PROGRAM, code, NOW, "left", late=True) == ME
    assert who(conn, PROGRAM, code, NOW + 3 * STEP, "left", late=True) is None


def test_another_program_and_a_revoked_phone_find_nobody(conn: psycopg.Connection) -> None:
    phone = begin(conn, PROGRAM, ME, NOW)
    assert who(conn, ids.new(), shown(phone, NOW), NOW, "till") is None
    phones.operations.drop(conn, PROGRAM, uuid4(), [phone.alias])  # not theirs to revoke
    assert who(conn, PROGRAM, shown(phone, NOW), NOW, "till") == ME
    phones.operations.drop(conn, PROGRAM, ME, [phone.alias])
    assert who(conn, PROGRAM, shown(phone, NOW), NOW, "till") is None


def test_the_oldest_phone_makes_room(conn: psycopg.Connection) -> None:
    made = [begin(conn, PROGRAM, ME, NOW + number * STEP) for number in range(PHONES_MOST + 1)]
    known = [one.alias for one in phones.queries.of_member(conn, PROGRAM, ME)]
    assert known == [one.alias for one in reversed(made[1:])]
