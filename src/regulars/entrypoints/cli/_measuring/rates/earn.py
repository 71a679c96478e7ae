"""Orders over HTTP beside the database's own limit, in rounds that take turns."""

import statistics
import subprocess
import sys
from collections.abc import Callable

import msgspec
from msgspec import Struct

from regulars.entrypoints.cli._measuring.rates.ground import Ground
from regulars.entrypoints.cli._measuring.rates.limit import Bench, Limit
from regulars.entrypoints.cli._measuring.rates.plan import Plan, Script, Step, Told
from regulars.entrypoints.cli._site import Site

LIMIT_CLIENTS = 32
OPEN_CLIENTS = 256
OPEN_SHARE = 0.7
"""Of the rate that was reached, for the times that callers see while all is well."""


class Round(Struct, frozen=True, kw_only=True):
    """One round: the limit, pgbench's plain measure, and what came of each number of clients."""

    limit: Limit
    plain: Limit
    told: dict[int, Told]


class Figures(Struct, frozen=True, kw_only=True):
    """The medians of all rounds, by the number of clients; times in milliseconds."""

    limit: float
    limit_p99: float
    plain: float
    rates: dict[int, float]
    ratios: dict[int, float]
    p50: dict[int, float]
    p99: dict[int, float]
    errors: int
    share: float
    first_error: str


ORDER = msgspec.json.encode({
    "source": "bench", "external_id": "#", "occurred_at": "2026-06-01T12:00:00Z",
    "currency": "USD", "member": "external_id:earn-~", "channel": "shop",
    "lines": [
        {"sku": "lipstick", "categories": ["make-up"], "net_minor": 1990},
        {"sku": "soap", "categories": ["bath"], "net_minor": 1250, "quantity": "2"},
    ],
}).decode()  # fmt: skip
"""An order of two lines; `#` stands for its number, `~` for its member's."""
EARN = Step(path="/v1/orders", text=ORDER)


def call(plan: Plan) -> Told:
    """Will run the load generator."""
    module = f"{__package__}.caller"
    done = subprocess.run(
        [sys.executable, "-m", module], input=msgspec.json.encode(plan), capture_output=True,
        check=True,
    )  # fmt: skip
    return msgspec.json.decode(done.stdout, type=Told)


def warmed(ground: Ground, site: Site) -> None:
    """Will have each member buy once, so that the first round finds what the last one does."""
    told = call(plan(ground, site, 64, 2.0, "warm"))
    assert not told.errors, told.first_error


def rounds(
    ground: Ground, site: Site, bench: Bench, *, count: int, seconds: int, clients: list[int],
    tell: Callable[[Round], None],
) -> list[Round]:  # fmt: skip
    """Will measure both sides in turn, and tell each round as it ends."""
    found = []
    for number in range(count):
        limit = bench.limit(LIMIT_CLIENTS, seconds, ground.members)
        told = {
            many: call(plan(ground, site, many, seconds, f"{number}-{many}")) for many in clients
        }
        plain = bench.plain(LIMIT_CLIENTS, seconds)
        found.append(Round(limit=limit, plain=plain, told=told))
        tell(found[-1])
    return found


def opened(ground: Ground, site: Site, seconds: int, rate: float) -> Told:
    """Will send at a steady rate, whoever is answered."""
    closed = plan(ground, site, OPEN_CLIENTS, seconds, "open")
    return call(msgspec.structs.replace(closed, rate=rate))


def figures(found: list[Round]) -> Figures:
    """Will take the middle of each."""
    clients = list(found[0].told)
    middle = statistics.median
    every = [told for one in found for told in one.told.values()]
    return Figures(
        limit=middle(one.limit.rate for one in found),
        limit_p99=middle(one.limit.p99 for one in found),
        plain=middle(one.plain.rate for one in found),
        rates={many: middle(one.told[many].rate for one in found) for many in clients},
        ratios={
            many: middle(one.told[many].rate / one.limit.rate for one in found) for many in clients
        },
        p50={many: middle(one.told[many].p50 for one in found) for many in clients},
        p99={many: middle(one.told[many].p99 for one in found) for many in clients},
        errors=sum(told.errors for told in every),
        share=max(told.share for told in every),
        first_error=next((told.first_error for told in every if told.errors), ""),
    )


def plan(
    ground: Ground, site: Site, clients: int, seconds: float, run: str,
    scripts: list[Script] | None = None,
) -> Plan:  # fmt: skip
    """Will plan a closed loop: of orders, where no scripts are given."""
    return Plan(
        host=site.host, port=site.port, clients=clients, seconds=seconds, run=run, key=ground.key,
        scripts=scripts or [(EARN,)], members=ground.members,
    )  # fmt: skip
