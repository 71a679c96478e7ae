"""Multipliers: where they come from, so that a refund can work out an amount without one of them.

A factor is named by its source: the id of its rule, or `tier:` and the level.
"""

from fractions import Fraction

from regulars.core.compiled import Compiled
from regulars.core.rules.amounts import Factor
from regulars.core.rules.prepared import Rule, line_test

TIER = "tier:"


def of_rule(rule: Rule) -> Factor | None:
    """Will give the factor that a rule is, None for a rule that gives."""
    if rule.factor is None or rule.rates:
        return None
    return Factor(
        source=rule.node.id,
        value=Fraction(*rule.factor),
        matches=rule.matches,
        by_line=rule.node.products is not None,
        stack=rule.node.stack or "multiply",
    )


def of_level(program: Compiled, level_id: str) -> Factor | None:
    """Will give the factor of a tier's level, None for one that multiplies nothing."""
    ladder = program.ladder_of(level_id)
    if ladder is None:
        return None
    level = ladder.word.levels[ladder.index(level_id)]
    if level.multiply == 1:
        return None
    return Factor(
        source=f"{TIER}{level.id}",
        value=Fraction(level.multiply),
        matches=line_test(),
        by_line=False,
        currency=ladder.word.multiplies or program.first_currency,
    )


def named(program: Compiled, source: str) -> Factor | None:
    """Will give the factor of an order under the name that it was noted by."""
    if source.startswith(TIER):
        return of_level(program, source.removeprefix(TIER))
    rule = program.rule(source)
    return of_rule(rule) if rule else None
