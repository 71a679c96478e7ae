"""Moving a member between the levels of a set: at once when credit comes, at the review when the
kept time is over, softly where the program says so.
"""

from msgspec import structs

from regulars.core import calendar
from regulars.core.account import NOWHERE, Account
from regulars.core.compiled import Compiled, Ladder
from regulars.core.effects import TierChanged, TierStatus, Why
from regulars.core.facts import Floor
from regulars.core.state import TierStanding
from regulars.core.tiers.entitled import Entitled, Place, by_credit, entitled, landing

BY_PEOPLE = ("held", "invited", "approved")


def standing_of(account: Account, ladder: Ladder) -> TierStanding:
    """Will give how the member stands in a set."""
    return account.tiers.get(ladder.id, NOWHERE)


def current_index(account: Account, ladder: Ladder) -> int:
    """Will give the place of the member's level; a level that is no more counts as the lowest."""
    return ladder.index(standing_of(account, ladder).level)


def place_of(account: Account, program: Compiled, at: int) -> Place:
    """Will give where and when a member's levels are asked about."""
    joined = account.joined
    day = calendar.local(joined, program.zone).date() if joined is not None else None
    return Place(program.zone, at, day)


def restand(account: Account, ladder: Ladder, **said: object) -> None:
    """Will note something else about how the member stands in a set."""
    account.tiers[ladder.id] = structs.replace(standing_of(account, ladder), **said)


def enter(account: Account, program: Compiled, at: int) -> None:
    """Will put a member into the lowest level of each set in which they have none, in silence."""
    for ladder in program.ladders.values():
        if not standing_of(account, ladder).level:
            restand(account, ladder, level=ladder.word.levels[0].id, since=at)


def welcome(account: Account, program: Compiled, now: int) -> None:
    """Will give a new member the levels that what they had as a guest is worth: a membership year
    has begun only now, and only a member is asked about."""
    for ladder in program.ladders.values():
        if standing_of(account, ladder).buckets:
            settle(account, program, ladder, now, may_fall=False, code="tier.reached")


def settle(
    account: Account, program: Compiled, ladder: Ladder, now: int, *, may_fall: bool, code: str,
    actor: str = "",
) -> None:  # fmt: skip
    """Will give the member the level that they are entitled to, or keep a higher one."""
    right = entitled(ladder, standing_of(account, ladder), place_of(account, program, now))
    index = current_index(account, ladder)
    if right.index > index or (right.index < index and may_fall):
        change(account, ladder, right, now, code, actor)
    elif right.index == index and right.until != standing_of(account, ladder).until:
        restand(account, ladder, until=right.until)
    _ask(account, program, ladder, now)


def change(
    account: Account, ladder: Ladder, right: Entitled, at: int, code: str, actor: str = ""
) -> None:
    """Will move the member to another level, tell them, and note which levels were reached."""
    standing, levels = standing_of(account, ladder), ladder.word.levels
    index, before, after = current_index(account, ladder), standing.level, levels[right.index].id
    approved = tuple(one for one in standing.approved if ladder.index(one) <= right.index)
    restand(account, ladder, level=after, since=at, until=right.until, approved=approved)
    why = Why(code=code, params={"before": before, "after": after})
    account.effects.append(
        TierChanged(
            before=before, after=after, at=at, until=right.until, why=why, set=ladder.id,
            actor=actor,
        )
    )  # fmt: skip
    up = right.index > index
    account.notify("tier.up" if up else "tier.down", at, before=before, after=after)
    if account.joined is not None:
        account.reached.extend(
            (ladder.id, levels[one].id)
            for one in range(index + 1, right.index + 1)
            if one == right.index or ladder.lines[one] is not None
        )


def status(
    account: Account, ladder: Ladder, level: str, named: str, at: int,
    *, until: int | None = None, actor: str = "",
) -> None:  # fmt: skip
    """Will note how far the people are who decide about a level."""
    account.effects.append(
        TierStatus(set=ladder.id, level=level, status=named, at=at, until=until, actor=actor)
    )


def _ask(account: Account, program: Compiled, ladder: Ladder, now: int) -> None:
    """Will make a member whose credit reaches a level that takes approval a candidate for it."""
    standing = standing_of(account, ladder)
    if account.joined is None or all(one.by != "approval" for one in ladder.word.levels):
        return
    place = place_of(account, program, now)
    best = by_credit(ladder, standing.buckets, place, None).index
    above = ladder.word.levels[current_index(account, ladder) + 1 : best + 1]
    open_ = [
        one.id for one in above if one.by == "approval" and standing.declined.get(one.id, 0) <= now
    ]
    wanted = open_[0] if open_ else ""
    if wanted == standing.candidate:
        return
    if standing.candidate and standing.candidate not in standing.approved:
        status(account, ladder, standing.candidate, "withdrawn", now)
    if wanted:
        status(account, ladder, wanted, "candidate", now)
    restand(account, ladder, candidate=wanted)


def review(account: Account, program: Compiled, at: int) -> None:
    """Will settle the levels whose kept time is over."""
    for ladder in program.ladders.values():
        until = standing_of(account, ladder).until
        if until is not None and until <= at:
            _review(account, program, ladder, at)


def _review(account: Account, program: Compiled, ladder: Ladder, at: int) -> None:
    standing, ended = standing_of(account, ladder), ""
    floor = standing.floor
    if floor is not None and floor.until is not None and floor.until <= at:
        ended = floor.kind if floor.level == standing.level else ""
        restand(account, ladder, floor=None)
        standing = standing_of(account, ladder)
    place = place_of(account, program, at)
    right, index = entitled(ladder, standing, place), current_index(account, ladder)
    if right.index == index:
        restand(account, ladder, until=right.until)
        return
    if right.index < index and ended not in BY_PEOPLE:
        if ladder.word.grace is not None and ended != "grace":
            until = calendar.after(at, ladder.word.grace, program.zone)
            grace = Floor(level=standing.level, until=until, kind="grace")
            restand(account, ladder, floor=grace, until=until)
            account.notify("tier.grace", at, level=standing.level, until=until)
            return
        right = _softly(account, ladder, right, index, place)
    change(account, ladder, right, at, "tier.reviewed")
    _ask(account, program, ladder, at)


def _softly(
    account: Account, ladder: Ladder, right: Entitled, index: int, place: Place
) -> Entitled:
    """One level at a time, where the program says so: the next one that credit opens."""
    if ladder.word.fall != "one-level":
        return right
    levels = ladder.word.levels
    lower = next((one for one in range(index - 1, 0, -1) if levels[one].by == "credit"), 0)
    if lower <= right.index:
        return right
    until = landing(ladder, place)
    floor = Floor(level=levels[lower].id, until=until, kind="landing")
    restand(account, ladder, floor=floor)
    return Entitled(lower, until)
