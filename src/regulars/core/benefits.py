"""What a member may have without paying points, now and here; or what is missing for it.

The state must be of the moment that is asked about: let time pass before asking.
"""

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from regulars.core import calendar, tiers
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import Params
from regulars.core.facts import Inputs, Scalar
from regulars.core.program import Benefit
from regulars.core.rules.limits import left_of
from regulars.core.rules.nodes import Dates, Limit
from regulars.core.rules.prepared import Condition, conditions
from regulars.core.rules.row import MEANING, Event
from regulars.core.state import AccountState

NOTHING: Params = {}
FAR = 1 << 62  # no credit leads there


class Allowed(Struct, frozen=True, kw_only=True):
    """The benefit is the member's; `left` says how often still in this period."""

    benefit: str
    left: int | None = None


class NotYet(Struct, frozen=True, kw_only=True):
    """The benefit is not the member's, and why: a code with what is missing."""

    benefit: str
    code: str
    params: Params = {}


def entitlement(
    program: Compiled,
    state: AccountState,
    benefit: str,
    at: int,
    *,
    location: str = "",
    channel: str = "",
) -> Allowed | NotYet:
    """Will tell whether a member has a benefit.

    Codes of a no: benefit_unknown, members_only, tier_needed (with the distance left), opens_later,
    is_over, uses_spent (with the day on which it opens again), invitation_needed, not_for_member
    (with the word of the program that does not hold).
    """
    word = program.document.benefits.get(benefit)
    if word is None:
        return NotYet(benefit=benefit, code="benefit_unknown")
    if state.joined is None:
        return NotYet(benefit=benefit, code="members_only")
    account = Account(state)
    event = Event(program, account, at, location=location, channel=channel)
    for name, argument in sorted(conditions(word.when), key=_first_who):
        if not MEANING[name](argument, event, ()):
            code, params = REASONS.get(name, _other)(argument, event, program, account)
            return NotYet(benefit=benefit, code=code, params=params or {"word": name})
    return _used(program, account, benefit, word, event.day)


def _first_who(condition: Condition) -> bool:
    """Whoever lacks the level learns of that before they learn of the dates."""
    return condition[0] != "tier"


def use_key(benefit: str) -> str:
    """Will name the counter of a benefit's uses."""
    return f"benefit:{benefit}"


def limit_of(program: Compiled, account: Account, word: Benefit) -> Limit | None:
    """Will give how often the member may have it: by their level, else as anybody."""
    if word.uses is None:
        return None
    mine = [
        ladder.word.levels[tiers.current_index(account, ladder)].id
        for ladder in program.ladders.values()
    ]
    by_level = [word.uses.levels[level] for level in mine if level in word.uses.levels]
    return Limit(per=word.uses.per, times=max(by_level, default=word.uses.times))


def _used(
    program: Compiled, account: Account, benefit: str, word: Benefit, day: date
) -> Allowed | NotYet:
    limit = limit_of(program, account, word)
    if limit is None:
        return Allowed(benefit=benefit)
    left = left_of(account, limit, use_key(benefit), day, Inputs())
    if left > 0:
        return Allowed(benefit=benefit, left=left)
    params: dict[str, Scalar] = {"times": limit.times or 0, "per": limit.per, "date": ""}
    if limit.per != "lifetime":
        again = calendar.next_period(day, limit.per)
        opens = calendar.day_start(again, program.zone)
        params |= {"opens": opens, "date": again.isoformat()}
    return NotYet(benefit=benefit, code="uses_spent", params=params)


def entitlements(program: Compiled, state: AccountState, at: int) -> list[Allowed | NotYet]:
    """Will answer for every benefit of the program, in the file's order."""
    return [entitlement(program, state, name, at) for name in program.document.benefits]


Reason = tuple[str, Params]


def _other(_word: object, _event: Event, _program: Compiled, _account: Account) -> Reason:
    return "not_for_member", {}


def _tier(wanted: tuple[str, ...], event: Event, program: Compiled, account: Account) -> Reason:
    """The nearest level that has it, and what has to be spent until then."""
    found: list[tuple[int, str]] = []
    for ladder in program.ladders.values():
        mine = tiers.current_index(account, ladder)
        for index, level in enumerate(ladder.word.levels):
            if level.id in wanted and index > mine:
                missing = tiers.distance(account, program, ladder, index, event.at)
                found.append((missing, level.id) if missing is not None else (FAR, level.id))
    if not found:
        return "not_for_member", {}
    missing, level_id = min(found, key=lambda one: one[0])
    if missing == FAR:
        return "invitation_needed", {"tier": level_id}
    return "tier_needed", {"tier": level_id, "missing_minor": missing}


def _dates(word: Dates, event: Event, program: Compiled, _account: Account) -> Reason:
    if word.first is not None and event.day < word.first:
        start = calendar.day_start(word.first, program.zone)
        return "opens_later", {"opens": start, "date": word.first.isoformat()}
    return "is_over", {"date": word.last.isoformat() if word.last else ""}


REASONS: dict[str, Callable[..., Reason]] = {"tier": _tier, "dates": _dates}
