"""Rows of a file as our fields, or as rejects: the first thing that is wrong with each."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct

from regulars.wire.importing import reading, values
from regulars.wire.importing.fields import Field
from regulars.wire.importing.mapping import Mapping, Source
from regulars.wire.importing.rejected import Reject

KEYS = ("source", "order")


class Mapped(Struct, frozen=True):
    """One row with our fields; the empty ones are left out.

    `wrong` only where rows make up orders: the row's order has to be refused with it.
    """

    line: int
    values: dict[str, Any]
    wrong: Reject | None = None

    @property
    def lines(self) -> list[int]:
        """The lines of the file that it was read from."""
        found: list[int] = self.values.get("at_lines", [self.line])
        return found


class Reader:
    """Turns the rows of one file into fields. `digits` are the decimals of the currency.

    With `lines` several rows make an order: a row that is wrong still says to which one it belongs,
    and what the order needs may stand in another of its rows.
    """

    def __init__(
        self, path: Path, mapping: Mapping, fields: Sequence[Field], digits: int, *, lines: bool
    ) -> None:
        self._path, self._mapping, self._digits, self._lines = path, mapping, digits, lines
        self._zone: ZoneInfo | None = mapping.zone()
        self._fields: list[tuple[Field, Source]] = [
            (one, source) for one in fields if (source := mapping.source(one.name)) is not None
        ]

    def rows(self) -> Iterator[Mapped | Reject]:
        """Will read the file from its start."""
        for row in reading.rows(self._path, self._mapping):
            found, wrong = self._mapped(row)
            if row.broken:
                wrong = Reject(line=row.line, code=row.broken, cure=values.CURES[row.broken])
            if wrong is None:
                yield Mapped(row.line, found)
            elif self._lines and all(name in found for name in KEYS):
                yield Mapped(row.line, {name: found[name] for name in KEYS}, wrong)
            else:
                yield wrong

    def _mapped(self, row: reading.Row) -> tuple[dict[str, Any], Reject | None]:
        """All fields that can be read, and the first thing that is wrong."""
        found: dict[str, Any] = {}
        wrong: Reject | None = None
        for field, source in self._fields:
            cell = source.constant if source.column is None else row.cells.get(source.column)
            try:
                value = self._value(field, source, cell)
            except values.CellError as error:
                wrong = wrong or Reject(
                    line=row.line, field=field.name, value=str(cell), code=error.code,
                    cure=values.CURES[error.code],
                )  # fmt: skip
                continue
            if value is not None:
                found[field.name] = value
        return found, wrong

    def _value(self, field: Field, source: Source, cell: Any) -> Any:
        value = values.convert(field, source, cell, zone=self._zone, digits=self._digits)
        if value is None and field.needed and (field.name in KEYS or not self._lines):
            raise values.CellError("needed")
        return value
