"""Rows of lines become orders, also where an order's rows do not follow one another.

Rows wait in a scratch database on disk, so that a file may be larger than memory.
"""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from typing import Any

import msgspec

from regulars.wire.importing.fields import LINE_FIELDS
from regulars.wire.importing.mapped import Mapped
from regulars.wire.importing.rejected import Reject
from regulars.wire.importing.values import CURES

ROWS_AT_ONCE = 1_000


def grouped(rows: Iterator[Mapped | Reject]) -> Iterator[Mapped | Reject]:
    """Will give what cannot be read as it comes, then each order once, in the order of their first
    rows, with `rows` of its lines.

    One row that is wrong refuses its whole order: half of an order is wrong money.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(sqlite3.connect(f"{folder}/rows")) as kept,
    ):
        kept.execute("PRAGMA journal_mode = OFF")
        kept.execute("CREATE TABLE rows (source TEXT, number TEXT, line INTEGER, body BLOB)")
        while several := list(islice(rows, ROWS_AT_ONCE)):
            yield from (one for one in several if isinstance(one, Reject))
            good = (_columns(one) for one in several if isinstance(one, Mapped))
            kept.executemany("INSERT INTO rows VALUES (?, ?, ?, ?)", good)
        kept.execute("CREATE INDEX by_order ON rows (source, number, line)")
        firsts = kept.execute(
            "SELECT source, number FROM rows GROUP BY source, number ORDER BY min(line)"
        )
        for source, number in firsts:
            mine = kept.execute(
                "SELECT line, body FROM rows WHERE source = ? AND number = ? ORDER BY line",
                (source, number),
            )
            yield from _order([_decode(*one) for one in mine])


def _columns(row: Mapped) -> tuple[str, str, int, bytes]:
    body = msgspec.msgpack.encode((row.values, row.wrong))
    return row.values["source"], row.values["order"], row.line, body


def _decode(line: int, body: bytes) -> Mapped:
    told, wrong = msgspec.msgpack.decode(body, type=tuple[dict[str, Any], Reject | None])
    return Mapped(line, told, wrong)


def _order(rows: list[Mapped]) -> list[Mapped | Reject]:
    # Exports often tell of the order in its first row only.
    head = {name: value for name, value in rows[0].values.items() if name not in LINE_FIELDS}
    wrong = [row.wrong or _disagreeing(row, head) for row in rows]
    if any(wrong):
        return [
            reject or _refused(row.line, "line_refused")
            for row, reject in zip(rows, wrong, strict=True)
        ]
    lines = [
        {name: value for name, value in row.values.items() if name in LINE_FIELDS} for row in rows
    ]
    return [Mapped(rows[0].line, head | {"rows": lines, "at_lines": [one.line for one in rows]})]


def _disagreeing(row: Mapped, head: dict[str, Any]) -> Reject | None:
    for name, value in row.values.items():
        if name not in LINE_FIELDS and head.get(name) != value:
            return _refused(row.line, "order_disagrees", name, str(value))
    return None


def _refused(line: int, code: str, field: str = "", value: str = "") -> Reject:
    return Reject(line=line, field=field, value=value, code=code, cure=CURES[code])
