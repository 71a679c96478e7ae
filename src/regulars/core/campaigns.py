"""What campaigns add to an event: who takes part, which of a group holds, bonuses of their own.

A factor of a campaign never changes what other rules give: what it adds is an entry of its own, so
that a budget can end it and everybody sees what it brought.
"""

from zlib import crc32

from msgspec import Struct

from regulars.core import calendar, factors
from regulars.core.account import Account
from regulars.core.campaign_rules import Offer
from regulars.core.compiled import Compiled
from regulars.core.effects import CampaignMet, Why
from regulars.core.giving import Draft, Giving
from regulars.core.program import Campaign
from regulars.core.rounding import as_text
from regulars.core.rules.amounts import Amount, Factor, amount
from regulars.core.rules.nodes import When
from regulars.core.rules.prepared import conditions
from regulars.core.rules.row import Event, Lines, holds

BUCKETS = 10_000
STANDING = frozenset(
    {"weekday", "dates", "attribute", "tier", "segment", "age", "birthday", "months_in_a_row"}
)


class Base(Struct, frozen=True, kw_only=True):
    """What an ordinary rule gives for an event: its draft, from which lines, with which factors."""

    draft: Draft
    lines: Lines


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


def give(
    giving: Giving, on: str, bases: list[Base], applying: list[Factor], lot: int
) -> list[Draft]:
    """Will list what campaigns add to an event, in the order of their priorities."""
    found: list[Draft] = []
    taken: dict[str, str] = {}
    factors_so_far = list(applying)
    for offer in giving.program.offers.get(on, ()):
        lines = tuple(line for line in giving.event.lines if offer.rule.matches(line))
        if offer.rule.node.products is not None and not lines:
            continue
        if not holds(offer.rule.conditions, giving.event, lines):
            continue
        group = offer.word.group
        if group is not None and taken.setdefault(group, offer.campaign) != offer.campaign:
            giving.account.passed(offer.rule.node.id, "campaign.another_holds",
                                  {"campaign": taken[group]})  # fmt: skip
            continue
        if not takes_part(giving.account, offer.campaign, offer.word, lot, giving.event.at):
            giving.account.passed(offer.rule.node.id, "campaign.held_out")
            continue
        factor = factors.of_rule(offer.rule)
        if factor is None:
            gift = amount(offer.rule, lines, giving.order, applying)
            found.append(Draft(rule=offer.rule, amount=gift))
            continue
        found.extend(_bonuses(giving, offer, bases, factors_so_far, factor))
        factors_so_far.append(factor)
    return found


def _bonuses(
    giving: Giving, offer: Offer, bases: list[Base], before: list[Factor], factor: Factor
) -> list[Draft]:
    """What one factor adds to each ordinary rule that it counts for."""
    return [
        draft
        for base in bases
        if (draft := _bonus(giving, offer, base, before, factor)) is not None
    ]


def _bonus(
    giving: Giving, offer: Offer, base: Base, before: list[Factor], factor: Factor
) -> Draft | None:
    without = amount(base.draft.rule, base.lines, giving.order, before).amounts
    more = amount(base.draft.rule, base.lines, giving.order, [*before, factor]).amounts
    extra = {name: more[name] - without[name] for name in more if more[name] > without[name]}
    if not extra:
        return None
    why = Why(
        code="campaign.bonus",
        params={
            "rule": offer.rule.node.id, "campaign": offer.word.title or offer.campaign,
            "times": as_text(factor.value), "on": base.draft.rule.node.id,
        },
    )  # fmt: skip
    eligible = base.draft.amount.eligible
    return Draft(rule=offer.rule, amount=Amount(amounts=extra, eligible=eligible), why=why)


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
