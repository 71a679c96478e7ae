"""An import of orders beside plain COPY of the very rows that it wrote, empty and populated."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import click
import msgspec
import psycopg
from msgspec import Struct

from regulars.entrypoints.cli._measuring.rates.ground import Ground, installation
from regulars.entrypoints.cli._measuring.rates.machine import Machine, machine
from regulars.entrypoints.cli._measuring.rates.plain_copy import Copied, PlainCopy
from regulars.kit.errors import SetupError

ORDERS_EACH = 10
"""Of a customer in a file."""
_YEAR_BEGINS = datetime(2026, 1, 1, 6, tzinfo=UTC)
_SOLD = ("lipstick", "soap", "fragrance", "mascara", "cream", "brush", "oil", "mask")
_ABOUT = ("make-up", "bath", "fragrance", "make-up", "care", "tools", "bath", "care")
_MAPPING = """
fields:
  order: order
  source: source
  occurred_at: at
  currency: {constant: USD}
  member_external_id: customer
  lines: lines
"""


class Taken(Struct, frozen=True, kw_only=True):
    """One import of a file, and the rows that it wrote copied back twice: into tables with the same
    indexes, and into such with the same foreign keys as well. `processor` is how long processors
    worked for the import, in seconds, without the database."""

    orders: int
    seconds: float
    processor: float
    copied: Copied
    copied_checked: Copied

    @property
    def rate(self) -> float:
        """Orders a second."""
        return self.orders / self.seconds

    @property
    def ratio(self) -> float:
        """Of what plain COPY reaches."""
        return self.copied.seconds / self.seconds

    @property
    def ratio_checked(self) -> float:
        """Of what it reaches where foreign keys are checked as they are for the import."""
        return self.copied_checked.seconds / self.seconds


class Round(Struct, frozen=True, kw_only=True):
    """Into an empty database, then more orders of the same customers into the same one."""

    empty: Taken
    populated: Taken


def run(*, count: int, rounds: int, as_json: bool) -> None:
    """Will measure, and tell it all."""
    looked, found = _rounds(count=rounds, orders=count, tell=_silent if as_json else _tell)
    middle = medians(found)
    if as_json:
        click.echo(msgspec.json.encode({"machine": looked, "rounds": found, "figures": middle}))
        return
    click.echo(
        f"{looked.processor}, {looked.cores} cores, load {looked.load:.1f} before; one fsync "
        f"{looked.fsync_ms:.2f} ms; {looked.system}"
    )
    for name, one in middle.items():
        click.echo(
            f"{name}: {one['rate']:,.0f} orders/s in the middle, {one['ratio']:.2f} of plain COPY, "
            f"{one['ratio_checked']:.2f} of COPY with foreign keys"
        )


def _tell(name: str, one: Taken) -> None:
    click.echo(
        f"{name}: {one.orders:,} orders in {one.seconds:.1f} s, {one.rate:,.0f}/s, "
        f"{one.processor:.1f} s of processors outside of the database; COPY of the "
        f"{one.copied.rows:,} rows ({one.copied.bytes / 1e6:,.0f} MB) {one.copied.seconds:.1f} s: "
        f"{one.ratio:.2f}; with foreign keys {one.copied_checked.seconds:.1f} s: "
        f"{one.ratio_checked:.2f}"
    )


def _silent(name: str, one: Taken) -> None:
    """Machines read the end."""


def _rounds(
    *, count: int, orders: int, tell: Callable[[str, Taken], None]
) -> tuple[Machine, list[Round]]:
    """Will measure on a database for each round, and tell each import as it ends."""
    found = []
    for _ in range(count):
        with installation(0) as ground:
            looked = machine(ground.folder)
            likes = [
                PlainCopy(ground.server, ground.folder, foreign_keys=checked)
                for checked in (False, True)
            ]
            taken = []
            for name in ("empty", "populated"):
                taken.append(_take_in(ground, likes, name, orders))
                tell(name, taken[-1])
            for one in likes:
                one.close()
            found.append(Round(empty=taken[0], populated=taken[1]))
    return looked, found


def medians(found: list[Round]) -> dict[str, dict[str, float]]:
    """The middle rate and ratios of each."""
    return {
        name: {
            figure: statistics.median(getattr(getattr(one, name), figure) for one in found)
            for figure in ("rate", "ratio", "ratio_checked")
        }
        for name in ("empty", "populated")
    }


def _take_in(ground: Ground, likes: list[PlainCopy], name: str, orders: int) -> Taken:
    file, mapping = ground.folder / f"{name}.ndjson", ground.folder / "mapping.yaml"
    mapping.write_text(_MAPPING, encoding="utf-8")
    _write(file, name, orders)
    address = ground.server.installation().conninfo("postgres", ground.server.data)
    with psycopg.connect(address, autocommit=True) as conn:
        conn.execute("CHECKPOINT")
    command = [sys.executable, "-m", "regulars", "import", "orders", str(file)]
    began, worked = time.perf_counter(), _worked()
    done = subprocess.run(
        [*command, "--mapping", str(mapping), "--json"], capture_output=True, check=False,
        env=dict(os.environ),
    )  # fmt: skip
    seconds, worked = time.perf_counter() - began, _worked() - worked
    if done.returncode or msgspec.json.decode(done.stdout) != {"created": orders}:
        raise SetupError(f"Not all was taken in: {done.stdout!r} {done.stderr[-2000:]!r}")
    file.unlink()
    copied, checked = (one.catch_up() for one in likes)
    return Taken(
        orders=orders, seconds=seconds, processor=worked, copied=copied, copied_checked=checked
    )


def _worked() -> float:
    used = os.times()
    return used.children_user + used.children_system


def _write(file: Path, name: str, orders: int) -> None:
    """Orders of three lines, in the order of their times; each customer has ten of them or so."""
    chance, customers = Random(name), max(1, orders // ORDERS_EACH)  # noqa: S311 - no secret
    step = timedelta(days=150) / orders
    with file.open("wb") as out:
        for number in range(orders):
            sold = chance.sample(range(len(_SOLD)), 3)
            lines = [
                {"sku": _SOLD[one], "categories": [_ABOUT[one]], "net_minor": 500 + 250 * one}
                for one in sold
            ]
            order = {
                "order": f"{name}-{number}", "source": "web",
                "at": _YEAR_BEGINS + number * step,
                "customer": f"customer-{chance.randrange(customers)}", "lines": lines,
            }  # fmt: skip
            out.write(msgspec.json.encode(order) + b"\n")
