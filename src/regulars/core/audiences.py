"""For whom a campaign is on: its window, its audience, and the part that is held out for good."""

from zlib import crc32

from regulars.core import calendar
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import CampaignMet
from regulars.core.program import Campaign
from regulars.core.rules.nodes import When
from regulars.core.rules.prepared import conditions
from regulars.core.rules.row import Event, holds

BUCKETS = 10_000
STANDING = frozenset(
    {
        "weekday",
        "dates",
        "attribute",
        "tier",
        "segment",
        "club",
        "age",
        "birthday",
        "months_in_a_row",
    }
)


def held_out(word: Campaign, campaign: str, lot: int) -> bool:
    """Will tell whether a member is in the part that is held out. `lot` is the account's own
    number: the same member is held out however often one asks, also when the share grows.
    """
    if word.holdout is None:
        return False
    return crc32(f"{campaign}:{lot}".encode()) % BUCKETS < word.holdout * 100


def takes_part(account: Account, campaign: str, word: Campaign, lot: int, at: int) -> bool:
    """Will tell whether a member gets a campaign's offers; the first time is noted for good."""
    if word.holdout is None:
        return True
    if campaign not in account.arms:
        account.arms[campaign] = held_out(word, campaign, lot)
        account.effects.append(
            CampaignMet(campaign=campaign, held_out=account.arms[campaign], at=at)
        )
    return not account.arms[campaign]


def running(program: Compiled, account: Account, at: int) -> list[str]:
    """Will list the campaigns that are on for a member now, as far as an order does not decide."""
    event = Event(program, account, at)
    return [
        name
        for name, word in program.document.campaigns.items()
        if holds(_standing(word.when), event, ())
        and (not word.audience or holds((("segment", word.audience),), event, ()))
    ]


def _standing(when: When) -> tuple[tuple[str, object], ...]:
    return tuple(pair for pair in conditions(when) if pair[0] in STANDING)


def ends(program: Compiled, word: Campaign) -> int | None:
    """Will give the instant at which a campaign is over."""
    dates = word.when.dates
    if dates is None or dates.last is None:
        return None
    return calendar.day_end(dates.last, program.zone)


def begins(program: Compiled, word: Campaign) -> int | None:
    """Will give the instant from which a campaign is on."""
    dates = word.when.dates
    if dates is None or dates.first is None:
        return None
    return calendar.day_start(dates.first, program.zone)


def price(
    program: Compiled, account: Account, reward: str, lot: int, at: int
) -> dict[str, int] | None:
    """Will give what a reward costs this member by a campaign that is on, None without one."""
    if not any(reward in word.prices for word in program.document.campaigns.values()):
        return None
    on = [(program.document.campaigns[name], name) for name in running(program, account, at)]
    for word, name in sorted(on, key=lambda pair: -pair[0].priority):
        if reward in word.prices and takes_part(account, name, word, lot, at):
            return dict(word.prices[reward])
    return None
