"""Rules made ready: conditions as pairs, rates as fractions, product rules as tests of a line."""

from collections.abc import Callable, Collection

from msgspec import Struct

from regulars.core.facts import Line
from regulars.core.rounding import minor, ratio
from regulars.core.rules.nodes import EarnRule, Limit, Products, When

Condition = tuple[str, object]
LineTest = Callable[[Line], bool]


class Rule(Struct, frozen=True, kw_only=True):
    """An earning rule with what evaluation asks of it all the time already worked out.

    `shared` names a budget that its last limit is a part of. `losable`: a refund takes all back
    that it gave, once what is left no longer meets it.
    """

    node: EarnRule
    conditions: tuple[Condition, ...]
    rates: tuple[tuple[str, int, int], ...]
    factor: tuple[int, int] | None
    per_minor: int
    losable: bool
    issue: tuple[str, ...]
    limits: tuple[Limit, ...]
    matches: LineTest
    counts_orders: bool
    shared: str = ""


def line_test(*words: Products | None) -> LineTest:
    """Will give a test for lines that every product rule given accepts; gift cards only by name."""
    tests = [_products(word) for word in words if word is not None]
    gift_cards = any(word is not None and word.gift_cards for word in words)

    if not tests:
        return _no_gift_card
    first, *others = tests

    def test(line: Line) -> bool:
        if line.gift_card and not gift_cards:
            return False
        return first(line) and (not others or all(one(line) for one in others))

    return test


def _no_gift_card(line: Line) -> bool:
    return not line.gift_card


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
        return not exclude or not any(one(line) for one in exclude)

    return test


def conditions(when: When) -> tuple[Condition, ...]:
    """Will list the words that a `When` really uses, each with its argument."""
    unset = When()
    return tuple(
        (name, value)
        for name in When.__struct_fields__
        if (value := getattr(when, name)) != getattr(unset, name)
    )


def of_the_order(when: When) -> bool:
    """Will tell whether a refund could cost an order these conditions."""
    of_it = (when.minimum_spend, when.minimum_quantity, when.products, when.bundle or None)
    return any(one is not None for one in of_it) or any(map(of_the_order, (*when.any, *when.none)))


def prepare(
    node: EarnRule, earns_on: Products | None, digits: int, money: Collection[str] = ()
) -> Rule:
    """Will work out what evaluation asks of a rule all the time. Currencies of `money` are counted
    in its smallest unit.
    """
    per = minor(node.per, digits) if node.per is not None else 0
    bottom = per or node.per_items or 1
    rates = []
    for currency, amount in node.give.items():
        top, under = ratio(amount)
        scale = 10**digits if currency in money else 1
        rates.append((currency, top * scale, under * bottom))
    used = conditions(node.when)
    issue = node.issue if isinstance(node.issue, tuple) else (node.issue,)
    limits = node.limit if isinstance(node.limit, tuple) else (node.limit,)
    counted = {"first_order", "order_number", "every_nth_order"}
    return Rule(
        node=node,
        conditions=used,
        rates=tuple(rates),
        factor=ratio(node.multiply) if node.multiply is not None else None,
        per_minor=per,
        losable=node.if_lost == "revoke" and of_the_order(node.when),
        issue=issue,
        limits=limits,
        matches=line_test(earns_on, node.products),
        counts_orders=any(word in counted for word, _ in used),
    )
