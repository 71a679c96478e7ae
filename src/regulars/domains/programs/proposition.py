"""The value proposition at one glance: what one must spend to get 1 back, if that can be said."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from regulars.core.program import Program
from regulars.core.rules.nodes import EarnRule, When
from regulars.kit import speech
from regulars.kit.speech import say


class Proposition(Struct, frozen=True, kw_only=True):
    """Spend so much, get so much back, in the program's currency."""

    spend: Fraction
    back: Fraction

    @property
    def plain(self) -> str:
        """The proposition as people say it: 'spend 10, get 1 back'."""
        once = self.spend / self.back
        if once * 100 % 1 == 0:
            return say("spend {spend}, get {back} back", spend=_shown(once), back=1)
        return say("spend {spend}, get {back} back", spend=_shown(self.spend),
                   back=_shown(self.back))  # fmt: skip


def _shown(value: Fraction) -> str:
    return speech.number(Decimal(number(value)))


def proposition(program: Program) -> Proposition | None:
    """Will work it out from the plain earning rule and the cheapest reward that takes money off."""
    base = base_rule(program)
    if base is None or base.per is None:
        return None
    currency, amount = next(iter(base.give.items()))
    prices = sorted(_prices(program, currency))
    if not prices:
        return None
    points, value = prices[0]
    spend = Fraction(points) * Fraction(base.per) / Fraction(amount)
    return Proposition(spend=spend, back=value)


def base_rule(program: Program) -> EarnRule | None:
    """Will give the rule by which every order earns: no conditions, for money spent."""
    for rule in program.earn:
        plain = rule.on == "order.paid" and rule.when == When() and rule.products is None
        if plain and rule.give and rule.per is not None:
            return rule
    return None


def _prices(program: Program, currency: str) -> Iterator[tuple[int, Fraction]]:
    """Will give (points, value) of every way in which these points become money off."""
    for name, reward in program.rewards.items():
        for price in reward.alternatives:
            if list(price) == [currency]:
                yield from _worth(program, name, price[currency])
    for word in program.automatic:
        if word.into is not None and currency in word.turn:
            yield from _worth(program, word.into, word.turn[currency])
        if (word.of or next(iter(program.points), "")) == currency:
            for level in word.levels:
                yield from _worth(program, level.issue, level.least)


def _worth(program: Program, name: str, points: int) -> Iterator[tuple[int, Fraction]]:
    reward = program.rewards[name]
    if reward.kind == "amount-off" and reward.value is not None:
        yield points, Fraction(reward.value)


def number(value: Fraction) -> str:
    """Will write an amount: whole where it is, else with two digits, rounded half up."""
    if value.denominator == 1:
        return str(value.numerator)
    cents = (value * 100 + Fraction(1, 2)).__floor__()
    return f"{cents // 100}.{cents % 100:02d}"
