"""Benefits: who has them, how often, and what they take off prices."""

from regulars.core.checks.conditions import AT_A_PLACE, Setting, check_when
from regulars.core.checks.problems import Names, Path, Problem, Problems, unknown
from regulars.core.program import PriceOff, Program, VolumePrice


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
    said = [one for one in (word.percent, word.amount) if one is not None]
    if len(said) + bool(word.by_volume) != 1:
        params = {"words": "percent, amount, by_volume"}
        yield Problem(code="exactly_one", path=path, params=params)
    yield from _size(word, path)
    for index, step in enumerate(word.by_volume):
        here = (*path, "by_volume", index)
        if (step.percent is None) is (step.amount is None):
            yield Problem(code="exactly_one", path=here, params={"words": "percent, amount"})
        yield from _size(step, here)
        if step.least <= 0:
            yield Problem(code="amount_not_positive", path=(*here, "from"))
        if index and step.least <= word.by_volume[index - 1].least:
            yield Problem(code="steps_not_rising", path=(*here, "from"))


def _size(word: PriceOff | VolumePrice, path: Path) -> Problems:
    if word.percent is not None and not 0 < word.percent <= 100:
        yield Problem(code="percent_out_of_range", path=(*path, "percent"))
    if word.amount == 0:
        yield Problem(code="amount_not_positive", path=(*path, "amount"))
