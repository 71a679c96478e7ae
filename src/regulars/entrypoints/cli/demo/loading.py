"""Loading the demo shop from nothing to a verified year, in steps that can be interrupted."""

import gc

import click
import django
import polars as pl
from psycopg import Connection

from regulars.connectors.completejourney import catalogue, orders, tables
from regulars.connectors.completejourney.simulated import SIMULATED
from regulars.domains.ledger import verifications
from regulars.entrypoints.cli._progress import progress
from regulars.entrypoints.cli._proving import seal, verify_and_keep
from regulars.entrypoints.cli.demo import shop, sign_in
from regulars.entrypoints.cli.demo.replay import Replay, windows
from regulars.entrypoints.cli.demo.shop import Demo
from regulars.kit.pg.connect import connect


def load(console: str, *, first: int | None = None) -> None:
    """Will load what is missing and say where to look, at the start and at the end."""
    django.setup()
    with connect() as conn:
        # Each step opens its own transaction, and one must not stay open between them.
        conn.autocommit = True
        with conn.transaction():
            demo = shop.find(conn) or shop.open_demo(conn, shop.program_text())
            known = sign_in.ensure(conn, demo)
        where = f"Look around at {console}\nSign in as {known.user} with {known.password}"
        if demo.clock < shop.ENDS:
            click.echo(f"The demo shop is being loaded; you can watch it.\n{where}")
            replay_year(conn, demo, first=first)
        if verifications.last(conn, demo.program_id) is None:
            _prove(conn, demo)
    click.echo(f"The demo shop is there. Simulated in it:\n{_list()}\n{where}")


def replay_year(
    conn: Connection, demo: Demo, *, first: int | None = None, simulated: bool = True
) -> None:
    """Will replay what the clock has not seen, then move it to the morning after."""
    lines = tables.baskets()
    sold = tables.products(lines)
    products = catalogue.products(sold)
    with conn.transaction():
        shop.stock(conn, demo, list(products.values()), catalogue.locations(lines))
    if first is not None:
        lines = lines.filter(pl.col("basket") < first)
    baskets = orders.orders(lines, products, catalogue.fuels(sold))
    # Tens of thousands of products stay to the end: the collector need not look at them again.
    gc.freeze()
    replay = Replay(conn, demo, simulated=simulated)
    total = lines["basket"].n_unique()
    with progress("Baskets", total) as steps:
        for window in windows(baskets):
            if window[-1].order.occurred_at <= demo.clock:
                replay.pass_over(window)
            else:
                replay.book(window)
            steps.advance(len(window))
    if first is None:
        replay.finish(shop.ENDS)


def _prove(conn: Connection, demo: Demo) -> None:
    seal(conn, demo.program_id)
    click.echo("Verifying every account ...", err=True)
    result = verify_and_keep(demo.program_id)
    if result.found:
        # The console goes on and names them; ending with an error would stop it.
        click.echo(f"The ledger has {result.found} findings; see: regulars ledger verify", err=True)
        return
    click.echo(f"Verified: {result.accounts:,} accounts, {result.entries:,} entries, all agrees.")


def _list() -> str:
    return "\n".join(f"  - {one}" for one in SIMULATED)
