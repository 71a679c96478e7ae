"""The building blocks of a whole program: which of them a program uses, and what the others need
and bring.
"""

from collections.abc import Callable, Iterator

from msgspec import Struct

from regulars.core.program import Program
from regulars.core.rules.nodes import EarnRule
from regulars.kit.speech import say


class Block(Struct, frozen=True, kw_only=True):
    """A building block."""

    code: str
    title: str
    needs: str
    brings: str


def _rules(program: Program) -> Iterator[EarnRule]:
    yield from program.earn
    for one in program.campaigns.values():
        yield from one.rules


def _on(*events: str) -> Callable[[Program], bool]:
    return lambda program: any(rule.on in events for rule in _rules(program))


def _kinds(*kinds: str) -> Callable[[Program], bool]:
    return lambda program: any(one.kind in kinds for one in program.rewards.values())


def _expiry_told(program: Program) -> bool:
    told = [one.notice for one in program.points.values()]
    return any((*told, *(one.notice for one in program.stamp_cards.values())))


def _birthday(program: Program) -> bool:
    rules = any(rule.when.birthday for rule in _rules(program))
    return rules or any(one.at is not None and one.at.birthday for one in program.automatic)


# Each: code, title, whether a program uses it, what it needs, what it brings.
ALL: tuple[tuple[str, str, Callable[[Program], bool], str, str], ...] = (
    ("joining", "A gift for joining", _on("member.joined"),
     "A rule on member.joined, and a small reward.",
     "A reason to join at the till; the first thing that a new member tells others."),
    ("birthday", "A birthday gift", _birthday,
     "An automatic reward; members who tell their birthday.",
     "A visit at a time when people spend on themselves, at the price of a small gift."),
    ("nth_order", "A gift with every so many orders",
     lambda program: any(rule.when.every_nth_order or rule.when.order_number
                         for rule in _rules(program)),
     "One rule and a reward.", "Small rewards often: a next step that is always near."),
    ("next_order", "A code for the next order",
     lambda program: any(rule.on == "order.paid" and rule.issue for rule in _rules(program)),
     "A rule that issues a reward with an order.", "A second order soon after the first."),
    ("products", "Points by product or category",
     lambda program: any(rule.products is not None for rule in _rules(program)),
     "Categories or collections in what the shop sends.",
     "More of what earns more, and attention for what is new."),
    ("activities", "Points for more than buying",
     lambda program: any(rule.on not in {"order.paid", "member.joined"}
                         for rule in _rules(program)),
     "The shop sends what happened: a review, a complete profile, a visit.",
     "Reviews, birthdays and preferences; members who come back between orders."),
    ("questions", "Questions to members", lambda program: bool(program.profile),
     "Two or three questions with answers to choose from, and a few points for each.",
     "You learn what members like, and can offer each what fits."),
    ("campaigns", "Campaigns", lambda program: bool(program.campaigns),
     "Dates and a budget.", "Full days where days are slow, measured against who was held out."),
    ("levels", "Levels", lambda program: program.tiers is not None or bool(program.tier_sets),
     "Two or three lines by what is spent in a year, and something that each opens.",
     "Your best customers stay; little cost for those who buy rarely."),
    ("perks", "Benefits that cost no points", lambda program: bool(program.benefits),
     "A list of what members may have: early access, free delivery, a coffee.",
     "Reasons to be a member that are no discount."),
    ("experiences", "Rewards that are no discount",
     _kinds("experience", "service", "early-access", "product", "sample", "gift"),
     "A product, a service or an evening that you can give.",
     "Something to talk about, mostly at less cost than money off."),
    ("surprises", "Surprises",
     lambda program: any(rule.when.chance is not None for rule in _rules(program)),
     "A rule with a chance and a limit.", "Delight that nobody counts on, within a budget."),
    ("stamp_cards", "A stamp card", lambda program: bool(program.stamp_cards),
     "A product or a visit to count.", "The simplest promise there is: five, then one free."),
    ("pay_with_points", "Paying with points", lambda program: bool(program.redeeming.pay),
     "What a point is worth.", "One step at the till, and no reward to choose."),
    ("automatic", "Rewards that come by themselves", lambda program: bool(program.automatic),
     "A day or a balance.", "Nobody has to think of redeeming."),
    ("expiry_told", "Word before points lapse", _expiry_told,
     "When points lapse, and a notice before.", "A visit to save the points, and no anger later."),
    ("stored_value", "Stored value and gift cards", lambda program: bool(program.stored_value),
     "The law of your country, and a till that takes it.",
     "Money before the purchase, and new customers by gift cards."),
    ("donations", "Giving points to a cause", _kinds("donation"),
     "A cause, and what a donation is worth.", "A use for points for those who want nothing."),
    ("events", "Events", _on("event.attended"),
     "A date, places, and a rule on event.attended.", "Members who meet you and one another."),
    ("households", "Households and companies",
     lambda program: program.households is not None or program.companies is not None,
     "How many people may share an account.", "Families and firms who collect together."),
    ("segments", "Offers for groups of members", lambda program: bool(program.segments),
     "Segments over what members bought and when.",
     "Offers that fit: for those who slip away, for the best, for the new."),
)  # fmt: skip


def blocks() -> list[Block]:
    """Will list all building blocks."""
    return [
        Block(code=code, title=say(title), needs=say(needs), brings=say(brings))
        for code, title, _used, needs, brings in ALL
    ]


def unused(program: Program) -> list[Block]:
    """Will list those that a program does not use yet."""
    without = {code for code, _title, used, _needs, _brings in ALL if not used(program)}
    return [one for one in blocks() if one.code in without]
