"""What a program may not say although each word of it is well formed.

A program without problems is one on which `evaluate` is total: every name leads somewhere, every
number can be counted with, and no rule waits for what can never happen.
"""

from zoneinfo import ZoneInfo

from regulars.core.checks.automatic import automatic
from regulars.core.checks.benefits import benefits
from regulars.core.checks.campaigns import campaigns
from regulars.core.checks.cards import cards
from regulars.core.checks.conditions import AT_A_PLACE, Setting, check_when
from regulars.core.checks.earning import earning
from regulars.core.checks.numbers import sizes
from regulars.core.checks.points import points
from regulars.core.checks.problems import Names, Path, Problem, Problems, names_of
from regulars.core.checks.profile import profile
from regulars.core.checks.rewards import payments, rewards
from regulars.core.checks.segments import segments
from regulars.core.checks.sharing import sharing
from regulars.core.checks.stamps import stamps
from regulars.core.checks.tiers import tiers
from regulars.core.checks.wallet import wallets
from regulars.core.program import Program

__all__ = ["Path", "Problem", "check", "check_successor"]


def check(program: Program) -> list[Problem]:
    """Will list all that is wrong with a program, in the order of the file."""
    found = list(sizes(program))
    if any(one.code == "number_out_of_range" for one in found):
        return found  # nothing below could compare with those
    names = names_of(program)
    found.extend(_zone(program))
    found.extend(_ids(program))
    found.extend(points(program))
    found.extend(earning(program, names))
    found.extend(stamps(program, names))
    found.extend(wallets(program, names))
    found.extend(rewards(program, names))
    found.extend(payments(program, names))
    found.extend(automatic(program, names))
    found.extend(tiers(program, names))
    found.extend(campaigns(program, names))
    found.extend(segments(program, names))
    found.extend(_conditions(program, names))
    found.extend(benefits(program, names))
    found.extend(sharing(program))
    found.extend(cards(program))
    found.extend(profile(program))
    return found


def check_successor(program: Program, before: Program) -> list[Problem]:
    """Will list what a new version may not change, since members hold it: names and currencies."""
    found = [
        Problem(code=f"{word}_changed", path=(word,), params={"before": getattr(before, word)})
        for word in ("program", "currency")
        if getattr(program, word) != getattr(before, word)
    ]
    found.extend(
        Problem(code="points_removed", path=("points",), params={"name": name})
        for name in before.points
        if name not in program.points
    )
    found.extend(
        Problem(code="stored_value_removed", path=("stored_value",), params={"name": name})
        for name in before.stored_value
        if name not in program.stored_value
    )
    found.extend(
        Problem(code="stamp_card_removed", path=("stamp_cards",), params={"name": name})
        for name in before.stamp_cards
        if name not in program.stamp_cards
    )
    return found


def _zone(program: Program) -> Problems:
    try:
        ZoneInfo(program.time_zone)
    except (KeyError, ValueError, OSError):  # no such zone, a bad path, a directory
        params = {"name": program.time_zone}
        yield Problem(code="time_zone_unknown", path=("time_zone",), params=params)


def _ids(program: Program) -> Problems:
    """Rules of both kinds share their names: limits and counts are kept under their ids."""
    seen: set[str] = set()
    for part in ("earn", "automatic"):
        for index, rule in enumerate(getattr(program, part)):
            if rule.id in seen:
                path: Path = (part, index, "id")
                yield Problem(code="id_repeated", path=path, params={"id": rule.id})
            seen.add(rule.id)


def _conditions(program: Program, names: Names) -> Problems:
    setting = Setting(AT_A_PLACE, names)
    yield from check_when(program.redeeming.when, ("redeeming", "when"), setting)
