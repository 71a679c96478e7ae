"""Conditions that could never hold where they stand, or that say nothing."""

from collections.abc import Collection
from datetime import date

from msgspec import Struct

from regulars.core.checks.problems import Names, Path, Problem, Problems, unknown
from regulars.core.rules.nodes import Dates, Range, TimeWindow, When
from regulars.core.rules.prepared import conditions

MEMBER = frozenset(
    {"attribute", "tier", "owner", "segment", "club", "age", "birthday", "months_in_a_row"}
)
CALENDAR = frozenset({"weekday", "time", "dates"})
GROUPS = frozenset({"any", "none"})
PLACE = frozenset({"channel", "location"})

STANDING = MEMBER | CALENDAR | GROUPS
AT_A_PLACE = STANDING | PLACE
FOR_ACTIVITIES = AT_A_PLACE | {"data", "chance"}
FOR_LEVELS = STANDING | {"data"}
FOR_TOP_UPS = FOR_ACTIVITIES | {"minimum_spend"}
FOR_ORDERS = frozenset(When.__struct_fields__) - {"data"}


class Setting(Struct, frozen=True):
    """Where conditions stand: the words that can hold there, and the program's names."""

    allowed: Collection[str]
    names: Names


def check_when(when: When, path: Path, setting: Setting) -> Problems:
    """Will complain about every word of a `when` that cannot do anything where it stands."""
    for word, argument in conditions(when):
        here = (*path, word)
        if word not in setting.allowed:
            yield Problem(code="word_not_here", path=here, params={"word": word})
            continue
        match argument:
            case TimeWindow():
                if argument.start == argument.end:
                    yield Problem(code="time_window_empty", path=here)
            case Dates():
                yield from _ends(argument.first, argument.last, here)
            case Range():
                yield from _ends(argument.least, argument.most, here)
        if word == "tier":
            for index, name in enumerate(when.tier):
                yield from unknown("tier", name, setting.names.tiers, (*here, index))
        if word in GROUPS:
            yield from _groups(getattr(when, word), here, setting)
    yield from _matches(when, path)
    yield from _chance(when, path)


def _groups(groups: tuple[When, ...], path: Path, setting: Setting) -> Problems:
    for index, group in enumerate(groups):
        if group == When():
            yield Problem(code="group_empty", path=(*path, index))
        yield from check_when(group, (*path, index), setting)


def _matches(when: When, path: Path) -> Problems:
    for word in ("attribute", "data"):
        for name, value in getattr(when, word).items():
            if value == ():
                yield Problem(code="choices_empty", path=(*path, word, name))


def _chance(when: When, path: Path) -> Problems:
    if when.chance is not None and not 0 < when.chance <= 100:
        yield Problem(code="percent_out_of_range", path=(*path, "chance"))


def _ends(first: date | int | None, last: date | int | None, path: Path) -> Problems:
    if first is None and last is None:
        yield Problem(code="range_empty", path=path)
    elif first is not None and last is not None and _after(first, last):
        yield Problem(code="from_after_to", path=path)


def _after(first: date | int, last: date | int) -> bool:
    if isinstance(first, date):
        return isinstance(last, date) and first > last
    return isinstance(last, int) and first > last
