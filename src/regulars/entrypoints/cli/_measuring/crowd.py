"""A shop with as many members and orders as one wishes: the demo's year, lived by a crowd.

Each household of the data is as many members as it takes; each of them keeps some of its baskets,
others for each. Everything is booked by the engine, as in the demo, so nothing of it is made up for
the measure: points, vouchers, returns and a ledger that can be verified.
"""

import gc
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice

import msgspec
from psycopg import Connection

from regulars.connectors.completejourney import catalogue, orders, tables
from regulars.connectors.completejourney.orders import Basket
from regulars.connectors.completejourney.simulated import draw
from regulars.entrypoints.cli._progress import progress
from regulars.entrypoints.cli.demo import shop, sign_in
from regulars.entrypoints.cli.demo.replay import Replay, windows
from regulars.entrypoints.cli.demo.shop import Demo

MERCHANT = "Benchmark of pages"
HOUSEHOLDS, BASKETS = 2_469, 155_848
"""Of the data."""

APART = 10_000
"""Between the numbers of a household's first member and its second: more than the data has."""


def load(conn: Connection, *, members: int, baskets: int) -> Demo:
    """Will load the shop, or go on where loading was interrupted by the same command."""
    demo = shop.find(conn, MERCHANT)
    if demo is None:
        with conn.transaction():
            demo = shop.open_demo(conn, shop.program_text(), merchant=MERCHANT)
    sign_in.ensure(conn, demo)
    if demo.clock < shop.ENDS:
        _replay(conn, demo, members=members, baskets=baskets)
        conn.execute("ANALYZE")
    return demo


def _replay(conn: Connection, demo: Demo, *, members: int, baskets: int) -> None:
    lines = tables.baskets()
    sold = tables.products(lines)
    products = catalogue.products(sold)
    with conn.transaction():
        shop.stock(conn, demo, list(products.values()), catalogue.locations(lines))
    year = orders.orders(lines, products, catalogue.fuels(sold))
    gc.freeze()
    replay = Replay(conn, demo)
    with progress("Baskets", baskets) as steps:
        for window in windows(islice(crowd(year, members=members, baskets=baskets), baskets)):
            if window[-1].order.occurred_at <= demo.clock:
                replay.pass_over(window)
            else:
                replay.book(window)
            steps.advance(len(window))
    replay.finish(max(shop.ENDS, demo.clock + timedelta(microseconds=1)))


def crowd(year: Iterable[Basket], *, members: int, baskets: int) -> Iterator[Basket]:
    """Will give the year's baskets again for each member that a household stands for, thinned so
    that about so many are left."""
    copies = max(1, -(-members // HOUSEHOLDS))
    kept = min(1.0, baskets / (copies * BASKETS)) * 2**64
    for basket in year:
        for copy in range(copies):
            number = int(f"{copy}{basket.order.external_id}")
            if draw("kept", number) < kept:
                order = msgspec.structs.replace(basket.order, external_id=str(number))
                yield Basket(basket.household + APART * copy, order)
