"""The demo's year through the engine on all processors: whole households, each on one of them.

Unlike the demo's own load nothing waits for the clock: each household's purchases are booked in the
order of their times, as an import books them, and at the end time passes for all.
"""

import gc
import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import groupby
from uuid import UUID

import polars as pl
from psycopg import Connection

from regulars.connectors.completejourney import catalogue, orders, tables
from regulars.connectors.completejourney.orders import Basket
from regulars.domains.programs import operations as programs
from regulars.entrypoints.cli.demo import shop
from regulars.entrypoints.cli.demo.replay import person, told
from regulars.flows.earn_from_files import earn_from_file
from regulars.flows.enrolling import enrol_all
from regulars.flows.pass_time import pass_time
from regulars.flows.shops import open_shop
from regulars.kit.pg.connect import connect, retrying

TOGETHER = 1_000
"""Baskets of a transaction, about."""


def replay(conn: Connection, baskets: int, processes: int) -> int:
    """Will open a shop and book so many baskets from the year's start; answers how many."""
    with conn.transaction():
        demo = shop.open_demo(conn, shop.program_text(), merchant="Benchmark")
        programs.move_test_clock(conn, demo.program_id, shop.ENDS)
    # Not forked: what this process holds of connections is its own.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context) as pool:
        shares = [
            pool.submit(_share, demo.program_id, baskets, number, processes)
            for number in range(processes)
        ]
        count = sum(one.result() for one in shares)
    while retrying(partial(_passed, conn, demo.program_id)):
        pass
    return count


def _passed(conn: Connection, program_id: UUID) -> int:
    with conn.transaction():
        return pass_time(conn, open_shop(conn, program_id, now=shop.ENDS))


def _share(program_id: UUID, baskets: int, number: int, of: int) -> int:
    lines = tables.baskets()
    sold = tables.products(lines)
    products, fuels = catalogue.products(sold), catalogue.fuels(sold)
    mine = lines.filter((pl.col("basket") < baskets) & (pl.col("household_id") % of == number))
    year = orders.orders(mine.sort("household_id", "basket", maintain_order=True), products, fuels)
    # What is booked holds no cycles worth looking for.
    gc.freeze()
    gc.disable()
    count = 0
    with connect() as conn:
        conn.autocommit = True
        for several in _together(year):
            retrying(partial(_book, conn, program_id, several))
            count += len(several)
    return count


def _together(year: Iterable[Basket]) -> Iterator[list[Basket]]:
    several: list[Basket] = []
    for _, household in groupby(year, key=lambda one: one.household):
        several += household
        if len(several) >= TOGETHER:
            yield several
            several = []
    if several:
        yield several


def _book(conn: Connection, program_id: UUID, several: list[Basket]) -> None:
    firsts = {one.household: one for one in reversed(several)}
    with conn.transaction():
        opened = open_shop(conn, program_id, now=shop.ENDS)
        enrol_all(conn, opened, [person(one) for one in firsts.values()])
        came = earn_from_file(conn, opened, [told(one) for one in several])
    assert set(came) == {"created"}, "the data fits the program"
