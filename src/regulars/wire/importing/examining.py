"""Looking at a file that nobody described: its encoding, separator, columns, and how it writes.

All of it is a guess to be shown and confirmed.
"""

import codecs
import csv
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path

import msgspec
from msgspec import Struct

from regulars.kit.errors import SetupError
from regulars.wire.importing import reading
from regulars.wire.importing.fields import KINDS
from regulars.wire.importing.guessing import guess
from regulars.wire.importing.mapping import Mapping, Source
from regulars.wire.importing.values import UNFIT

ENCODINGS = ("utf-8", "cp1252", "cp1251", "gb18030", "utf-16")
DELIMITERS = (",", ";", "\t", "|")
FORMATS = ("", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y", "%m/%d/%Y %H:%M", "%m/%d/%Y",
           "%d/%m/%Y %H:%M", "%d/%m/%Y", "%Y/%m/%d %H:%M", "%Y/%m/%d")  # fmt: skip
"""How times are written; the empty one is ISO 8601."""

_COMMA = re.compile(r"-?\d+,\d{1,4}")
_POINT = re.compile(r"-?\d+[.]\d{1,4}")
EXAMPLES = 200
COLUMNS_MAX = 200


class Examined(Struct, frozen=True, kw_only=True):
    """Columns of a file, each with some of its cells, and the mapping that is guessed."""

    columns: tuple[str, ...]
    cells: dict[str, tuple[str, ...]]
    mapping: Mapping
    comma: bool
    format: str


class Bytes:
    """Learns of a file's encoding, and how many lines it has, as its bytes pass by."""

    def __init__(self) -> None:
        self.lines, self._last = 0, b"\n"
        self._wide = self._first = False
        self._utf8: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")()

    def see(self, body: bytes) -> None:
        """Will take note of the next bytes."""
        if not self._first:
            self._first = True
            self._wide = body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        self.lines += body.count(b"\n")
        self._last = body[-1:] or self._last
        try:
            if self._utf8 is not None:
                self._utf8.decode(body)
        except UnicodeDecodeError:
            self._utf8 = None

    @property
    def rows(self) -> int:
        """How many lines there are below the first, at most."""
        return max(0, self.lines + (self._last != b"\n") - 1)

    @property
    def encoding(self) -> str:
        """What the bytes can be read as."""
        if self._wide:
            return "utf-16"
        return "utf-8" if self._utf8 is not None else "cp1252"


def examine(
    path: Path, kind: str, *, encoding: str, constants: dict[str, str], zone: str,
    delimiter: str | None = None,
) -> Examined:  # fmt: skip
    """Will look at a file's beginning. Raises SetupError for one that has no columns."""
    plain = Mapping(fields={}, encoding=encoding, delimiter=delimiter, time_zone=zone)
    try:
        columns = reading.columns(path, plain)
        cells = {name: tuple(found) for name, found in _cells(path, plain, columns).items()}
    except (csv.Error, UnicodeError) as error:
        raise SetupError(f"The file cannot be read: {error}") from error
    odd = any(UNFIT.search(name) for name in columns)
    if odd or not any(columns) or len(columns) > COLUMNS_MAX:
        raise SetupError("The first line has no names of columns, or too many.")
    mapped = guess(KINDS[kind], columns, constants, zone)
    fields: dict[str, Source | str] = {
        name: _written(kind, name, mapped, cells) for name in mapped.fields
    }
    mapped = msgspec.structs.replace(mapped, fields=fields, encoding=encoding, delimiter=delimiter)
    return Examined(
        columns=tuple(columns), cells=cells, mapping=mapped,
        comma=any(map(_comma, cells.values())),
        format=next((form for one in cells.values() if (form := _format(one))), ""),
    )  # fmt: skip


def described(kind: str, name: str, source: Source, *, comma: bool, form: str) -> Source:
    """Will say how a column is written, where its field asks that."""
    holds = next(one.holds for one in KINDS[kind] if one.name == name)
    if holds in {"money", "number"} and comma:
        return msgspec.structs.replace(source, comma=True)
    if holds in {"time", "date"} and form:
        return msgspec.structs.replace(source, format=form)
    return source


def _written(
    kind: str, name: str, mapped: Mapping, cells: dict[str, tuple[str, ...]]
) -> Source | str:
    source = mapped.source(name)
    assert source is not None, "what was guessed has a source"
    if source.column is None:
        return source
    seen = cells[source.column]
    found = described(kind, name, source, comma=_comma(seen), form=_format(seen))
    return source.column if found == source else found


def _comma(cells: Sequence[str]) -> bool:
    """Whether money has its decimals behind a comma."""
    return any(map(_COMMA.fullmatch, cells)) and not any(map(_POINT.fullmatch, cells))


def _format(cells: Iterable[str]) -> str:
    """The first way of writing times in which all of these are written; else ISO 8601."""
    found = [one for one in cells if one]
    return next((form for form in FORMATS if found and _all_fit(found, form)), "")


def _all_fit(cells: Sequence[str], form: str) -> bool:
    try:
        for one in cells:
            if form:
                datetime.strptime(one, form)  # noqa: DTZ007 - only whether it can be read
            else:
                datetime.fromisoformat(one)
    except ValueError:
        return False
    return True


def _cells(path: Path, plain: Mapping, columns: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {name: [] for name in columns}
    for row in islice(reading.rows(path, plain), EXAMPLES):
        for name, cell in row.cells.items():
            text = UNFIT.sub("�", str(cell)).strip()
            if text and not row.broken:
                found[name].append(text)
    return found
