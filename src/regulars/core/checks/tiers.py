"""The tier set: levels that begin at nothing and ascend."""

from regulars.core.checks.problems import Names, Path, Problem, Problems, repeated, unknown
from regulars.core.program import Program


def tiers(program: Program, names: Names) -> Problems:
    """Will complain about the tiers."""
    word = program.tiers
    if word is None:
        return
    path: Path = ("tiers", "levels")
    if not word.levels:
        yield Problem(code="levels_missing", path=path)
        return
    yield from repeated([level.id for level in word.levels], path)
    if word.levels[0].least != 0:
        yield Problem(code="levels_start_above_zero", path=(*path, 0, "from"))
    for index, (lower, level) in enumerate(zip(word.levels, word.levels[1:], strict=False), 1):
        if level.least <= lower.least:
            yield Problem(code="levels_not_ascending", path=(*path, index, "from"))
    if word.multiplies is not None:
        yield from unknown("currency", word.multiplies, names.currencies, ("tiers", "multiplies"))
    if word.notice and word.window == "lifetime":
        yield Problem(code="notice_needs_end", path=("tiers", "notice"))
