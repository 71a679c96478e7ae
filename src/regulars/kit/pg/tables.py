"""Whole tables in and out, as the catalogue describes them: for exports that leave nothing out.

Columns keep their types and every row its exact bytes; JSON is its own text, never parsed.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

import psycopg
from msgspec import Struct
from psycopg import sql

ROWS_AT_ONCE = 10_000

# Read as text, so that nothing of it is interpreted.
_AS_TEXT = {"uuid", "json"}


class Column(Struct, frozen=True):
    """A column's name and PostgreSQL's name of its type."""

    name: str
    type: str


def columns(conn: psycopg.Connection[Any], table: str) -> list[Column]:
    """Will give a table's columns in their order; not those that the database works out."""
    found = conn.execute(
        "SELECT attname::text, format_type(atttypid, NULL) FROM pg_attribute "
        "WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped "
        "AND attgenerated = '' ORDER BY attnum",
        [table],
    )
    return [Column(str(name), str(kind)) for name, kind in found.fetchall()]


def key(conn: psycopg.Connection[Any], table: str) -> list[str]:
    """Will give the columns of a table's primary key."""
    found = conn.execute(
        "SELECT a.attname::text FROM pg_index AS i "
        "CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k(attnum, place) "
        "JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum "
        "WHERE i.indrelid = to_regclass(%s) AND i.indisprimary ORDER BY k.place",
        [table],
    )
    return [str(name) for (name,) in found.fetchall()]


def read(
    conn: psycopg.Connection[Any], table: str, scope: sql.Composable, chosen: UUID
) -> Iterator[list[tuple[Any, ...]]]:
    """Will read the rows of a scope (a condition with one parameter), in the order of the key."""
    wanted = [
        sql.SQL("{}::text").format(sql.Identifier(one.name))
        if one.type in _AS_TEXT
        else sql.Identifier(one.name)
        for one in columns(conn, table)
    ]
    statement = sql.SQL("SELECT {} FROM {} WHERE {} ORDER BY {}").format(
        sql.SQL(", ").join(wanted),
        sql.Identifier(table),
        scope,
        sql.SQL(", ").join(map(sql.Identifier, key(conn, table))),
    )
    with conn.cursor("read_table") as cursor:
        cursor.execute(statement, [chosen])
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            yield rows


def write(
    conn: psycopg.Connection[Any], table: str, names: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> None:  # fmt: skip
    """Will add rows to a table."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    with conn.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
