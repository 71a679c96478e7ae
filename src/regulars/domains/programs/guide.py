"""Which kind of program suits a shop, with reasons: a table of rules, each one sentence of what is
known about programs. Judgement only; what it costs and brings is measured elsewhere.
"""

from collections.abc import Callable, Mapping
from typing import Literal

from msgspec import Struct, structs

from regulars.kit.speech import say

Shop = Literal["cafe", "grocer", "fashion", "beauty", "services", "web", "other"]
Size = Literal["small", "large"]
Goal = Literal["repeat", "new", "engage", "loyal"]
Budget = Literal["small", "medium", "large"]
Wants = Literal["instant", "quality", "savings", "experiences"]
Buys = Literal["weekly", "monthly", "rarely"]
Brand = Literal["new", "known", "loved"]
Effort = Literal["low", "medium", "high"]


class Answers(Struct, frozen=True, kw_only=True):
    """What a shop says of itself."""

    shop: Shop = "other"
    size: Size = "small"
    goal: Goal = "repeat"
    budget: Budget = "small"
    wants: Wants = "instant"
    buys: Buys = "monthly"
    brand: Brand = "known"


class Kind(Struct, frozen=True, kw_only=True):
    """A kind of program: what it is, what it takes to set up, what it costs, where it begins.

    Without `gallery` it cannot be begun here yet.
    """

    code: str
    title: str
    what: str
    effort: Effort
    cost: str
    gallery: str = ""


class Rule(Struct, frozen=True, kw_only=True):
    """One sentence: when it holds, for which kind it speaks (or against it), and why."""

    kind: str
    holds: Callable[[Answers], bool]
    weight: int
    why: str


class Proposed(Struct, frozen=True, kw_only=True):
    """A kind with what speaks for it and against it."""

    kind: Kind
    weight: int
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]


KINDS: Mapping[str, Kind] = {
    one.code: one
    for one in (
        Kind(code="points", title="Points", effort="low", gallery="shoe-points",
             what="Points for every purchase; enough of them become money off by themselves.",
             cost="A small share of what members spend, as they redeem."),
        Kind(code="stamps", title="A stamp card", effort="low", gallery="sub-card",
             what="A stamp for each visit, and a full card is a free product.",
             cost="One product at its cost for each full card."),
        Kind(code="tiers", title="Levels", effort="high", gallery="beauty-tiers",
             what="Levels by what is spent in a year, each with more than the one below.",
             cost="Mostly for the best customers; little for those who buy rarely."),
        Kind(code="climb", title="Points with levels", effort="medium", gallery="climb-and-earn",
             what="Points for every purchase, and levels that open free delivery and more.",
             cost="A share of what members spend, and the perks of the upper levels."),
        Kind(code="vip", title="A VIP club that one joins by buying", effort="low",
             gallery="vip-auto",
             what="Everybody is in from the first order: a discount of their own, gifts that grow.",
             cost="A discount on later orders, and small gifts."),
        Kind(code="savings", title="Money saved", effort="low", gallery="save-more",
             what="Members pay less and see how much it was; points pay for the rest.",
             cost="A share of what members spend, at once."),
        Kind(code="perks", title="Benefits and experiences", effort="medium",
             gallery="move-members",
             what="Free to join; early access, classes and services in place of money.",
             cost="Time of your people more than money."),
        Kind(code="paid", title="A paid membership", effort="high",
             what="A fee a month or a year, and benefits that are worth more.",
             cost="It earns before it costs."),
    )
}  # fmt: skip
RULES: tuple[Rule, ...] = (
    Rule(kind="tiers", holds=lambda a: a.goal == "repeat", weight=2,
         why="Levels bring people back: the next one is always in sight."),
    Rule(kind="climb", holds=lambda a: a.goal == "repeat", weight=1,
         why="Its levels bring people back."),
    Rule(kind="points", holds=lambda a: a.goal in {"new", "engage"}, weight=2,
         why="Points win new customers and keep people engaged between orders."),
    Rule(kind="points", holds=lambda a: a.wants == "instant", weight=2,
         why="Points reward at once, with every order."),
    Rule(kind="stamps", holds=lambda a: a.wants == "instant" and a.buys == "weekly", weight=2,
         why="A stamp with every visit is seen at once."),
    Rule(kind="tiers", holds=lambda a: a.wants == "quality", weight=2,
         why="Customers who look for quality like what levels open better than money off."),
    Rule(kind="points", holds=lambda a: a.brand == "new" and a.budget == "small", weight=3,
         why="A new brand with few means does best with plain points per purchase."),
    Rule(kind="paid", holds=lambda a: a.brand == "loved", weight=2,
         why="Enough loyal customers would pay: that is income at once."),
    Rule(kind="paid", holds=lambda a: a.brand == "loved", weight=-1,
         why="Interest in a paid membership can fade early."),
    Rule(kind="paid", holds=lambda a: a.brand != "loved", weight=-3,
         why="Too few customers are loyal enough to pay for it yet."),
    Rule(kind="tiers", holds=lambda a: a.buys == "rarely", weight=2,
         why="Levels cost little for people who buy rarely."),
    Rule(kind="tiers", holds=lambda a: a.budget == "small", weight=-1,
         why="Levels are harder to set up than points."),
    Rule(kind="tiers", holds=lambda a: a.size == "small", weight=-1,
         why="What suits a large company need not suit a small local shop."),
    Rule(kind="climb", holds=lambda a: a.goal == "loyal", weight=2,
         why="Points for everybody and levels for the best tie people to you for years."),
    Rule(kind="climb", holds=lambda a: a.size == "small", weight=-1,
         why="Two mechanics are more to explain than one, in a small shop most of all."),
    Rule(kind="stamps", holds=lambda a: a.shop == "cafe", weight=3,
         why="Few products and many visits: five stamps, one free, needs no explaining."),
    Rule(kind="stamps", holds=lambda a: a.shop == "web" or a.buys == "rarely", weight=-3,
         why="A card fills too slowly where people come rarely or only by post."),
    Rule(kind="vip", holds=lambda a: a.goal == "repeat" and a.budget == "small", weight=2,
         why="Nobody has to join, and a gift with every fourth order brings people back."),
    Rule(kind="vip", holds=lambda a: a.shop == "web", weight=1,
         why="In a web shop everybody leaves an address with the first order."),
    Rule(kind="savings", holds=lambda a: a.wants == "savings", weight=3,
         why="Who wants to save is told in money, with every order."),
    Rule(kind="savings", holds=lambda a: a.budget == "small", weight=-1,
         why="Money off costs its full amount."),
    Rule(kind="perks", holds=lambda a: a.wants == "experiences", weight=3,
         why="Who wants to be part of something remembers an evening longer than a discount."),
    Rule(kind="perks", holds=lambda a: a.shop == "services", weight=1,
         why="You have people who can give a service at little cost."),
)  # fmt: skip


def propose(answers: Answers) -> list[Proposed]:
    """Will rank all kinds, the best first; a kind that cannot be begun here is never first."""
    found = []
    for kind in KINDS.values():
        rules = [one for one in RULES if one.kind == kind.code and one.holds(answers)]
        found.append(
            Proposed(
                kind=structs.replace(
                    kind, title=say(kind.title), what=say(kind.what), cost=say(kind.cost)
                ),
                weight=sum(one.weight for one in rules),
                reasons=tuple(say(one.why) for one in rules if one.weight > 0),
                doubts=tuple(say(one.why) for one in rules if one.weight < 0),
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: (one.kind.gallery != "", one.weight), reverse=True)
