"""`regulars bench ...`: figures that anyone can have again on their own machine."""

import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec
from psycopg import Connection

from regulars.connectors.completejourney import catalogue, orders, tables
from regulars.connectors.completejourney.orders import Basket
from regulars.entrypoints.cli import db
from regulars.entrypoints.cli._measuring import crowd, first_run, options, pages, year
from regulars.entrypoints.cli._measuring.rates import batch, earn, growth, mixed, report, taking_in
from regulars.entrypoints.cli._measuring.rates.ground import installation
from regulars.entrypoints.cli._measuring.rates.limit import Bench
from regulars.entrypoints.cli._measuring.serving import serving
from regulars.entrypoints.cli._site import hot
from regulars.entrypoints.cli.demo import shop
from regulars.entrypoints.cli.demo.replay import Replay, windows
from regulars.entrypoints.cli.migrate import migrate
from regulars.kit.pg.connect import connect


@click.group("bench")
def command() -> None:
    """Measure this installation."""


@command.command("replay", epilog="Example: regulars bench replay --baskets 20000 --rounds 3")
@click.option("--baskets", default=20_000, show_default=True, type=click.IntRange(min=1),
              help="So many from the start of the year, in each round.")  # fmt: skip
@options.rounds(3)
@click.option("--simulated", is_flag=True, help="With returns and use of vouchers.")
@click.option("--processes", default=1, show_default=True, type=click.IntRange(min=1),
              help="More than one: each books whole households, as an import does.")  # fmt: skip
@options.as_json
def replay(*, baskets: int, rounds: int, simulated: bool, processes: int, as_json: bool) -> None:
    """Replay baskets of the demo's year through the engine: baskets a minute, the median of rounds.

    Counted is everything from a basket's columns to its commit: building the order, joining,
    evaluating, booking; with several processes their start and reading the data as well. Each
    round is a new merchant's and commits like the demo; afterwards its merchant stays, so measure
    on an installation made for it. The whole year has 155,848 baskets.
    """
    if simulated and processes > 1:
        raise click.UsageError(
            "Returns and vouchers follow the clock: --simulated has one process."
        )
    lines = tables.baskets()
    sold = tables.products(lines)
    products, fuels = catalogue.products(sold), catalogue.fuels(sold)
    chosen = lines.filter(lines["basket"] < baskets)
    figures = []
    with connect() as conn:
        conn.autocommit = True
        for number in range(rounds):
            began = time.perf_counter()
            if processes > 1:
                count = year.replay(conn, baskets, processes)
            else:
                count = _round(conn, orders.orders(chosen, products, fuels), simulated=simulated)
            figures.append(round(count / (time.perf_counter() - began) * 60))
            if not as_json:
                click.echo(f"round {number + 1}: {figures[-1]:,} baskets a minute")
    if as_json:
        click.echo(msgspec.json.encode({"rounds": figures, "median": statistics.median(figures)}))
    else:
        click.echo(f"median: {statistics.median(figures):,.0f} baskets a minute")


@command.command("shop", epilog="Example: regulars bench shop --members 10000 --orders 200000")
@click.option("--members", default=100_000, show_default=True, type=click.IntRange(min=1))
@click.option("--orders", "baskets", default=2_000_000, show_default=True,
              type=click.IntRange(min=1))  # fmt: skip
def large(*, members: int, baskets: int) -> None:
    """Load a shop of about this size, to measure pages on; an interrupted load goes on.

    Members of a real grocer's year stand for a crowd. The default takes about an hour and 20 GB.
    """
    db.init()
    migrate(verbosity=0)
    with connect() as conn:
        conn.autocommit = True
        crowd.load(conn, members=members, baskets=baskets)


@command.command("pages", epilog="Example: regulars bench pages --times 200")
@click.option("--times", default=100, show_default=True, type=click.IntRange(min=20),
              help="So often each page is asked for.")  # fmt: skip
