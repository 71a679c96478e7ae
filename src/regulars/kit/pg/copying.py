"""Rows as the text that COPY reads: for many rows at once, where arrays cost more than the rows."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID


def _text(value: str) -> str:
    if "\\" in value:
        value = value.replace("\\", "\\\\")
    # Our JSON has none of these in it, and few texts do.
    if "\n" in value or "\t" in value or "\r" in value:
        value = value.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
    return value


_CELLS: dict[type, Callable[[Any], str]] = {
    str: _text,
    int: str,
    UUID: lambda value: f"{value.int:032x}",
    bytes: lambda value: "\\\\x" + value.hex(),
    bool: lambda value: "t" if value else "f",
    datetime: datetime.isoformat,
    type(None): lambda _: "\\N",
}


def text(rows: Iterable[Sequence[object]]) -> bytes:
    """Will write rows in PostgreSQL's text format: column by column, which most are of one type."""
    columns = map(_column, zip(*rows, strict=True))
    lines = list(map("\t".join, zip(*columns, strict=True)))
    lines.append("")
    return "\n".join(lines).encode()


def _column(values: tuple[Any, ...]) -> Iterable[str]:
    kinds = set(map(type, values))
    if len(kinds) > 1:
        return [_CELLS[type(one)](one) for one in values]
    if kinds == {str}:
        together = "".join(values)
        if not any(sign in together for sign in "\\\n\t\r"):
            return values
    return map(_CELLS[kinds.pop()], values)
