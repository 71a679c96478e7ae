"""What campaigns add to an event: which of a group holds, bonuses of their own.

A factor of a campaign never changes what other rules give: what it adds is an entry of its own, so
that a budget can end it and everybody sees what it brought.
"""

from msgspec import Struct

from regulars.core import factors
from regulars.core.audiences import takes_part
from regulars.core.campaign_rules import CampaignRule
from regulars.core.effects import Why
from regulars.core.giving import Draft, Giving
from regulars.core.rounding import as_text
from regulars.core.rules.amounts import Amount, Factor, amount
from regulars.core.rules.row import Lines, holds


class Base(Struct, frozen=True, kw_only=True):
    """What an ordinary rule gives for an event: its draft, from which lines, with which factors."""

    draft: Draft
    lines: Lines


def give(
    giving: Giving, on: str, bases: list[Base], applying: list[Factor], lot: int
) -> list[Draft]:
    """Will list what campaigns add to an event, in the order of their priorities."""
    found: list[Draft] = []
    taken: dict[str, str] = {}
    factors_so_far = list(applying)
    for offer in giving.program.campaigns.get(on, ()):
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
    giving: Giving, offer: CampaignRule, bases: list[Base], before: list[Factor], factor: Factor
) -> list[Draft]:
    """What one factor adds to each ordinary rule that it counts for."""
    return [
        draft
        for base in bases
        if (draft := _bonus(giving, offer, base, before, factor)) is not None
    ]


def _bonus(
    giving: Giving, offer: CampaignRule, base: Base, before: list[Factor], factor: Factor
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