@click.option("--lighthouse", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="A folder with Lighthouse, or npm fetches it.")  # fmt: skip
@click.option("--no-lighthouse", is_flag=True, help="Only how long the server takes.")
@options.as_json
def of_pages(*, times: int, lighthouse: Path | None, no_lighthouse: bool, as_json: bool) -> None:
    """Measure the pages of the shop here: Lighthouse's verdict, and the server's 95th percentile.

    The shop is that of `regulars bench shop`, or the demo. One visitor asks at a time, on this
    machine. A session for each visitor and a till named Benchmark are left behind.
    """
    report = pages.measure(times, lighthouse, judge=not no_lighthouse)
    (pages.as_json if as_json else pages.tell)(report)


def _round(conn: Connection, baskets: Iterator[Basket], *, simulated: bool) -> int:
    with conn.transaction():
        demo = shop.open_demo(conn, shop.program_text(), merchant="Benchmark")
    run = Replay(conn, demo, simulated=simulated)
    count = 0
    for window in windows(baskets):
        run.book(window)
        count += len(window)
    return count


@command.command("earn", epilog="Example: regulars bench earn --rounds 5")
@options.members
@options.rounds(5)
@options.seconds("For each part of a round.")
@click.option("--clients", multiple=True, default=(1, 64, 256), show_default=True,
              type=click.IntRange(1, 1000), help="Callers at once.")  # fmt: skip
@options.processes("Of the server; they share the port.")
@options.as_json
def of_orders(
    *, members: int, rounds: int, seconds: int, clients: tuple[int, ...], processes: int,
    as_json: bool,
) -> None:  # fmt: skip
    """Book orders over HTTP beside the database's own limit, on a database made for it.

    The limit is what pgbench reaches with 32 clients when it writes the very rows that the ledger
    writes for an order, as one prepared statement, without evaluating anything. Both sides take
    turns; figures are medians. Exit code 1: the measure cannot be trusted.
    """
    sound = report.run(
        members=members, rounds=rounds, seconds=seconds, clients=list(clients),
        processes=processes, as_json=as_json,
    )  # fmt: skip
    sys.exit(0 if sound else 1)


@command.command("batch", epilog="Example: regulars bench batch --rounds 5")
@options.members
@options.rounds(5)
@options.seconds("For the single orders of a round.")
@click.option("--lines", default=20_000, show_default=True, type=click.IntRange(min=1000),
              help="Of the batch of a round.")  # fmt: skip
@options.as_json
def of_a_batch(*, members: int, rounds: int, seconds: int, lines: int, as_json: bool) -> None:
    """Book a batch on one connection beside single orders from 256 callers, on a database made for
    it: orders a second of both, and the middle of the ratios. One server process.
    """
    with installation(members) as ground, serving(hot) as site:
        earn.warmed(ground, site)

        def tell(one: batch.Round) -> None:
            if not as_json:
                click.echo(f"single {one.single:,.0f}/s, batch {one.lines:,.0f}/s: {one.ratio:.2f}")

        found = batch.rounds(ground, site, count=rounds, seconds=seconds, lines=lines, tell=tell)
    click.echo(batch.as_json(found) if as_json else f"in the middle: {batch.ratio(found):.2f}")


@command.command("mixed", epilog="Example: regulars bench mixed --rounds 5")
@options.members
@options.rounds(5)
@options.seconds("For each side of a round.")
@options.processes("Of the server; they share the port.")
@options.as_json
def of_a_day(*, members: int, rounds: int, seconds: int, processes: int, as_json: bool) -> None:
    """Do what a shop's day brings, from 256 callers: 70 % orders, 10 % rewards reserved and
    committed, 5 % refunds, 15 % reads of balances, on a database made for it.

    Beside it is what pgbench reaches for orders alone (see `bench earn`). Exit code 1: a call
    failed.
    """

    def tell(one: mixed.Round) -> None:
        if not as_json:
            click.echo(
                f"limit {one.limit.rate:,.0f}/s, mixed {one.told.rate:,.0f}/s: {one.ratio:.2f}; "
                f"p50 {one.told.p50:.0f} ms, p99 {one.told.p99:.0f} ms, {one.told.errors} errors"
            )

    with installation(members) as ground, serving(hot, processes) as site:
        earn.warmed(ground, site)
        mixed.give_points(ground)
        bench = Bench(ground.server, ground.folder)
        bench.prepare()
        found = mixed.rounds(ground, site, bench, count=rounds, seconds=seconds, tell=tell)
    click.echo(mixed.as_json(found) if as_json else f"in the middle: {mixed.ratio(found):.2f}")
    failed = next((one.told.first_error for one in found if one.told.errors), "")
    if failed:
        click.echo(failed, err=True)
        sys.exit(1)


