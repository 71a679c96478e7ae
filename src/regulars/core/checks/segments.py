"""Segments: definitions that say something, of names that exist, and never of themselves."""

from collections.abc import Mapping

from regulars.core.checks.problems import Names, Path, Problem, Problems, unknown
from regulars.core.program import Program, Where
from regulars.core.segments import in_order

ENDS = ("orders", "spend", "average_order", "vouchers", "age", "did")


def segments(program: Program, names: Names) -> Problems:
    """Will complain about the segments of a program."""
    definitions = {name: word.where for name, word in program.segments.items()}
    for name, where in definitions.items():
        yield from definition(where, ("segments", name, "where"), names)
    yield from circles(definitions, ("segments",))


def circles(definitions: Mapping[str, Where], path: Path) -> Problems:
    """Will complain about a segment that asks for itself, by way of others or directly."""
    try:
        in_order(definitions)
    except ValueError as circle:
        name = str(circle)
        yield Problem(code="segment_in_circle", path=(*path, name), params={"name": name})


def definition(where: Where, path: Path, names: Names) -> Problems:
    """Will complain about one definition."""
    if where == Where():
        yield Problem(code="group_empty", path=path)
    for word in ENDS:
        yield from _ends(getattr(where, word), (*path, word))
    for word in ("first_order", "last_order", "last_active", "joined"):
        ago = getattr(where, word)
        if ago is not None and not (ago.within or ago.longer):
            yield Problem(code="range_empty", path=(*path, word))
    yield from _names(where, path, names)
    for word in ("any", "none"):
        for index, group in enumerate(getattr(where, word)):
            yield from definition(group, (*path, word, index), names)


def _names(where: Where, path: Path, names: Names) -> Problems:
    for index, name in enumerate(where.tier):
        yield from unknown("tier", name, names.tiers, (*path, "tier", index))
    for word in ("balance", "lapsing"):
        for name in getattr(where, word):
            yield from unknown("currency", name, names.currencies, (*path, word, name))
    for name, found in where.balance.items():
        yield from _ends(found, (*path, "balance", name))
    for name, value in where.attribute.items():
        if value == ():
            yield Problem(code="choices_empty", path=(*path, "attribute", name))


def _ends(word: object, path: Path) -> Problems:
    if word is None:
        return
    least, most = getattr(word, "least", None), getattr(word, "most", None)
    if least is None and most is None:
        yield Problem(code="range_empty", path=path)
    elif least is not None and most is not None and least > most:
        yield Problem(code="from_after_to", path=path)
