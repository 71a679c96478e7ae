"""Rows of CSV, Parquet and NDJSON files, one at a time, each with its line in the file.

A row that cannot be read is a row all the same: it says what is wrong, and the next one follows.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import Struct

from regulars.kit.errors import SetupError
from regulars.wire.importing.mapping import Mapping

FIELD_MAX = 1_000_000
ROWS_AT_ONCE = 5_000


class Row(Struct, frozen=True):
    """One row. `broken` is a code when it could not be read."""

    line: int
    cells: dict[str, Any]
    broken: str = ""


def columns(path: Path, mapping: Mapping) -> list[str]:
    """Will give the names of a file's columns; a name that comes twice is refused."""
    match path.suffix.lower():
        case ".parquet":
            return list(_parquet(path).schema_arrow.names)
        case ".ndjson" | ".jsonl":
            first = next(_ndjson(path), Row(1, {}))
            return list(first.cells)
        case ".csv" | ".tsv" | ".txt":
            with _opened(path, mapping) as file:
                header: list[str] = next(_csv(file, path, mapping), [])
            if len(set(header)) != len(header):
                raise SetupError(f"Two columns of {path.name} have one name; rename one of them.")
            return header
    raise SetupError(f"{path.name} should end in .csv, .tsv, .parquet, .ndjson or .jsonl.")


def rows(path: Path, mapping: Mapping) -> Iterator[Row]:
    """Will read a file's rows; the header is line 1 of a CSV."""
    match path.suffix.lower():
        case ".parquet":
            return _parquet_rows(path)
        case ".ndjson" | ".jsonl":
            return _ndjson(path)
    return _csv_rows(path, mapping)


def count(path: Path) -> int | None:
    """Will say how many rows there are where the file knows it."""
    return _parquet(path).metadata.num_rows if path.suffix.lower() == ".parquet" else None


def _parquet(path: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise SetupError(f"{path.name} is no Parquet file: {error}") from error


def _parquet_rows(path: Path) -> Iterator[Row]:
    line = 0
    for batch in _parquet(path).iter_batches(ROWS_AT_ONCE):
        for cells in batch.to_pylist():
            line += 1
            yield Row(line, cells)


def _ndjson(path: Path) -> Iterator[Row]:
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            text = raw.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else raw.strip()
            if not text:
                continue
            try:
                yield Row(number, msgspec.json.decode(text, type=dict[str, Any]))
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
                yield Row(number, {}, "line_unreadable")


def _opened(path: Path, mapping: Mapping) -> io.TextIOWrapper:
    encoding = "utf-8-sig" if mapping.encoding.lower() in ("utf-8", "utf8") else mapping.encoding
    try:
        # What is not of the encoding becomes half a character and is refused with its own row.
        return path.open(encoding=encoding, errors="surrogateescape", newline="")
    except LookupError as error:
        raise SetupError(f"There is no encoding {mapping.encoding!r}.") from error


def _csv(file: io.TextIOWrapper, path: Path, mapping: Mapping) -> Any:
    csv.field_size_limit(FIELD_MAX)
    delimiter = mapping.delimiter or ("\t" if path.suffix.lower() == ".tsv" else _delimiter(file))
    return csv.reader(file, delimiter=delimiter)


def _delimiter(file: io.TextIOWrapper) -> str:
    head = file.readline()
    file.seek(0)
    return max(",;\t|", key=head.count)


def _csv_rows(path: Path, mapping: Mapping) -> Iterator[Row]:
    with _opened(path, mapping) as file:
        reader = _csv(file, path, mapping)
        header: list[str] = next(reader, [])
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield Row(line, {}, "line_unreadable")
                continue
            if not cells:
                continue
            if len(cells) != len(header):
                yield Row(line, dict(zip(header, cells, strict=False)), "columns_do_not_fit")
            else:
                yield Row(line, dict(zip(header, cells, strict=True)))
