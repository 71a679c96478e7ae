"""Orders of a file on disk, in heaps by their buyer: whole customers, each in a heap of their own.

So each account is read and written once for all its orders, in the order of their times, whatever
the order of the file. An order whose number comes twice waits until all others are booked: of such
the first in the file is the one that counts.
"""

from array import array
from collections.abc import Iterator
from heapq import merge
from itertools import pairwise
from pathlib import Path
from struct import Struct as Packed
from types import TracebackType
from typing import Any, Self
from zlib import crc32

import msgspec

from regulars.wire.importing.mapped import Mapped
from regulars.wire.importing.orders import KINDS

HEAPS = 200
"""A process holds one of them. No more files may be open at once on some systems."""
_HELD_BYTES = 1 << 16
_head = Packed("!qII")
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(dict[str, Any]).decode


class Heaps:
    """Files in a folder. Everything is added first; `finish` tells which numbers come twice."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts: list[bytearray] = [bytearray() for _ in range(HEAPS)]
        self._counts = [0] * HEAPS
        self._marks = array("q")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        for number in range(HEAPS):
            self._path(number).unlink(missing_ok=True)

    def add(self, row: Mapped) -> None:
        """Will put an order on its buyer's heap."""
        told = row.values
        mark = hash((told.get("source"), told.get("order")))
        self._marks.append(mark)
        number = crc32(_buyer(told).encode(errors="replace")) % HEAPS
        body = _encode(told)
        part = self._parts[number]
        part += _head.pack(mark, row.line, len(body))
        part += body
        self._counts[number] += 1
        if len(part) > _HELD_BYTES:
            self._flush(number)

    def finish(self) -> frozenset[int]:
        """Will have everything on disk; gives the marks of numbers that may come twice."""
        for number in range(HEAPS):
            self._flush(number)
        ordered = sorted(self._marks)
        return frozenset(one for one, other in pairwise(ordered)
                         if one == other)  # fmt: skip

    def together(self, least: int) -> list[list[Path]]:
        """Will give heaps so many together that each has at least so many orders; the last may have
        fewer."""
        found: list[list[Path]] = []
        many = least
        for number, count in enumerate(self._counts):
            if many >= least:
                found.append([])
                many = 0
            if count:
                found[-1].append(self._path(number))
                many += count
        return [one for one in found if one]

    def __len__(self) -> int:
        return len(self._marks)

    def twice(self, marks: frozenset[int]) -> Iterator[Mapped]:
        """Will give the orders whose numbers may come twice, in the order of the file."""
        if marks:
            paths = [path for several in self.together(1) for path in several]
            # Each heap is in the order of the file.
            merged = merge(*map(rows, paths), key=lambda found: found[1].line)
            yield from (one for mark, one in merged if mark in marks)

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:03}"

    def _flush(self, number: int) -> None:
        if self._parts[number]:
            with self._path(number).open("ab") as file:
                file.write(self._parts[number])
            self._parts[number] = bytearray()


def rows(path: Path) -> Iterator[tuple[int, Mapped]]:
    """Will read a heap: each order with the mark of its number."""
    with path.open("rb") as file:
        while head := file.read(_head.size):
            mark, line, length = _head.unpack(head)
            yield mark, Mapped(line, _decode(file.read(length)))


def _buyer(told: dict[str, Any]) -> str:
    for kind in KINDS:
        name = told.get(f"member_{kind}")
        if name:
            return f"{kind}:{name}".casefold()
    return f"{told.get('source')}/{told.get('order')}"
