"""Sizes that evaluation can bear: decimals of a sane length, periods inside the calendar."""

from collections.abc import Iterator
from decimal import Decimal

from regulars.core.calendar import parse_period
from regulars.core.checks.problems import Path, Problem, Problems
from regulars.core.program import Program
from regulars.core.rounding import exponent
from regulars.core.rules.nodes import Node

DECIMAL_MAX = Decimal(1_000_000_000)
PLACES_MAX = 6
YEARS_MAX = 100
SPANS = {
    "after", "not_before", "inactive", "notice", "grace", "span", "valid_for", "hold_for", "lead",
    "again_after", "within", "barred_for",
}  # fmt: skip
MONEY = {
    "minimum_spend",
    "maximum",
    "per",
    "least",
    "budget",
    "cost",
    "spend",
    "top_up_from",
    "most",
    "cash_out_below",
}  # counted in the currency's smallest unit
_PER_YEAR = {"minute": 525_600, "hour": 8_760, "day": 365, "week": 52, "month": 12, "year": 1}


def walk(value: object, path: Path = (), name: str = "") -> Iterator[tuple[Path, str, object]]:
    """Will give every plain value with its path in the file and the field that holds it."""
    if isinstance(value, Node):
        pairs = zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True)
        for field, word in pairs:
            yield from walk(getattr(value, field), (*path, word), field)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from walk(one, (*path, key), name)
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from walk(one, (*path, index), name)
    else:
        yield path, name, value


def sizes(program: Program) -> Problems:
    """Will complain about numbers and periods that are too large or too fine."""
    digits = exponent(program.currency)
    for path, name, value in walk(program):
        if isinstance(value, Decimal):
            yield from _decimal(path, value, digits if name in MONEY else PLACES_MAX)
        elif name in SPANS and isinstance(value, str):
            count, unit = parse_period(value)
            if count > YEARS_MAX * _PER_YEAR[unit]:
                yield Problem(code="span_too_long", path=path, params={"years": YEARS_MAX})


def _decimal(path: Path, value: Decimal, places: int) -> Problems:
    if not value.is_finite() or not 0 <= value <= DECIMAL_MAX:
        params = {"least": 0, "most": int(DECIMAL_MAX)}
        yield Problem(code="number_out_of_range", path=path, params=params)
    elif value != round(value, places):
        yield Problem(code="number_too_fine", path=path, params={"places": places})
