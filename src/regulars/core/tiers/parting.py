"""What an account that had become part of this one takes of its levels when it goes again."""

from collections.abc import Mapping

from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.facts import SplitOut
from regulars.core.tiers.changes import change, restand, settle, standing_of
from regulars.core.tiers.entitled import Entitled

CODE = "tier.split"


def part_with(account: Account, program: Compiled, fact: SplitOut, now: int) -> None:
    """Will take credit off, and put back what stood before; a level that has changed since is
    looked at anew."""
    for name, one in fact.tiers.items():
        ladder = program.ladders.get(name)
        if ladder is None:
            continue
        restand(
            account, ladder, buckets=_less(standing_of(account, ladder).buckets, one.buckets),
            floor=one.floor, approved=one.approved, invited=one.invited, declined=one.declined,
        )  # fmt: skip
        was = fact.levels.get(name)
        if was is not None:
            level, since, until = was
            index = ladder.index(level)
            if index != ladder.index(standing_of(account, ladder).level):
                change(account, ladder, Entitled(index, until), now, CODE)
            restand(account, ladder, since=since, until=until, approved=one.approved)
        settle(account, program, ladder, now, may_fall=was is None, code=CODE)


def _less(buckets: Mapping[str, int], gone: Mapping[str, int]) -> dict[str, int]:
    left = {day: credit - gone.get(day, 0) for day, credit in buckets.items()}
    return {day: credit for day, credit in left.items() if credit or day not in gone}