@command.command("growth", epilog="Example: regulars bench growth --rounds 5")
@click.option("--sizes", multiple=True, default=growth.SIZES, show_default=True,
              type=click.IntRange(min=100), help="Numbers of members.")  # fmt: skip
@click.option("--large", is_flag=True, help="Ten million members too: hours, and 40 GB.")
@options.rounds(5)
@options.seconds("For each size in a round.")
@options.processes("Of each server; they share its port.")
@options.as_json
def of_growth(
    *, sizes: tuple[int, ...], large: bool, rounds: int, seconds: int, processes: int,
    as_json: bool,
) -> None:  # fmt: skip
    """Book orders from 64 callers in shops of different size, each on a database of its own; they
    take turns. Members buy by chance. Exit code 1: a call failed.
    """

    def tell(text: str) -> None:
        if not as_json:
            click.echo(text)

    def of_a_round(one: growth.Round) -> None:
        tell(", ".join(f"{size:,} members {told.rate:,.0f}/s" for size, told in one.items()))

    wanted = sorted({*sizes, *([growth.LARGE] if large else [])})
    joining = lambda size: tell(f"{size:,} members join ...")  # noqa: E731
    with growth.installations(wanted, processes, joining) as sites:
        found = growth.rounds(sites, count=rounds, seconds=seconds, tell=of_a_round)
    if as_json:
        click.echo(growth.as_json(found))
    for one in growth.figures(found):
        tell(f"{one.members:>10,} members: {one.rate:,.0f} orders/s, {one.ratio:.2f} of the "
             f"smallest shop's; p99 {one.p99:.0f} ms")  # fmt: skip
    if failed := growth.errors(found):
        click.echo(failed, err=True)
        sys.exit(1)


@command.command("import", epilog="Example: regulars bench import --orders 1000000 --rounds 3")
@click.option("--orders", "count", default=50_000, show_default=True, type=click.IntRange(min=100),
              help="Of three lines each, in each import.")  # fmt: skip
@options.rounds(1)
@options.as_json
def of_imports(*, count: int, rounds: int, as_json: bool) -> None:
    """Import orders beside plain COPY of the very same rows, on a database made for each round.

    Into an empty database, then more orders of the same customers into the same one. What an import
    wrote is copied out and back into tables that hold what the real ones held before, with the same
    indexes, on one connection; then once more where foreign keys are checked as well. An import
    counts from the command's start to its end. No index is ever dropped, on either side.
    """
    taking_in.run(count=count, rounds=rounds, as_json=as_json)


@command.command("first-run", epilog="Example: regulars bench first-run --json")
@options.as_json
def of_a_first_run(*, as_json: bool) -> None:
    """Go from a shop owner's sign-in to a published program, with the demo's year as their orders.

    In Chromium, on pages that are served for it: needs Playwright and the demo's data. Seconds of
    each step, without the time that people think. It makes a merchant of its own; afterwards that
    one stays, so measure on an installation made for it.
    """
    steps = first_run.measure()
    total = round(sum(steps.values()), 1)
    if as_json:
        click.echo(msgspec.json.encode({"steps": steps, "seconds": total}))
        return
    for name, seconds in steps.items():
        click.echo(f"{name}: {seconds} s")
    click.echo(f"in all: {total} s")
