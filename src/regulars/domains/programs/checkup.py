"""The check-up: what would keep people from liking a program, each with its figure, what is meant
by it, and a change to try. Judgement only: the shop's figures are given.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from regulars.core.program import Program, Reward
from regulars.core.rounding import exponent
from regulars.domains.programs.blocks import Block, unused
from regulars.domains.programs.first_reward import MOST, orders_to_first
from regulars.domains.programs.proposition import proposition
from regulars.kit import speech
from regulars.kit.speech import listed, say

Verdict = Literal["good", "warn", "unknown"]
ORDERS_MOST = 4
STEPS_MOST = 2
SHARE_LEAST = 5  # percent of members
DAYS = 90
OFF = ("amount-off", "percent-off")


class Figures(Struct, frozen=True, kw_only=True):
    """What the shop's own history says; None where there is none."""

    median_order_minor: int | None = None
    orders: int = 0
    members: int = 0
    redeemers: int = 0


class Finding(Struct, frozen=True, kw_only=True):
    """One question that was asked of a program, and the answer. `figure` is short, as on a tile."""

    code: str
    verdict: Verdict
    figure: str
    title: str
    definition: str
    proposal: str = ""


class CheckUp(Struct, frozen=True, kw_only=True):
    """All findings, and the building blocks that are not used."""

    findings: tuple[Finding, ...]
    unused: tuple[Block, ...]

    @property
    def warnings(self) -> int:
        """How many findings ask for a change."""
        return sum(one.verdict == "warn" for one in self.findings)


def check_up(program: Program, figures: Figures) -> CheckUp:
    """Will ask everything of a program."""
    findings = (
        _more_than_discount(program), _soon(program, figures), _few_steps(program),
        _one_sentence(program), _taken(figures),
    )  # fmt: skip
    return CheckUp(findings=findings, unused=tuple(unused(program)))


def _more_than_discount(program: Program) -> Finding:
    kinds = [word.kind in OFF for word in program.rewards.values()]
    kinds += [word.price_off is not None for word in program.benefits.values()]
    kinds += [True for _ in program.redeeming.pay]
    levels = (*(program.tiers.levels if program.tiers else ()),
              *(level for one in program.tier_sets.values() for level in one.levels))  # fmt: skip
    kinds += [False for level in levels if level.perks]
    off = sum(kinds)
    return Finding(
        code="discount_only", verdict="warn" if off == len(kinds) else "good",
        figure=say("{part} of {all}", part=off, all=len(kinds)), title=say("More than a discount"),
        definition=say("How many of all rewards, benefits and perks only take money off."),
        proposal=say("Add something that is no discount: a product, early access, an evening, a "
                     "service. It costs less than it is worth to members."),
    )  # fmt: skip


def _soon(program: Program, figures: Figures) -> Finding:
    definition = say(
        "Orders until somebody new has a first reward, if each is as large as this shop's median "
        "order of members in the last 12 months, a week apart."
    )
    title = say("The first reward comes soon")
    if figures.median_order_minor is None:
        return Finding(code="first_reward_late", verdict="unknown", figure=say("n/a"), title=title,
                       definition=definition)  # fmt: skip
    needed = orders_to_first(program, figures.median_order_minor)
    late = needed is None or needed > ORDERS_MOST
    digits = exponent(program.currency)
    median = Decimal(figures.median_order_minor).scaleb(-digits)
    told = say("The median is {median}, of {orders} orders.",
               median=f"{speech.number(median)} {program.currency}",
               orders=figures.orders)  # fmt: skip
    return Finding(
        code="first_reward_late", verdict="warn" if late else "good", title=title,
        figure=say("more than {number}", number=MOST) if needed is None else str(needed),
        definition=f"{definition} {told}",
        proposal=say("Lower the price of the smallest reward, give more for each order, or begin "
                     "with a gift for joining: four orders are as far as most people look."),
    )  # fmt: skip


def _few_steps(program: Program) -> Finding:
    found = sorted(
        ((_steps(program, word), word.title or name) for name, word in program.rewards.items()),
        reverse=True,
    )
    if program.redeeming.pay:
        found.append((1, say("points")))
    most, name = found[0] if found else (0, "")
    return Finding(
        code="steps_many", verdict="warn" if most > STEPS_MOST else "good",
        title=say("Redeeming takes a step or two"),
        figure=say("{what} for {kind}", what=most, kind=name) if found else "0",
        definition=say("Steps from having enough to having it, for the longest way: said at the "
                       "till 1; got in the club as a code and shown 2; a code that another shop's "
                       "system must take 3."),
        proposal=say("Let it be redeemed at the till, or issue it by itself as soon as there are "
                     "enough points, instead of a code from a pool."),
    )  # fmt: skip


def _steps(program: Program, word: Reward) -> int:
    """A reward without a price comes by itself: its owner only shows it."""
    channels = program.redeeming.when.channel
    at_till = not channels or "till" in channels
    first = 0 if not word.alternatives else 1 if at_till else 2
    return (first or 1) + (2 if word.codes is not None and word.alternatives else
                           1 if word.codes is not None else 0)  # fmt: skip


def _one_sentence(program: Program) -> Finding:
    said = next(_sentences(program), "")
    return Finding(
        code="unclear", verdict="good" if said else "warn", title=say("One sentence says it"),
        figure=said or say("no sentence"),
        definition=say("What one does and what one gets, worked out from the rules: from the rule "
                       "by which every order earns and the smallest reward, or from a stamp card."),
        proposal=say("Let every order earn by one plain rule, and let a round number of points be "
                     "a round amount of money, or one product."),
    )  # fmt: skip


def _sentences(program: Program) -> Iterator[str]:
    found = proposition(program)
    if found is not None:
        yield found.plain
    for card in program.stamp_cards.values():
        last = program.rewards[card.rewards[-1].issue]
        then = say("then {what}", what=last.title or last.product or last.kind)
        yield listed([f"{card.stamps} {card.name[1]}", then])
    for rule in program.earn:
        if rule.when.every_nth_order and isinstance(rule.issue, str):
            word = program.rewards[rule.issue]
            yield say("{reward} with every {nth} orders", reward=word.title or rule.issue,
                      nth=rule.when.every_nth_order)  # fmt: skip


def _taken(figures: Figures) -> Finding:
    title, known = say("Members take rewards"), figures.members > 0
    share = 100 * figures.redeemers / figures.members if known else 0.0
    return Finding(
        code="nobody_redeems", title=title,
        verdict="unknown" if not known else "warn" if share < SHARE_LEAST else "good",
        figure=f"{share:.0f} %" if known else say("n/a"),
        definition=say("The share of members who redeemed points or used a voucher in the last "
                       "{days} days: {part} of {all}.", days=DAYS, part=figures.redeemers,
                       all=figures.members) if known else
                   say("The share of members who redeemed points or used a voucher in the last "
                       "{days} days.", days=DAYS),
        proposal=say("Make the first reward small and near, tell members on the receipt what they "
                     "can have now, and have the till offer it."),
    )  # fmt: skip
