"""Benefits: who has them, how often, and what they take off prices."""

from regulars.core.checks.conditions import AT_A_PLACE, Setting, check_when
from regulars.core.checks.problems import Names, Path, Problem, Problems, unknown
from regulars.core.program import PriceOff, Program


def benefits(program: Program, names: Names) -> Problems:
    """Will complain about the benefits."""
    for name, word in program.benefits.items():
        path: Path = ("benefits", name)
        yield from check_when(word.when, (*path, "when"), Setting(AT_A_PLACE, names))
        if word.uses is not None:
            for level in word.uses.levels:
                here = (*path, "uses", "levels", level)
                yield from unknown("tier", level, names.tiers, here)
        if word.price_off is not None:
            yield from _off(word.price_off, (*path, "price_off"))


def _off(word: PriceOff, path: Path) -> Problems:
    if (word.percent is None) is (word.amount is None):
        yield Problem(code="exactly_one", path=path, params={"words": "percent, amount"})
    if word.percent is not None and not 0 < word.percent <= 100:
        yield Problem(code="percent_out_of_range", path=(*path, "percent"))
    if word.amount == 0:
        yield Problem(code="amount_not_positive", path=(*path, "amount"))
