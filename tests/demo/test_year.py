"""The data itself: baskets in time order, money exact to the cent, and the year's points exact.

At full sizes the whole year is replayed, without anything simulated; at small sizes its first
days are.
"""

import os
from collections.abc import Callable

import polars as pl
import psycopg
from tests.support.fixtures import Database

from regulars.connectors.completejourney import catalogue, orders, tables
from regulars.domains.ledger import queries as ledger
from regulars.entrypoints.cli.demo import shop
from regulars.entrypoints.cli.demo.loading import replay_year
from regulars.flows.verify import verify

FIRST = None if os.environ.get("REGULARS_SIZES") == "full" else 2_000

ONE_A_DOLLAR = """
program: one-a-dollar
title: A point for every whole dollar of a basket
currency: USD
time_zone: America/New_York
points:
  point: {name: [point, points]}
earn:
  - id: base
    on: order.paid
    give: {point: 1}
    per: 1.00
    units: whole
"""


def test_the_year_as_published() -> None:
    lines = tables.baskets()
    cents = lines.group_by("basket").agg(pl.col("net").sum())["net"]
    assert (lines.height, len(cents)) == (1_469_307, 155_848)
    assert lines["household_id"].n_unique() == 2_469
    assert cents.sum() == 459_603_958
    assert (cents // 100).sum() == 4_519_934
    # 11,226 in the file, and 20 more that are a binary float's dust there.
    assert lines.filter(pl.col("net") == 0).height == 11_246
    products = catalogue.products(tables.products(lines))
    assert lines.filter(~pl.col("product_id").is_in(list(products))).height == 4_836


def test_a_volume_of_fuel_is_no_number_of_units() -> None:
    lines = tables.baskets()
    known = tables.products(lines)
    fuels = catalogue.fuels(known)
    some = lines.filter(pl.col("basket") < 500)
    sold = [
        line
        for basket in orders.orders(some, catalogue.products(known), fuels)
        for line in basket.order.lines
        if int(line.sku) in fuels
    ]
    assert sold
    assert {line.quantity for line in sold} == {1}


def test_points_of_whole_dollars(fresh_database: Callable[[], Database]) -> None:
    lines = tables.baskets()
    if FIRST is not None:
        lines = lines.filter(pl.col("basket") < FIRST)
    expected = (lines.group_by("basket").agg(pl.col("net").sum())["net"] // 100).sum()
    with psycopg.connect(fresh_database().app, autocommit=True) as conn:
        with conn.transaction():
            demo = shop.open_demo(conn, ONE_A_DOLLAR, merchant="Exact", name="one-a-dollar")
        replay_year(conn, demo, first=FIRST, simulated=False)
        totals = {one.pot: one.amount for one in ledger.totals(conn, demo.program_id)}
        assert totals == {"issued": -expected, "available": expected}
        assert FIRST is not None or expected == 4_519_934
        assert list(verify(conn, demo.program_id)) == []
