"""Both bodies of a statement do the same: one for a set of accounts, one for each account alone."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import msgspec
import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.kit.errors import SetupError
from regulars.kit.pg import parted, sql
from regulars.kit.pg.sql import ByAccount, Statements, load

TEXT = """
-- make_table --
CREATE TEMPORARY TABLE parted (account_id uuid, n int, word text, PRIMARY KEY (account_id, n))
ON COMMIT DROP;

-- add --
INSERT INTO parted (account_id, n, word)
SELECT account_id, n, word || %(mark)s
FROM unnest((SELECT %(account_ids)s::uuid[]), (SELECT %(ns)s::int[]), %(words)s::text[])
     AS new(account_id, n, word)
ON CONFLICT DO NOTHING;

-- add for one account --
INSERT INTO parted (account_id, n, word)
SELECT %(account_id)s::uuid, n, word || %(mark)s
FROM unnest(%(ns)s::int[], %(words)s::text[]) AS new(n, word)
ON CONFLICT DO NOTHING;

-- find --
SELECT account_id, n, word FROM parted
WHERE account_id = ANY(%(account_ids)s) AND n = ANY(%(ns)s::int[]) ORDER BY account_id, n;

-- find for one account --
SELECT account_id, n, word FROM parted
WHERE account_id = %(account_id)s AND n = ANY(%(ns)s::int[]) ORDER BY n;

-- by_word --
SELECT account_id, n, word FROM parted WHERE account_id = ANY(%(account_ids)s) ORDER BY word, n;

-- by_word for one account, by word, n --
SELECT account_id, n, word FROM parted WHERE account_id = %(account_id)s ORDER BY word, n;

-- all --
SELECT account_id, n, word FROM parted ORDER BY account_id, n;
"""
IDS = [UUID(int=one) for one in (7, 3, 5, 3)]
ROWS = {"account_ids": IDS, "ns": [1, 1, 1, 2], "words": ["d", "c", "b", "a"], "mark": "!"}


class Row(msgspec.Struct, frozen=True):
    """A row of the sample."""

    account_id: UUID
    n: int
    word: str


@pytest.fixture(params=["conn", "django_conn"])
def either(request: pytest.FixtureRequest) -> Iterator[psycopg.Connection]:
    """A plain connection, then Django's."""
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("kind", [Statements, ByAccount])
def test_both_bodies_give_the_same(either: psycopg.Connection, kind: type[Statements]) -> None:
    some = kind(TEXT)
    some.run(either, "make_table")
    assert some.run(either, "add", ROWS) == 4
    assert some.run(either, "add", ROWS | {"ns": [1, 1, 9, 2]}) == 1
    seven, three, five, _ = IDS
    assert some.rows(either, "find", {"account_ids": IDS, "ns": [1, 2]}) == [
        (three, 1, "c!"), (three, 2, "a!"), (five, 1, "b!"), (seven, 1, "d!"),
    ]  # fmt: skip
    words = some.records(either, "by_word", {"account_ids": IDS}, into=Row)
    assert words == [
        Row(three, 2, "a!"), Row(five, 1, "b!"), Row(five, 9, "b!"), Row(three, 1, "c!"),
        Row(seven, 1, "d!"),
    ]  # fmt: skip
    nobody: dict[str, Any] = {"account_ids": [], "ns": [], "words": [], "mark": ""}
    assert some.run(either, "add", nobody) == 0
    assert some.rows(either, "by_word", nobody) == []
    assert some.rows(either, "find", nobody) == some.records(either, "find", nobody, into=Row) == []
    assert len(some.rows(either, "all")) == 5


@pytest.mark.parametrize("kind", [Statements, ByAccount])
def test_what_is_sent_in_a_pipeline_is_done(
    conn: psycopg.Connection, kind: type[Statements]
) -> None:
    some = kind(TEXT)
    some.run(conn, "make_table")
    with conn.pipeline():
        some.send(conn, "add", ROWS)
        assert some.run(conn, "add", ROWS) == 0
        assert len(some.rows(conn, "find", ROWS)) == 4
        assert len(some.records(conn, "by_word", ROWS, into=Row)) == 4
        assert [one.n for one in some.records(conn, "all", into=Row)] == [1, 2, 1, 1]


def test_an_error_of_one_account_is_the_statement_s(conn: psycopg.Connection) -> None:
    some = ByAccount(TEXT)
    some.run(conn, "make_table")
    conn.execute("ALTER TABLE parted ADD CHECK (n < 5)")
    with pytest.raises(psycopg.errors.CheckViolation):
        some.run(conn, "add", ROWS | {"ns": [1, 9, 1, 2]})


@given(st.lists(st.tuples(st.uuids(), st.integers(), st.text())))
def test_each_row_goes_to_its_account_once(rows: list[tuple[UUID, int, str]]) -> None:
    one = ByAccount(TEXT).alone["add"]
    columns = {"account_ids": [], "ns": [], "words": []} if not rows else dict(
        zip(("account_ids", "ns", "words"), map(list, zip(*rows, strict=True)), strict=True)
    )  # fmt: skip
    parts = list(one.parts(columns | {"mark": "!"}))
    accounts = [part["account_id"] for part in parts]
    assert accounts == sorted({row[0] for row in rows})
    assert all(part["mark"] == "!" for part in parts)
    again = [
        (part["account_id"], n, word)
        for part in parts
        for n, word in zip(part["ns"], part["words"], strict=True)
    ]
    # Rows of one account keep their order.
    assert again == sorted(rows, key=lambda row: row[0])


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("SELECT 1", "SELECT %(account_id)s"),
        ("SELECT %(account_ids)s", "SELECT %(account_id)s, %(more)s"),
    ],
)
def test_bodies_that_cannot_be_of_one_statement(many: str, one: str) -> None:
    with pytest.raises(AssertionError):
        parted.of(many, one, "")


def test_the_setting_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sql.CHOICE.default == "sets"
    for choice, kind in [("sets", Statements), ("accounts", ByAccount)]:
        monkeypatch.setenv("REGULARS_STATEMENTS", choice)
        assert type(load("tests.kit.pg.sample")) is kind
    monkeypatch.setenv("REGULARS_STATEMENTS", "both")
    with pytest.raises(SetupError, match="say sets or accounts"):
        load("tests.kit.pg.sample")
