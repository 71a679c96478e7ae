"""A program made ready for evaluation: money in minor units, rates as fractions, words in tuples.

Built once per published version and kept; nothing here depends on an account or on the time.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from decimal import Decimal

from msgspec import Struct

from regulars.core.facts import Line
from regulars.core.program import Program
from regulars.core.rounding import exponent, minor, ratio
from regulars.core.rules.nodes import EarnRule, Limit, Products, When

Condition = tuple[str, object]
LineTest = Callable[[Line], bool]


class Rule(Struct, frozen=True, kw_only=True):
    """An earning rule with what evaluation asks of it all the time already worked out."""

    node: EarnRule
    conditions: tuple[Condition, ...]
    rates: tuple[tuple[str, int, int], ...]
    factor: tuple[int, int] | None
    per_minor: int
    threshold_minor: int
    issue: tuple[str, ...]
    limits: tuple[Limit, ...]
    matches: LineTest
    counts_orders: bool


class Compiled(Struct, frozen=True, kw_only=True):
    """One version of a program, ready to run. `version` counts from 1 within the program."""

    document: Program
    version: int
    digits: int
    zone: str
    rules: dict[str, tuple[Rule, ...]]
    qualifies: LineTest
    level_from: tuple[int, ...] = ()
    first_currency: str = ""

    def minor(self, amount: Decimal) -> int:
        """Will give money of the file in the smallest unit of the program's currency."""
        return minor(amount, self.digits)


def line_test(*words: Products | None) -> LineTest:
    """Will give a test for lines that every product rule given accepts; gift cards only by name."""
    tests = [_products(word) for word in words if word is not None]
    gift_cards = any(word is not None and word.gift_cards for word in words)

    def test(line: Line) -> bool:
        return (gift_cards or not line.gift_card) and all(one(line) for one in tests)

    return test


def _products(word: Products) -> LineTest:
    lists = tuple(
        (name, frozenset(wanted))
        for name in ("sku", "product", "category", "brand", "collection")
        if (wanted := getattr(word, name))
    )
    exclude = tuple(_products(one) for one in word.exclude)

    def test(line: Line) -> bool:
        for name, wanted in lists:
            if name == "category":
                if wanted.isdisjoint(line.categories):
                    return False
            elif name == "collection":
                if wanted.isdisjoint(line.collections):
                    return False
            elif getattr(line, name) not in wanted:
                return False
        return not any(one(line) for one in exclude)

    return test


def conditions(when: When) -> tuple[Condition, ...]:
    """Will list the words that a `When` really uses, each with its argument."""
    unset = When()
    return tuple(
        (name, value)
        for name in When.__struct_fields__
        if (value := getattr(when, name)) != getattr(unset, name)
    )


def _rule(node: EarnRule, program: Program, digits: int) -> Rule:
    per = minor(node.per, digits) if node.per is not None else 0
    bottom = per or node.per_items or 1
    rates = []
    for currency, amount in node.give.items():
        top, under = ratio(amount)
        rates.append((currency, top, under * bottom))
    used = conditions(node.when)
    spend = node.when.minimum_spend
    issue = node.issue if isinstance(node.issue, tuple) else (node.issue,)
    limits = node.limit if isinstance(node.limit, tuple) else (node.limit,)
    counted = {"first_order", "order_number", "every_nth_order"}
    return Rule(
        node=node,
        conditions=used,
        rates=tuple(rates),
        factor=ratio(node.multiply) if node.multiply is not None else None,
        per_minor=per,
        threshold_minor=minor(spend, digits) if spend is not None else 0,
        issue=issue,
        limits=limits,
        matches=line_test(program.earns_on, node.products),
        counts_orders=any(word in counted for word, _ in used),
    )


def compile_program(document: Program, version: int) -> Compiled:
    """Will prepare a valid program for evaluation."""
    digits = exponent(document.currency)
    rules: dict[str, tuple[Rule, ...]] = {}
    for node in document.earn:
        rules[node.on] = (*rules.get(node.on, ()), _rule(node, document, digits))
    tiers = document.tiers
    return Compiled(
        document=document,
        version=version,
        digits=digits,
        zone=document.time_zone,
        rules=rules,
        qualifies=line_test(tiers.products if tiers else None),
        level_from=tuple(minor(level.least, digits) for level in tiers.levels) if tiers else (),
        first_currency=next(iter(document.points), ""),
    )


class Timeline:
    """The published versions of a program in order of the instants from which each is in force."""

    def __init__(self, versions: Iterable[tuple[int, Compiled]]) -> None:
        """Will hold (instant, program) pairs; before the first one, the first is in force."""
        ordered = sorted(versions, key=lambda pair: (pair[0], pair[1].version))
        assert ordered, "a timeline needs at least one version"
        self._starts = [start for start, _ in ordered]
        self._programs = [program for _, program in ordered]
        self._by_version = {program.version: program for program in self._programs}

    def at(self, instant: int) -> Compiled:
        """Will give the version in force at an instant."""
        return self._programs[max(0, bisect_right(self._starts, instant) - 1)]

    def next_change(self, instant: int) -> int | None:
        """Will give the first instant after this one at which another version comes into force."""
        index = max(1, bisect_right(self._starts, instant))
        return self._starts[index] if index < len(self._starts) else None

    def version(self, number: int) -> Compiled:
        """Will give a version by number: vouchers keep the terms under which they were issued."""
        return self._by_version[number]

    @property
    def latest(self) -> Compiled:
        """The version that comes into force last."""
        return self._programs[-1]
