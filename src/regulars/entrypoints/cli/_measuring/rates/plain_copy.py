"""The same rows by plain COPY: tables like the real ones, filled from the rows that they lack."""

import time
from pathlib import Path

import psycopg
from msgspec import Struct
from psycopg import Connection, sql

from regulars.kit.pg.launcher import Server

LIKE = "bench_like"
_CHUNK = 1 << 20
_APART = {"apart": ["django\\_%", "procrastinate\\_%"]}
"""Tables of others, to which an import writes nothing."""

_TABLES = """
SELECT c.relname,
       (SELECT array_agg(a.attname ORDER BY a.attnum) FROM pg_attribute AS a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''),
       (SELECT array_agg(a.attname) FROM pg_index AS i
        JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey)
        WHERE i.indrelid = c.oid AND i.indisprimary)
FROM pg_class AS c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
  AND NOT c.relname LIKE ANY(%(apart)s::text[])
ORDER BY c.relname
"""
_FOREIGN_KEYS = """
SELECT c.relname, k.conname, pg_get_constraintdef(k.oid)
FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid
WHERE k.contype = 'f' AND c.relnamespace = 'public'::regnamespace
  AND NOT c.relname LIKE ANY(%(apart)s::text[])
  AND NOT k.confrelid::regclass::text LIKE ANY(%(apart)s::text[])
"""


class Copied(Struct, frozen=True, kw_only=True):
    """How many rows and bytes, in which seconds, by table."""

    rows: int
    bytes: int
    seconds: float
    tables: dict[str, int]


class _Table(Struct, frozen=True):
    name: str
    columns: list[str]
    key: list[str]


class PlainCopy:
    """Tables with the columns, keys, checks and indexes of the real ones, in a schema of their own.

    With `foreign_keys` those are checked as well, as they are where the rows came from.
    """

    def __init__(self, server: Server, folder: Path, *, foreign_keys: bool) -> None:
        """Will make the tables, and bring them to what the real ones hold."""
        self._folder = folder
        self._schema = f"{LIKE}_keys" if foreign_keys else LIKE
        address = server.installation().conninfo("postgres", server.data)
        self._conn: Connection = psycopg.connect(address, autocommit=True)
        found = self._conn.execute(_TABLES, _APART).fetchall()
        self._tables = [_Table(*row) for row in found if row[2]]
        self._make(foreign_keys=foreign_keys)
        self.catch_up()

    def close(self) -> None:
        """Will let the connection go."""
        self._conn.close()

    def catch_up(self) -> Copied:
        """Will copy what the real tables hold and these do not: one connection and transaction."""
        sent = {one.name: count for one in self._tables if (count := self._dumped(one))}
        size = sum(self._file(one.name).stat().st_size for one in self._tables if one.name in sent)
        self._conn.execute("CHECKPOINT")
        began = time.perf_counter()
        with self._conn.transaction():
            # What others point to comes first.
            self._conn.execute("SET CONSTRAINTS ALL DEFERRED")
            for one in sorted(self._tables, key=lambda one: one.name):
                if one.name in sent:
                    self._copied(one)
        seconds = time.perf_counter() - began
        for name in sent:
            self._file(name).unlink()
        return Copied(rows=sum(sent.values()), bytes=size, seconds=seconds, tables=sent)

    def _make(self, *, foreign_keys: bool) -> None:
        schema = sql.Identifier(self._schema)
        keys = self._conn.execute(_FOREIGN_KEYS, _APART).fetchall()
        self._conn.execute(sql.SQL("CREATE SCHEMA {}").format(schema))
        for one in self._tables:
            make = sql.SQL("CREATE TABLE {}.{} (LIKE public.{} INCLUDING ALL)")
            name = sql.Identifier(one.name)
            self._conn.execute(make.format(schema, name, name))
        if not foreign_keys:
            return
        with self._conn.transaction():
            self._conn.execute(sql.SQL("SET LOCAL search_path TO {}").format(schema))
            for table, name, said in keys:
                add = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} ").format(
                    sql.Identifier(table), sql.Identifier(name)
                )
                self._conn.execute(add + sql.SQL(said))

    def _dumped(self, table: _Table) -> int:
        wanted = sql.SQL(
            "COPY (SELECT {columns} FROM public.{name} AS r WHERE NOT EXISTS "
            "(SELECT FROM {schema}.{name} AS k WHERE {same})) TO STDOUT"
        ).format(
            columns=_names(table.columns),
            name=sql.Identifier(table.name),
            schema=sql.Identifier(self._schema),
            same=sql.SQL(" AND ").join(
                sql.SQL("k.{0} = r.{0}").format(sql.Identifier(one)) for one in table.key
            ),
        )
        with (
            self._file(table.name).open("wb") as out,
            self._conn.cursor() as cursor,
            cursor.copy(wanted) as copy,
        ):
            # A line end inside a value is written as two letters.
            return sum(out.write(block) and bytes(block).count(b"\n") for block in copy)

    def _copied(self, table: _Table) -> None:
        into = sql.SQL("COPY {}.{} ({}) FROM STDIN").format(
            sql.Identifier(self._schema), sql.Identifier(table.name), _names(table.columns)
        )
        with (
            self._file(table.name).open("rb") as rows,
            self._conn.cursor() as cursor,
            cursor.copy(into) as copy,
        ):
            while block := rows.read(_CHUNK):
                copy.write(block)

    def _file(self, name: str) -> Path:
        return self._folder / f"{self._schema}.{name}"


def _names(columns: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))
