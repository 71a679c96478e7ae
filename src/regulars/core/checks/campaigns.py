"""Campaigns: a beginning and an end, an offer, and limits that can be counted."""

from regulars.core.checks.conditions import FOR_ACTIVITIES, FOR_ORDERS, Setting, check_when
from regulars.core.checks.earning import gift_words, limit_words, limits, trigger_words
from regulars.core.checks.problems import Names, Path, Problem, Problems, repeated, unknown
from regulars.core.program import Campaign, Program
from regulars.core.rules.nodes import Limit

ORDER = "order.paid"


def campaigns(program: Program, names: Names) -> Problems:
    """Will complain about the campaigns of a program."""
    for name, word in program.campaigns.items():
        path: Path = ("campaigns", name)
        yield from _window(word, path)
        yield from _shares(word, path)
        yield from repeated([rule.id for rule in word.rules], (*path, "rules"))
        for index, rule in enumerate(word.rules):
            here = (*path, "rules", index)
            yield from gift_words(rule, here, names)
            yield from trigger_words(rule, here)
            allowed = FOR_ORDERS if rule.on == ORDER else FOR_ACTIVITIES
            yield from check_when(rule.when, (*here, "when"), Setting(allowed, names))
            yield from check_when(word.when, (*path, "when"), Setting(allowed, names))
            yield from limit_words(rule.limit, here)
            if rule.stack is not None and rule.multiply is None:
                params = {"word": "stack"}
                yield Problem(code="word_not_here", path=(*here, "stack"), params=params)
            if rule.multiply is None and not rule.give and _counts_amounts(word, rule.limit):
                yield Problem(code="limit_amount_needs_give", path=here)
        yield from _prices(word, path, names)


def _window(word: Campaign, path: Path) -> Problems:
    dates = word.when.dates
    if dates is None or dates.first is None or dates.last is None:
        yield Problem(code="campaign_needs_dates", path=(*path, "when"))
    if not word.rules and not word.prices:
        yield Problem(code="campaign_offers_nothing", path=path)


def _shares(word: Campaign, path: Path) -> Problems:
    if word.holdout is not None and not 0 < word.holdout < 100:
        yield Problem(code="percent_out_of_range", path=(*path, "holdout"))
    if word.budget is not None and (word.budget.times is None) is (word.budget.amount is None):
        params = {"words": "times, amount"}
        yield Problem(code="exactly_one", path=(*path, "budget"), params=params)
    if word.per_member is not None:
        yield from limit_words(word.per_member, path)
        if word.per_member.per == "program":
            params = {"word": "per: program"}
            yield Problem(code="word_not_here", path=(*path, "per_member"), params=params)


def _counts_amounts(word: Campaign, own: Limit | tuple[Limit, ...]) -> bool:
    several = [one for one in (word.budget, word.per_member) if one is not None]
    return any(one.amount is not None for one in several) or any(
        one.amount is not None for one in limits(own)
    )


def _prices(word: Campaign, path: Path, names: Names) -> Problems:
    for reward, price in word.prices.items():
        here = (*path, "prices", reward)
        yield from unknown("reward", reward, names.rewards, here)
        if not price:
            yield Problem(code="price_is_nothing", path=here)
        for currency in price:
            yield from unknown("currency", currency, names.currencies, (*here, currency))
