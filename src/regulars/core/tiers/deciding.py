"""What people decide about levels: candidates approved or declined, invitations, levels held by
hand until a date. Refusals are values; the reason's text is not seen here.
"""

from collections.abc import Callable

from regulars.core import calendar
from regulars.core.account import Account
from regulars.core.compiled import Compiled, Ladder
from regulars.core.effects import Refused
from regulars.core.facts import Floor, TierDecided
from regulars.core.tiers.changes import (
    BY_PEOPLE,
    current_index,
    place_of,
    restand,
    settle,
    standing_of,
    status,
)
from regulars.core.tiers.entitled import by_credit, landing

Deciding = Callable[[Account, Compiled, Ladder, TierDecided, int], Refused | None]


def decide(account: Account, program: Compiled, fact: TierDecided, now: int) -> Refused | None:
    """Will do what was decided. Refusals: members_only, tier_unknown, tier_no_candidate,
    tier_not_by_invitation, tier_no_invitation, tier_already_higher, tier_until_needed,
    tier_until_over, tier_not_held.
    """
    ladder = program.ladder_of(fact.level)
    if account.joined is None:
        return Refused(code="members_only")
    if ladder is None:
        return Refused(code="tier_unknown", params={"tier": fact.level})
    until = _until(fact)
    if until is not None and not now < until <= calendar.LATEST:
        return Refused(code="tier_until_over")
    return DECIDING[fact.decision](account, program, ladder, fact, now)


def _until(fact: TierDecided) -> int | None:
    return calendar.instant(fact.until) if fact.until is not None else None


def _put(
    account: Account, program: Compiled, ladder: Ladder, fact: TierDecided, now: int,
    *, floor: Floor | None, named: str,
) -> None:  # fmt: skip
    """Will set a floor, tell of it and give the level that follows."""
    restand(account, ladder, floor=floor)
    until = floor.until if floor is not None else None
    status(account, ladder, fact.level, named, now, until=until, actor=fact.actor)
    settle(
        account, program, ladder, now, may_fall=True, code=f"tier.{named}", actor=fact.actor
    )  # fmt: skip


def _approve(
    account: Account, program: Compiled, ladder: Ladder, fact: TierDecided, now: int
) -> Refused | None:
    standing, until = standing_of(account, ladder), _until(fact)
    if standing.candidate != fact.level:
        return Refused(code="tier_no_candidate", params={"tier": fact.level})
    approved = (*standing.approved, fact.level)
    restand(account, ladder, approved=approved, candidate="")
    place, floor = place_of(account, program, now), standing.floor
    earned = by_credit(ladder, standing.buckets, place, approved).index
    # The window in which the line was reached may be over by now: what was approved still holds.
    if until is not None or earned < ladder.index(fact.level):
        end = until if until is not None else landing(ladder, place)
        floor = Floor(fact.level, end, "approved")
    _put(account, program, ladder, fact, now, floor=floor, named="approved")
    return None


def _decline(
    account: Account, program: Compiled, ladder: Ladder, fact: TierDecided, now: int
) -> Refused | None:
    standing = standing_of(account, ladder)
    if standing.candidate != fact.level:
        return Refused(code="tier_no_candidate", params={"tier": fact.level})
    until = _until(fact) or calendar.after(now, ladder.word.again_after, program.zone)
    declined = {**standing.declined, fact.level: until}
    restand(account, ladder, candidate="", declined=declined)
    status(account, ladder, fact.level, "declined", now, until=until, actor=fact.actor)
    return None


def _invite(
    account: Account, _program: Compiled, ladder: Ladder, fact: TierDecided, now: int
) -> Refused | None:
    index = ladder.index(fact.level)
    if ladder.word.levels[index].by == "credit":
        return Refused(code="tier_not_by_invitation", params={"tier": fact.level})
    if current_index(account, ladder) >= index:
        return Refused(code="tier_already_higher", params={"tier": fact.level})
    invited = {**standing_of(account, ladder).invited, fact.level: _until(fact)}
    restand(account, ladder, invited=invited)
    status(account, ladder, fact.level, "invited", now, until=_until(fact), actor=fact.actor)
    account.notify("tier.invited", now, level=fact.level)
    return None


def _accept(
    account: Account, program: Compiled, ladder: Ladder, fact: TierDecided, now: int
) -> Refused | None:
    standing = standing_of(account, ladder)
    until = standing.invited.get(fact.level)
    if fact.level not in standing.invited or (until is not None and until <= now):
        return Refused(code="tier_no_invitation", params={"tier": fact.level})
    if current_index(account, ladder) >= ladder.index(fact.level):
        return Refused(code="tier_already_higher", params={"tier": fact.level})
    invited = {name: end for name, end in standing.invited.items() if name != fact.level}
    restand(account, ladder, invited=invited)
    floor = Floor(fact.level, until, "invited")
    _put(account, program, ladder, fact, now, floor=floor, named="accepted")
    return None


def _withdraw(
    account: Account, _program: Compiled, ladder: Ladder, fact: TierDecided, now: int
) -> Refused | None:
    invited = dict(standing_of(account, ladder).invited)
    if fact.level not in invited:
        return Refused(code="tier_no_invitation", params={"tier": fact.level})
    del invited[fact.level]
    restand(account, ladder, invited=invited)
    status(account, ladder, fact.level, "withdrawn", now, actor=fact.actor)
    return None


def _hold(
    account: Account, program: Compiled, ladder: Ladder, fact: TierDecided, now: int
) -> Refused | None:
    if fact.until is None:
        return Refused(code="tier_until_needed")
    if current_index(account, ladder) > ladder.index(fact.level):
        return Refused(code="tier_already_higher", params={"tier": fact.level})
    floor = Floor(fact.level, _until(fact), "held")
    _put(account, program, ladder, fact, now, floor=floor, named="held")
    return None


def _release(
    account: Account, program: Compiled, ladder: Ladder, fact: TierDecided, now: int
) -> Refused | None:
    standing = standing_of(account, ladder)
    floor = standing.floor
    if floor is None or floor.level != fact.level or floor.kind not in BY_PEOPLE:
        return Refused(code="tier_not_held", params={"tier": fact.level})
    restand(account, ladder, approved=tuple(one for one in standing.approved if one != fact.level))
    _put(account, program, ladder, fact, now, floor=None, named="released")
    return None


DECIDING: dict[str, Deciding] = {
    "approve": _approve, "decline": _decline, "invite": _invite, "accept": _accept,
    "withdraw": _withdraw, "hold": _hold, "release": _release,
}  # fmt: skip
