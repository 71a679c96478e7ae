"""What a member may have without paying points, now and here; or what is missing for it.

The state must be of the moment that is asked about: let time pass before asking.
"""

from collections.abc import Callable

from msgspec import Struct

from regulars.core import calendar, tiers
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import Params
from regulars.core.rules.nodes import Dates
from regulars.core.rules.prepared import conditions
from regulars.core.rules.row import MEANING, Event
from regulars.core.state import AccountState

FAR = 1 << 62  # no credit leads there


class Allowed(Struct, frozen=True, kw_only=True):
    """The benefit is the member's."""

    benefit: str


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
    is_over, not_for_member (with the word of the program that does not hold).
    """
    word = program.document.benefits.get(benefit)
    if word is None:
        return NotYet(benefit=benefit, code="benefit_unknown")
    if state.joined is None:
        return NotYet(benefit=benefit, code="members_only")
    account = Account(state)
    event = Event(program, account, at, location=location, channel=channel)
    for name, argument in conditions(word.when):
        if not MEANING[name](argument, event, ()):
            code, params = REASONS.get(name, _other)(argument, event, program, account)
            return NotYet(benefit=benefit, code=code, params=params or {"word": name})
    return Allowed(benefit=benefit)


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
