"""Products and shops of the data as our own values.

What a unit costs the shop is not in the data: the margins are assumed, by department, and every
product's unit cost is simulated from its usual price.
"""

from decimal import ROUND_HALF_EVEN, Decimal

import polars as pl

from regulars.domains.locations.contracts import Location
from regulars.domains.products.contracts import Product

SIMULATED_MARGINS = {
    "GROCERY": 27, "DRUG GM": 32, "PRODUCE": 38, "COSMETICS": 40, "NUTRITION": 30, "MEAT": 24,
    "MEAT-PCKGD": 28, "DELI": 42, "PASTRY": 45, "FLORAL": 48, "SEAFOOD": 26, "SEAFOOD-PCKGD": 28,
    "SPIRITS": 22, "SALAD BAR": 50, "FUEL": 5,
}  # fmt: skip
"""Gross margin in percent of the price, assumed by department."""

SIMULATED_MARGIN_ELSEWHERE = 28
"""The same for departments that are not named."""

FUEL = "GASOLINE"
"""Products whose quantity is a volume, not a number of units, are of types that begin so."""


def products(known: pl.DataFrame) -> dict[int, Product]:
    """Will give the products of the product table by their number in the data."""
    return {row["product_id"]: _product(row) for row in known.iter_rows(named=True)}


def fuels(known: pl.DataFrame) -> frozenset[int]:
    """Will give the products that are sold by volume."""
    fuel = (pl.col("department") == "FUEL") | pl.col("product_type").str.starts_with(FUEL)
    return frozenset(known.filter(fuel.fill_null(value=False))["product_id"].to_list())


def _product(row: dict[str, str | int | None]) -> Product:
    department = str(row["department"] or "")
    kinds = (department, str(row["product_category"] or ""))
    name = " ".join(str(row[part]) for part in ("product_type", "package_size") if row[part])
    margin = SIMULATED_MARGINS.get(department, SIMULATED_MARGIN_ELSEWHERE)
    price = row["price"]
    assert isinstance(price, int), "every product of these was sold"
    cost = (Decimal(price) * (100 - margin) / 100).quantize(Decimal(1), ROUND_HALF_EVEN)
    return Product(
        sku=str(row["product_id"]),
        name=name or department,
        brand=str(row["brand"] or ""),
        categories=tuple(kind for kind in kinds if kind),
        unit_cost_minor=int(cost),
    )


def locations(lines: pl.DataFrame) -> list[Location]:
    """Will give the shops where something was sold."""
    numbers = lines["store_id"].unique().sort().to_list()
    return [Location(external_id=str(one), name=f"Store {one}") for one in numbers]
