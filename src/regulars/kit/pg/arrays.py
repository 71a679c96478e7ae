"""How a list becomes a parameter: one binary array, packed at once.

The driver writes lists item by item, as int2, int4 or int8 by the largest value, so that one
statement is prepared several times over. Here whole numbers are always bigint and instants
timestamptz. Empty, mixed and other lists are left to the driver.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from struct import Struct
from typing import Any, cast
from uuid import UUID

from psycopg.abc import AdaptContext
from psycopg.adapt import Buffer, Dumper, PyFormat
from psycopg.pq import Format
from psycopg.types.array import ListDumper

Pack = Callable[[Any], bytes]

_NULL = b"\xff\xff\xff\xff"
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_UUID_LENGTH = b"\x00\x00\x00\x10"
_head = Struct("!iiIii").pack
_length = Struct("!i").pack
_whole = Struct("!iq").pack


def _text(value: str) -> bytes:
    encoded = value.encode()
    return _length(len(encoded)) + encoded


# By the type of the items: the array's type, the item's type, the item with its length before it.
_KINDS: dict[type, tuple[int, int, Pack]] = {
    UUID: (2951, 2950, lambda value: _UUID_LENGTH + value.bytes),
    int: (1016, 20, lambda value: _whole(8, value)),
    str: (1009, 25, _text),
    bytes: (1001, 17, lambda value: _length(len(value)) + value),
    bool: (1000, 16, lambda value: b"\x00\x00\x00\x01" + (b"\x01" if value else b"\x00")),
    datetime: (1185, 1184, lambda value: _whole(8, (value - _EPOCH) // _MICROSECOND)),
}


def _kind(items: Sequence[Any]) -> type | None:
    types = set(map(type, items))
    types.discard(type(None))
    found = types.pop() if len(types) == 1 else None
    return found if found in _KINDS else None


class ArrayDumper(Dumper):
    """Chooses the array's type by the items' one type."""

    format = Format.BINARY

    def __init__(self, cls: type, context: AdaptContext | None = None) -> None:
        super().__init__(cls, context)
        self._other = ListDumper(cls, context)
        self._context = context

    def get_key(self, obj: list[Any], format: PyFormat) -> Any:  # noqa: A002 - the driver's
        """Will name the type of array that this list becomes."""
        kind = _kind(obj)
        if kind is not None:
            return (self.cls, kind)
        # Never the bare class, whose dumper would be this one.
        return (self.cls, None, self._other.get_key(obj, format))

    def upgrade(self, obj: list[Any], format: PyFormat) -> Dumper:  # noqa: A002 - the driver's
        """Will give the dumper for lists like this one."""
        kind = _kind(obj)
        if kind is None:
            return cast("Dumper", self._other.upgrade(obj, format))
        return _OneKind(self.cls, self._context, kind)

    def dump(self, obj: list[Any]) -> Buffer | None:
        """Never called: every list is upgraded first."""
        raise AssertionError(f"a list of {len(obj)} was not upgraded")


class _OneKind(Dumper):
    """Packs lists of one type."""

    format = Format.BINARY

    def __init__(self, cls: type, context: AdaptContext | None, kind: type) -> None:
        super().__init__(cls, context)
        self.oid, self._item, self._pack = _KINDS[kind]

    def dump(self, obj: list[Any]) -> Buffer | None:
        pack = self._pack
        gaps = None in obj
        parts = [pack(one) if one is not None else _NULL for one in obj] if gaps else map(pack, obj)
        return _head(1, gaps, self._item, len(obj), 1) + b"".join(parts)
