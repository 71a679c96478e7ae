"""Rules for reaching a level and for each year of holding one.

What they give never qualifies for a level, so that one event cannot go on for ever.
"""

from collections.abc import Iterator

from regulars.core import calendar, earning, tiers
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.facts import Activity, Inputs

REACHED, ANNIVERSARY = "tier.reached", "tier.anniversary"
NOTHING_DRAWN = Inputs()


def fire(account: Account, program: Compiled, at: int) -> None:
    """Will run the rules for every level reached since the last time."""
    reached, account.reached = account.reached, []
    if REACHED not in program.rules:
        return
    for name, level in reached:
        _earn(account, program, REACHED, at, {"set": name, "level": level})


def _earn(
    account: Account, program: Compiled, kind: str, at: int, data: dict[str, str | int | bool]
) -> None:
    activity = Activity(occurred_at=calendar.moment(at), type=kind, data=data)
    earning.earn_activity(account, program, activity, at, at, NOTHING_DRAWN)


def next_anniversaries(account: Account, program: Compiled, after: int) -> Iterator[int]:
    """Will give for each level held when the next full year of it is over."""
    if ANNIVERSARY not in program.rules or account.joined is None:
        return
    for ladder in program.ladders.values():
        since = tiers.standing_of(account, ladder).since
        if since is not None:
            yield _next(program, since, after)[0]


def _next(program: Compiled, since: int, after: int) -> tuple[int, int]:
    """The first anniversary after an instant, and how many years it is."""
    day = calendar.local(since, program.zone).date()
    years = max(1, calendar.local(after, program.zone).date().year - day.year)
    while True:
        at = calendar.day_start(calendar.anniversary(day, day.year + years), program.zone)
        if at > after:
            return at, years
        years += 1


def anniversaries(account: Account, program: Compiled, at: int) -> None:
    """Will run the rules for the levels of which a full year is over now."""
    if ANNIVERSARY not in program.rules or account.joined is None:
        return
    for ladder in program.ladders.values():
        standing = tiers.standing_of(account, ladder)
        if standing.since is None:
            continue
        due, years = _next(program, standing.since, at - 1)
        if due == at:
            level = ladder.word.levels[ladder.index(standing.level)].id
            data: dict[str, str | int | bool] = {"set": ladder.id, "level": level, "years": years}
            _earn(account, program, ANNIVERSARY, at, data)
