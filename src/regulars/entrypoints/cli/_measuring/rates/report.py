"""`regulars bench earn`, told."""

from typing import Any

import click
import msgspec

from regulars.entrypoints.cli._measuring.rates import earn
from regulars.entrypoints.cli._measuring.rates.earn import Figures, Round
from regulars.entrypoints.cli._measuring.rates.ground import PROGRAM, installation
from regulars.entrypoints.cli._measuring.rates.limit import Bench
from regulars.entrypoints.cli._measuring.rates.machine import Machine, machine
from regulars.entrypoints.cli._measuring.rates.plan import Told
from regulars.entrypoints.cli._measuring.serving import serving
from regulars.entrypoints.cli._site import hot

LEAST_OF_PLAIN = 0.4
"""A limit that is less of pgbench's own plain measure is no limit: something is wrong with it."""


def run(
    *, members: int, rounds: int, seconds: int, clients: list[int], processes: int, as_json: bool
) -> bool:
    """Will measure and tell; False where the measure cannot be trusted."""
    with installation(members) as ground:
        found = machine(ground.folder)
        with serving(hot, processes) as site:
            earn.warmed(ground, site)
            bench = Bench(ground.server, ground.folder)
            bench.prepare()
            tell = _silent if as_json else _tell_round
            taken = earn.rounds(
                ground, site, bench, count=rounds, seconds=seconds, clients=clients, tell=tell
            )
            figures = earn.figures(taken)
            rate = earn.OPEN_SHARE * max(figures.rates.values())
            opened = earn.opened(ground, site, seconds, rate)
    sound = figures.limit >= LEAST_OF_PLAIN * figures.plain and not figures.errors
    if as_json:
        report: dict[str, Any] = {
            "machine": found, "program": PROGRAM, "members": members, "processes": processes,
            "figures": figures, "open": opened, "rounds": taken, "sound": sound,
        }  # fmt: skip
        click.echo(msgspec.json.encode(report))
    else:
        _tell(found, figures, opened, processes)
        if not sound:
            click.echo("This measure cannot be trusted: the limit is below 0.4 of pgbench's own "
                       f"simple update, or calls failed. {figures.first_error}")  # fmt: skip
    return sound


def _silent(_: Round) -> None:
    """Machines read the end."""


def _tell_round(one: Round) -> None:
    ours = ", ".join(
        f"{many} clients {told.rate:,.0f}/s ({told.rate / one.limit.rate:.2f})"
        for many, told in one.told.items()
    )
    click.echo(f"limit {one.limit.rate:,.0f}/s, simple update {one.plain.rate:,.0f}/s; {ours}")


def _tell(found: Machine, figures: Figures, opened: Told, processes: int) -> None:
    click.echo(f"{found.processor}, {found.cores} cores, load {found.load:.1f} before; one fsync "
               f"{found.fsync_ms:.2f} ms; {found.system}")  # fmt: skip
    click.echo(f"The database's own limit: {figures.limit:,.0f}/s, p99 {figures.limit_p99:.1f} ms "
               f"(pgbench's simple update: {figures.plain:,.0f}/s)")  # fmt: skip
    for many, rate in figures.rates.items():
        click.echo(
            f"{many:>4} clients: {rate:,.0f} orders/s, {figures.ratios[many]:.2f} of the limit; "
            f"p50 {figures.p50[many]:.1f} ms, p99 {figures.p99[many]:.1f} ms"
        )
    click.echo(
        f"At a steady {opened.rate:,.0f}/s: p50 {opened.p50:.1f}, p95 {opened.p95:.1f}, "
        f"p99 {opened.p99:.1f} ms from when each was due; the load generator took "
        f"{figures.share:.0%} of a core; {processes} processes"
    )
