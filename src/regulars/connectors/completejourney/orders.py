"""Baskets of the data as orders: what the till would have told."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache

import polars as pl
from msgspec import Struct

from regulars.core.facts import Line, Order
from regulars.domains.products.contracts import Product

SOURCE = "complete-journey"

LINES_AT_ONCE = 50_000


class Basket(Struct, frozen=True):
    """One basket and whose it is."""

    household: int
    order: Order


def orders(
    lines: pl.DataFrame, products: Mapping[int, Product], fuels: frozenset[int]
) -> Iterator[Basket]:
    """Will give the baskets of `tables.baskets` one after the other, in time order."""
    ends = lines.group_by("basket", maintain_order=True).len()["len"].cum_sum().to_list()
    start = done = 0
    while done < len(ends):
        ready = done
        while ready < len(ends) and (ready == done or ends[ready] - start <= LINES_AT_ONCE):
            ready += 1
        part = lines.slice(start, ends[ready - 1] - start)
        yield from _of_part(part, [end - start for end in ends[done:ready]], products, fuels)
        start, done = ends[ready - 1], ready


def _of_part(
    part: pl.DataFrame, ends: list[int], products: Mapping[int, Product], fuels: frozenset[int]
) -> Iterator[Basket]:
    households, stores = part["household_id"].to_list(), part["store_id"].to_list()
    numbers, times = part["basket_id"].to_list(), part["at"].to_list()
    columns = zip(
        part["product_id"].to_list(), part["quantity"].to_list(), part["net"].to_list(),
        part["discount"].to_list(), strict=True,
    )  # fmt: skip
    start = 0
    for end in ends:
        mine = [
            _line(index, products.get(sku), sku, 1 if sku in fuels else quantity, net, discount)
            for index, (sku, quantity, net, discount) in zip(
                range(1, end - start + 1), columns, strict=False
            )
        ]
        order = Order(
            occurred_at=datetime.fromtimestamp(times[start], UTC),
            order_id="",
            source=SOURCE,
            external_id=str(numbers[start]),
            currency="USD",
            lines=tuple(mine),
            channel="store",
            location=str(stores[start]),
        )
        yield Basket(households[start], order)
        start = end


def _line(
    index: int, product: Product | None, sku: int, quantity: int, net: int, discount: int
) -> Line:
    if product is None:
        return Line(
            line_id=str(index), sku=str(sku), quantity=_decimal(quantity), net_minor=net,
            discount_minor=discount,
        )  # fmt: skip
    return Line(
        line_id=str(index), sku=product.sku, brand=product.brand, categories=product.categories,
        quantity=_decimal(quantity), net_minor=net, discount_minor=discount,
        unit_cost_minor=product.unit_cost_minor,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _decimal(quantity: int) -> Decimal:
    return Decimal(quantity)
