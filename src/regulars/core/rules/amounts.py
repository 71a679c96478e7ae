"""How much a rule gives for an event: base, rate, factors, one rounding.

Multipliers come before rounding, and there is one rounding per rule and order. A factor counts for
amounts per money or per item; fixed amounts stay as they are said.
"""

from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from regulars.core.facts import Line, Order
from regulars.core.rounding import divide
from regulars.core.rules.prepared import LineTest, Rule
from regulars.core.rules.row import Lines

SHIPPING = "@shipping"
_NOTHING = Fraction(0)


class Factor(Struct, frozen=True, kw_only=True):
    """A multiplier that applies: to which lines, in which currencies (all when empty)."""

    source: str
    value: Fraction
    matches: LineTest
    by_line: bool
    stack: str = "multiply"
    currency: str = ""


class Amount(Struct, frozen=True, kw_only=True):
    """What a rule gives before limits, and the base it was worked out from, line by line."""

    amounts: dict[str, int]
    eligible: dict[str, int]
    factors: dict[str, tuple[str, Fraction]] = {}


def base_of(rule: Rule, line: Line) -> int:
    """Will give what a line counts for the rule, in minor units, never below nothing."""
    base = line.net_minor
    if rule.node.of == "gross":
        base += line.discount_minor
    if "tax" in rule.node.include:
        base += line.tax_minor
    return max(base, 0)


def eligible(rule: Rule, lines: Lines, order: Order | None) -> dict[str, int]:
    """Will give the base of each line that counts; shipping is a line of its own."""
    found: dict[str, int] = {}
    for line in lines:
        found[line.line_id] = found.get(line.line_id, 0) + base_of(rule, line)
    if order is not None and "shipping" in rule.node.include and order.shipping_minor > 0:
        found[SHIPPING] = order.shipping_minor
    return found


def combine(factors: list[Factor]) -> Fraction:
    """Will make one factor of several: an exclusive one alone, else the best, the added, the
    product.
    """
    if len(factors) == 1 and factors[0].stack == "multiply":
        return max(factors[0].value, _NOTHING)
    exclusive = [one.value for one in factors if one.stack == "exclusive"]
    if exclusive:
        return exclusive[0]
    best = [one.value for one in factors if one.stack == "best"]
    value = max(best, default=Fraction(1))
    value += sum((one.value - 1 for one in factors if one.stack == "add"), Fraction(0))
    for one in factors:
        if one.stack == "multiply":
            value *= one.value
    return max(value, Fraction(0))


def _factor(
    currency: str, lines: Lines, bases: dict[str, int], factors: list[Factor]
) -> tuple[Fraction, str]:
    """Will weigh the factors of the lines by their base: exact, since it is applied before
    rounding.
    """
    mine = [one for one in factors if one.currency in ("", currency)]
    if not mine:
        return Fraction(1), ""
    names = "+".join(one.source for one in mine)
    if not any(one.by_line for one in mine):
        return combine(mine), names
    total = sum(bases.values())
    weighed = Fraction(0)
    for line in lines:
        fitting = [one for one in mine if one.matches(line)]
        weighed += combine(fitting) * bases.get(line.line_id, 0)
    if SHIPPING in bases:
        weighed += bases[SHIPPING]
    return (weighed / total if total else Fraction(1)), names


def amount(rule: Rule, lines: Lines, order: Order | None, factors: list[Factor]) -> Amount:
    """Will work out what a rule gives."""
    node = rule.node
    if not rule.rates:
        return Amount(amounts={}, eligible=eligible(rule, lines, order))
    bases = eligible(rule, lines, order)
    top, bottom, scaled = _quantity(rule, lines, bases)
    given: dict[str, int] = {}
    applied: dict[str, tuple[str, Fraction]] = {}
    for currency, rate_top, rate_bottom in rule.rates:
        if node.units == "whole" and rule.per_minor:
            rate_bottom //= rule.per_minor  # noqa: PLW2901
        value = Fraction(1)
        if scaled and factors:
            value, named = _factor(currency, lines, bases, factors)
            if value != 1:
                applied[currency] = (named, value)
        whole = divide(
            top * rate_top * value.numerator, bottom * rate_bottom * value.denominator, node.round
        )
        given[currency] = whole
    return Amount(amounts=given, eligible=bases, factors=applied)


def _quantity(rule: Rule, lines: Lines, bases: dict[str, int]) -> tuple[int, int, bool]:
    """Will give what the rate is multiplied by, as a fraction, and whether factors count for it."""
    if rule.per_minor:
        total = sum(bases.values())
        whole = rule.node.units == "whole"
        return (total // rule.per_minor if whole else total), 1, True
    if rule.node.per_items:
        items = sum((line.quantity for line in lines if line.quantity > 0), Decimal(0))
        top, bottom = items.as_integer_ratio()
        return top, bottom, True
    return 1, 1, False
