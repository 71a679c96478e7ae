"""The year's baskets as a CSV file of orders, as another system would have saved it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import polars as pl

from regulars.connectors.completejourney import tables

ROWS_AT_ONCE = 20_000
HEAD = "order,occurred_at,member_external_id,total\n"


def csv_pieces() -> Iterator[bytes]:
    """Will write it piece by piece. Raises SetupError where the data is not installed."""
    lines = tables.baskets()
    found = lines.group_by("basket_id", maintain_order=True).agg(
        pl.col("at").first(), pl.col("household_id").first(), pl.col("net").sum()
    )
    return _pieces(found)


def _pieces(found: pl.DataFrame) -> Iterator[bytes]:
    yield HEAD.encode()
    for part in found.iter_slices(ROWS_AT_ONCE):
        rows = (
            f"{number},{datetime.fromtimestamp(at, UTC).isoformat()},{household},"
            f"{net // 100}.{net % 100:02}\n"
            for number, at, household, net in part.iter_rows()
        )
        yield "".join(rows).encode()
