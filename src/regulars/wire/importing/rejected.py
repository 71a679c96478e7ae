"""Rows that were not taken, in FILE.rejected.csv: line, field, value, code and cure.

A value that a spreadsheet would run as a formula is kept from it by an apostrophe.
"""

import csv
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import Struct

VALUE_MAX = 80
_BAD = "backslashreplace"


class Reject(Struct, frozen=True, kw_only=True):
    """Why a row was not taken."""

    line: int
    field: str = ""
    value: str = ""
    code: str
    cure: str


class Rejected:
    """Writes rejects as they come; the file exists only where there are any."""

    def __init__(self, beside: Path) -> None:
        self.path = beside.with_name(f"{beside.name}.rejected.csv")
        self.count = 0
        self._file: TextIOWrapper | None = None

    def __enter__(self) -> Self:
        self.path.unlink(missing_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        if self._file is not None:
            self._file.close()

    def add(self, one: Reject) -> None:
        """Will write one down."""
        if self._file is None:
            self._file = self.path.open("w", encoding="utf-8", newline="", errors=_BAD)
            csv.writer(self._file).writerow(Reject.__struct_fields__)
        self.count += 1
        cells = (one.line, one.field, one.value[:VALUE_MAX], one.code, one.cure)
        csv.writer(self._file).writerow(guarded(str(cell)) for cell in cells)


def guarded(text: str) -> str:
    """Will keep a spreadsheet from running a cell."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
