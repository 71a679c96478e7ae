"""How results become Python values in our statements, the same on every connection.

Django changes its connections' adapters; these are our own, over psycopg's as it ships them.
"""

from datetime import UTC, datetime, timedelta

import psycopg
from psycopg.adapt import AdaptersMap, Buffer, Loader
from psycopg.pq import Format

from regulars.kit.pg.arrays import ArrayDumper

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


class _JsonBytes(Loader):
    """`json` as the text that was stored, undecoded: who needs a value names its type."""

    format = Format.BINARY

    def load(self, data: Buffer) -> bytes:
        return bytes(data)


class _JsonbBytes(Loader):
    """`jsonb` likewise; on the wire a version stands before the text."""

    format = Format.BINARY

    def load(self, data: Buffer) -> bytes:
        return bytes(data)[1:]


class _UtcInstant(Loader):
    """`timestamptz` in UTC, whatever time zone the session has."""

    format = Format.BINARY

    def load(self, data: Buffer) -> datetime:
        return _EPOCH + timedelta(microseconds=int.from_bytes(data, "big", signed=True))


ADAPTERS = AdaptersMap(psycopg.adapters)
ADAPTERS.register_loader("json", _JsonBytes)
ADAPTERS.register_loader("jsonb", _JsonbBytes)
ADAPTERS.register_loader("timestamptz", _UtcInstant)
ADAPTERS.register_dumper(list, ArrayDumper)
