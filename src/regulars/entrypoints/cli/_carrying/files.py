"""Tables as Parquet files: each column of the type that loses nothing."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from regulars.kit.pg.tables import Column

_TYPES = {
    "uuid": pa.string(), "text": pa.string(), "json": pa.string(), "bytea": pa.binary(),
    "bigint": pa.int64(), "integer": pa.int32(), "smallint": pa.int16(), "boolean": pa.bool_(),
    "date": pa.date32(), "timestamp with time zone": pa.timestamp("us", tz="UTC"),
    "text[]": pa.list_(pa.string()),
}  # fmt: skip


def write(path: Path, columns: list[Column], batches: Iterable[list[tuple[Any, ...]]]) -> int:
    """Will write rows to a new file; answers how many."""
    schema = pa.schema([(one.name, _TYPES[one.type]) for one in columns])
    count = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for rows in batches:
            arrays = [
                pa.array(values, type=field.type)
                for values, field in zip(zip(*rows, strict=True), schema, strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
            count += len(rows)
    return count


def read(path: Path) -> Iterator[tuple[Any, ...]]:
    """Will read the rows of a file."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches():
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
