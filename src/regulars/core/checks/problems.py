"""What is wrong with a program, as a code with parameters, and the names it may refer to."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from msgspec import Struct

from regulars.core.effects import Params
from regulars.core.program import Program

Path = tuple[str | int, ...]


class Problem(Struct, frozen=True, kw_only=True):
    """One thing that is wrong: where (in the words of the file), and what, as a code."""

    code: str
    path: Path
    params: Params = {}


Problems = Iterator[Problem]


class Names(Struct, frozen=True):
    """What the parts of a program are called."""

    currencies: tuple[str, ...]
    rewards: tuple[str, ...]
    tiers: tuple[str, ...]
    wallets: tuple[str, ...] = ()


def names_of(program: Program) -> Names:
    """Will list the names that rules of the program may use."""
    sets = ([program.tiers] if program.tiers else []) + list(program.tier_sets.values())
    tiers = tuple(level.id for one in sets for level in one.levels)
    return Names(tuple(program.points), tuple(program.rewards), tiers, tuple(program.stored_value))


def nearest(name: str, known: Collection[str]) -> str:
    """Will give the known name that looks most like this one, or nothing."""
    return next(iter(get_close_matches(name, known, n=1, cutoff=0.5)), "")


def unknown(kind: str, name: str, known: Collection[str], path: Path) -> Problems:
    """Will complain about a name that nothing in the program has."""
    if name not in known:
        params = {"name": name, "nearest": nearest(name, known)}
        yield Problem(code=f"{kind}_unknown", path=path, params=params)


def repeated(ids: Collection[str], path: Path, key: str = "id") -> Problems:
    """Will complain about ids that stand twice in a list."""
    seen: set[str] = set()
    for index, one in enumerate(ids):
        if one in seen:
            yield Problem(code="id_repeated", path=(*path, index, key), params={"id": one})
        seen.add(one)
