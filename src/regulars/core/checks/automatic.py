"""Rules that run by themselves: exactly one occasion, and something that it leads to."""

from regulars.core.calendar import parse_period
from regulars.core.checks.conditions import STANDING, Setting, check_when
from regulars.core.checks.points import month_day
from regulars.core.checks.problems import Names, Path, Problem, Problems, repeated, unknown
from regulars.core.program import Program
from regulars.core.rules.nodes import Automatic, Schedule

OCCASIONS = ("day_of_month", "weekday", "month_day", "end_of", "birthday")
LEAD_MAX = {"day": 365, "week": 52, "month": 12, "year": 1}


def automatic(program: Program, names: Names) -> Problems:
    """Will complain about the rules under `automatic`."""
    for index, word in enumerate(program.automatic):
        path: Path = ("automatic", index)
        if (word.at is None) is (not word.reach):
            yield Problem(code="exactly_one", path=path, params={"words": "at, reach"})
        if word.at is not None:
            yield from _schedule(word.at, (*path, "at"))
        yield from _names(word, path, names)
        yield from _turn(word, path)
        yield from _levels(word, path)
        if not (word.turn or word.levels or word.give or word.issue):
            yield Problem(code="rule_gives_nothing", path=path, params={"rule": word.id})
        yield from check_when(word.when, (*path, "when"), Setting(STANDING, names))


def _schedule(word: Schedule, path: Path) -> Problems:
    if sum(bool(getattr(word, occasion)) for occasion in OCCASIONS) != 1:
        yield Problem(code="exactly_one", path=path, params={"words": ", ".join(OCCASIONS)})
    if word.month_day is not None:
        yield from month_day(word.month_day, (*path, "month_day"))
    if word.lead is not None:
        count, unit = parse_period(word.lead)
        if count > LEAD_MAX[unit]:
            yield Problem(code="span_too_long", path=(*path, "lead"), params={"years": 1})


def _names(word: Automatic, path: Path, names: Names) -> Problems:
    for field in ("reach", "turn", "give"):
        for currency in getattr(word, field):
            yield from unknown("currency", currency, names.currencies, (*path, field, currency))
    if word.of is not None:
        yield from unknown("currency", word.of, names.currencies, (*path, "of"))
    for field in ("into", "issue"):
        name = getattr(word, field)
        if name is not None:
            yield from unknown("reward", name, names.rewards, (*path, field))
    for index, level in enumerate(word.levels):
        yield from unknown("reward", level.issue, names.rewards, (*path, "levels", index, "issue"))


def _turn(word: Automatic, path: Path) -> Problems:
    if bool(word.turn) is not (word.into is not None):
        field, needs = ("turn", "into") if word.turn else ("into", "turn")
        params = {"word": field, "needs": needs}
        yield Problem(code="word_needs", path=(*path, field), params=params)
    if word.turn and (word.levels or word.give or word.issue):
        yield Problem(code="turn_stands_alone", path=(*path, "turn"))
    if len(word.turn) > 1:
        yield Problem(code="one_currency_only", path=(*path, "turn"))
    if word.remainder == "expire" and not word.turn:
        params = {"word": "remainder", "needs": "turn"}
        yield Problem(code="word_needs", path=(*path, "remainder"), params=params)
    for currency, amount in word.turn.items():
        if word.reach and word.reach.get(currency, 0) < amount:
            yield Problem(code="reach_below_turn", path=(*path, "reach"))


def _levels(word: Automatic, path: Path) -> Problems:
    yield from repeated([level.id for level in word.levels], (*path, "levels"))
    for index, (lower, level) in enumerate(zip(word.levels, word.levels[1:], strict=False), 1):
        if level.least <= lower.least:
            yield Problem(code="levels_not_ascending", path=(*path, "levels", index, "from"))
    if word.levels and (word.give or word.issue):
        yield Problem(code="levels_stand_alone", path=(*path, "levels"))
    for field, needs, wrong in (
        ("levels", "at", bool(word.levels) and word.at is None),
        ("of", "levels", word.of is not None and not word.levels),
        ("then", "levels", word.then == "reset" and not word.levels),
    ):
        if wrong:
            params = {"word": field, "needs": needs}
            yield Problem(code="word_needs", path=(*path, field), params=params)
