"""Rows of lines become orders, also where an order's rows do not follow one another.

Rows wait in a scratch database on disk, so that a file may be larger than memory.
"""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import msgspec

from regulars.entrypoints.cli._importing.fields import LINE_FIELDS
from regulars.entrypoints.cli._importing.mapped import Mapped
from regulars.entrypoints.cli._importing.rejected import Reject
from regulars.entrypoints.cli._importing.values import CURES

Refuse = Callable[[Reject], None]


def grouped(rows: Iterator[Mapped], refuse: Refuse) -> Iterator[Mapped]:
    """Will give each order once, in the order of their first rows, with `rows` of its lines.

    One row that is wrong refuses its whole order: half of an order is wrong money.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(sqlite3.connect(f"{folder}/rows")) as kept,
    ):
        kept.execute("PRAGMA journal_mode = OFF")
        kept.execute("CREATE TABLE rows (source TEXT, number TEXT, line INTEGER, body BLOB)")
        kept.executemany("INSERT INTO rows VALUES (?, ?, ?, ?)", map(_columns, rows))
        kept.execute("CREATE INDEX by_order ON rows (source, number, line)")
        firsts = kept.execute(
            "SELECT source, number FROM rows GROUP BY source, number ORDER BY min(line)"
        )
        for source, number in firsts:
            mine = kept.execute(
                "SELECT line, body FROM rows WHERE source = ? AND number = ? ORDER BY line",
                (source, number),
            )
            order = _order([_decode(*one) for one in mine], refuse)
            if order is not None:
                yield order


def _columns(row: Mapped) -> tuple[str, str, int, bytes]:
    body = msgspec.msgpack.encode((row.values, row.wrong))
    return row.values["source"], row.values["order"], row.line, body


def _decode(line: int, body: bytes) -> Mapped:
    told, wrong = msgspec.msgpack.decode(body, type=tuple[dict[str, Any], Reject | None])
    return Mapped(line, told, wrong)


def _order(rows: list[Mapped], refuse: Refuse) -> Mapped | None:
    # Exports often tell of the order in its first row only.
    head = {name: value for name, value in rows[0].values.items() if name not in LINE_FIELDS}
    wrong = [row.wrong or _disagreeing(row, head) for row in rows]
    if any(wrong):
        for row, reject in zip(rows, wrong, strict=True):
            refuse(reject or _refused(row.line, "line_refused"))
        return None
    lines = [
        {name: value for name, value in row.values.items() if name in LINE_FIELDS} for row in rows
    ]
    return Mapped(rows[0].line, head | {"rows": lines, "at_lines": [one.line for one in rows]})


def _disagreeing(row: Mapped, head: dict[str, Any]) -> Reject | None:
    for name, value in row.values.items():
        if name not in LINE_FIELDS and head.get(name) != value:
            return _refused(row.line, "order_disagrees", name, str(value))
    return None


def _refused(line: int, code: str, field: str = "", value: str = "") -> Reject:
    return Reject(line=line, field=field, value=value, code=code, cure=CURES[code])
