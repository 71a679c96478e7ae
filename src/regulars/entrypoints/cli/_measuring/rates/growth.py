"""Whether a shop with many members is as quick as one with few: installations side by side."""

import statistics
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

import msgspec
from msgspec import Struct

from regulars.entrypoints.cli._measuring.rates.earn import call, plan, warmed
from regulars.entrypoints.cli._measuring.rates.ground import Ground, installation
from regulars.entrypoints.cli._measuring.rates.plan import Told
from regulars.entrypoints.cli._measuring.serving import serving
from regulars.entrypoints.cli._site import Site, hot

SIZES = (10_000, 100_000, 1_000_000)
LARGE = 10_000_000
CALLERS = 64

Sites = dict[int, tuple[Ground, Site]]


@contextmanager
def installations(
    sizes: Sequence[int], processes: int, tell: Callable[[int], None]
) -> Iterator[Sites]:
    """Will have an installation with its server for each number of members, all at once."""
    with ExitStack() as all_of_them:
        found: Sites = {}
        for size in sizes:
            tell(size)
            ground = all_of_them.enter_context(installation(size, ("earn",)))
            site = all_of_them.enter_context(serving(hot, processes))
            warmed(ground, site)
            found[size] = ground, site
        yield found


Round = dict[int, Told]


def rounds(sites: Sites, *, count: int, seconds: int, tell: Callable[[Round], None]) -> list[Round]:
    """Will measure all sizes in turn, and tell each round as it ends."""
    found = []
    for number in range(count):
        found.append({
            size: call(plan(ground, site, CALLERS, seconds, f"growth-{number}"))
            for size, (ground, site) in sites.items()
        })  # fmt: skip
        tell(found[-1])
    return found


class Figure(Struct, frozen=True, kw_only=True):
    """The middle of all rounds at one size; `ratio` is the rate over that of the smallest size."""

    members: int
    rate: float
    ratio: float
    p99: float


def figures(found: list[Round]) -> list[Figure]:
    """Will take the middle of each size."""
    least = min(found[0])
    return [
        Figure(
            members=size, rate=statistics.median(one[size].rate for one in found),
            ratio=statistics.median(one[size].rate / one[least].rate for one in found),
            p99=statistics.median(one[size].p99 for one in found),
        )
        for size in found[0]
    ]  # fmt: skip


def errors(found: list[Round]) -> str:
    """The first error of any, or nothing."""
    return next((told.first_error or "a call had no answer"
                 for one in found for told in one.values() if told.errors), "")  # fmt: skip


def as_json(found: list[Round]) -> bytes:
    """All rounds, and the middles."""
    return msgspec.json.encode({"rounds": found, "figures": figures(found)})
