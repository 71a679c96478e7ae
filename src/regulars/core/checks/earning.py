"""Earning rules that give nothing, give twice, or wait for something that cannot happen."""

from collections.abc import Iterator

from regulars.core.checks.conditions import (
    FOR_ACTIVITIES,
    FOR_LEVELS,
    FOR_ORDERS,
    FOR_TOP_UPS,
    Setting,
    check_when,
)
from regulars.core.checks.problems import Names, Path, Problem, Problems, unknown
from regulars.core.program import Program
from regulars.core.rules.nodes import TOPPED_UP, EarnRule, Limit, Pending

ORDER = "order.paid"
RESERVED = ("order.", "points.", "voucher.", "redemption.", "tier.", "account.", "member.")
JOINED = "member.joined"
LEVELS = ("tier.reached", "tier.anniversary")  # nothing is drawn and no budget asked for these


def earning(program: Program, names: Names) -> Problems:
    """Will complain about the rules under `earn`."""
    for index, rule in enumerate(program.earn):
        path: Path = ("earn", index)
        yield from gift_words(rule, path, names)
        yield from trigger_words(rule, path)
        allowed = FOR_LEVELS if rule.on in LEVELS else FOR_ACTIVITIES
        allowed = FOR_ORDERS if rule.on == ORDER else allowed
        allowed = FOR_TOP_UPS if rule.on == TOPPED_UP else allowed
        yield from check_when(rule.when, (*path, "when"), Setting(allowed, names))
        yield from limit_words(rule.limit, path)
        yield from _limits(rule, path)
        if rule.pending is not None:
            yield from pending(rule.pending, (*path, "pending"))


def pending(word: Pending, path: Path) -> Problems:
    """Will complain unless exactly one way of waiting is said."""
    if (word.span is None) is (word.until is None):
        yield Problem(code="exactly_one", path=path, params={"words": "for, until"})


def issues(rule: EarnRule) -> tuple[str, ...]:
    """Will list the rewards that a rule issues."""
    return rule.issue if isinstance(rule.issue, tuple) else (rule.issue,)


def limits(word: Limit | tuple[Limit, ...]) -> tuple[Limit, ...]:
    """Will list limits, of which a file may say one by itself."""
    return word if isinstance(word, tuple) else (word,)


def gift_words(rule: EarnRule, path: Path, names: Names) -> Problems:
    """Will complain about what a rule gives: nothing, or what does not exist."""
    if not rule.give and not issues(rule) and rule.multiply is None:
        yield Problem(code="rule_gives_nothing", path=path, params={"rule": rule.id})
    for currency, amount in rule.give.items():
        known = (*names.currencies, *names.wallets)
        yield from unknown("currency", currency, known, (*path, "give", currency))
        if amount <= 0:
            yield Problem(code="amount_not_positive", path=(*path, "give", currency))
    if isinstance(rule.issue, str):
        yield from unknown("reward", rule.issue, names.rewards, (*path, "issue"))
    else:
        for index, name in enumerate(rule.issue):
            yield from unknown("reward", name, names.rewards, (*path, "issue", index))
    if rule.multiply is not None and (rule.give or issues(rule)):
        yield Problem(code="multiply_stands_alone", path=(*path, "multiply"))
    if rule.stack == "multiply" and rule.multiply is None:
        yield Problem(code="stack_needs_multiply", path=(*path, "stack"))
    yield from _base(rule, path)


def _base(rule: EarnRule, path: Path) -> Problems:
    if rule.per is not None and rule.per_items is not None:
        yield Problem(code="per_or_per_items", path=(*path, "per_items"))
    if rule.per is not None and rule.per <= 0:
        yield Problem(code="amount_not_positive", path=(*path, "per"))
    for word in ("per", "per_items"):
        if getattr(rule, word) is not None and not rule.give:
            yield Problem(code="per_needs_give", path=(*path, word))
    if rule.units == "whole" and rule.per is None:
        yield Problem(code="whole_needs_per", path=(*path, "units"))


def trigger_words(rule: EarnRule, path: Path) -> Problems:
    """Will complain about what a rule waits for, and about words that only orders have."""
    if rule.on == ORDER:
        return
    if rule.on.startswith(RESERVED) and rule.on not in (JOINED, *LEVELS):
        yield Problem(code="trigger_unknown", path=(*path, "on"), params={"name": rule.on})
    money = ("per_items", "products", "multiply")
    for word in money if rule.on == TOPPED_UP else ("per", *money):
        if getattr(rule, word) is not None:
            params = {"word": word}
            yield Problem(code="word_not_here", path=(*path, word), params=params)


def limit_words(word: Limit | tuple[Limit, ...], path: Path) -> Problems:
    """Will complain about limits that say too little or too much."""
    for here, limit in _each(word, path):
        if (limit.times is None) is (limit.amount is None):
            yield Problem(code="exactly_one", path=here, params={"words": "times, amount"})
        if limit.at is not None and limit.per in ("program", "order"):
            yield Problem(code="word_not_here", path=(*here, "at"), params={"word": "at"})


def _each(word: Limit | tuple[Limit, ...], path: Path) -> Iterator[tuple[Path, Limit]]:
    if isinstance(word, Limit):
        yield (*path, "limit"), word
        return
    for index, limit in enumerate(word):
        yield (*path, "limit", index), limit


def _limits(rule: EarnRule, path: Path) -> Problems:
    for here, limit in _each(rule.limit, path):
        if limit.amount is not None and not rule.give:
            yield Problem(code="limit_amount_needs_give", path=(*here, "amount"))
        if limit.per == "program" and rule.on in LEVELS:
            params = {"word": "per: program"}
            yield Problem(code="word_not_here", path=(*here, "per"), params=params)
        if rule.multiply is not None:
            yield Problem(code="multiply_has_no_limit", path=here)
