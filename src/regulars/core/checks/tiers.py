"""The tier sets: levels that begin at nothing and ascend, with ids of their own in all sets."""

from collections.abc import Iterator

from regulars.core.checks.earning import RESERVED
from regulars.core.checks.problems import Names, Path, Problem, Problems, unknown
from regulars.core.program import Program, Qualify, Tiers
from regulars.core.state import FIRST_SET


def sets_of(program: Program) -> Iterator[tuple[Path, Tiers]]:
    """Will give every tier set with its place in the file."""
    if program.tiers is not None:
        yield ("tiers",), program.tiers
    for name, word in program.tier_sets.items():
        yield ("tier_sets", name), word


def tiers(program: Program, names: Names) -> Problems:
    """Will complain about the tiers."""
    if FIRST_SET in program.tier_sets:
        yield Problem(code="id_repeated", path=("tier_sets", FIRST_SET), params={"id": FIRST_SET})
    seen: set[str] = set()
    for path, word in sets_of(program):
        if not word.levels:
            yield Problem(code="levels_missing", path=(*path, "levels"))
            continue
        for index, level in enumerate(word.levels):
            if level.id in seen:
                here = (*path, "levels", index, "id")
                yield Problem(code="id_repeated", path=here, params={"id": level.id})
            seen.add(level.id)
        yield from _lines(word, (*path, "levels"))
        yield from _ending(word, path)
        if word.multiplies is not None:
            yield from unknown("currency", word.multiplies, names.currencies, (*path, "multiplies"))
        if word.qualify is not None:
            yield from _qualify(word.qualify, (*path, "qualify"), names)


def _lines(word: Tiers, path: Path) -> Problems:
    first = word.levels[0]
    if first.least != 0:
        yield Problem(code="levels_start_above_zero", path=(*path, 0, "from"))
    if first.by != "credit":
        yield Problem(code="first_level_is_open", path=(*path, 0, "by"))
    highest = first.least
    for index, level in enumerate(word.levels[1:], 1):
        if level.by == "invitation":
            if level.least:
                params = {"level": level.id}
                yield Problem(
                    code="invitation_has_no_line", path=(*path, index, "from"), params=params
                )
        elif level.least <= highest:
            yield Problem(code="levels_not_ascending", path=(*path, index, "from"))
        else:
            highest = level.least


def _ending(word: Tiers, path: Path) -> Problems:
    if word.window != "lifetime":
        return
    if word.notice:
        yield Problem(code="notice_needs_end", path=(*path, "notice"))
    if word.grace is not None:
        yield Problem(code="life_has_no", path=(*path, "grace"), params={"word": "grace"})
    if word.fall != "full":
        yield Problem(code="life_has_no", path=(*path, "fall"), params={"word": "fall"})


def _qualify(word: Qualify, path: Path, names: Names) -> Problems:
    if word == Qualify():
        yield Problem(code="qualify_says_nothing", path=path)
    for currency, weight in word.points.items():
        yield from unknown("currency", currency, names.currencies, (*path, "points", currency))
        if not weight:
            yield Problem(code="amount_not_positive", path=(*path, "points", currency))
    for kind, weight in word.activities.items():
        here = (*path, "activities", kind)
        if kind.startswith(RESERVED):
            yield Problem(code="trigger_unknown", path=here, params={"name": kind})
        if not weight:
            yield Problem(code="amount_not_positive", path=here)
