"""Stamp cards made ready: the rules that fill them, their currencies, and what they count by."""

from decimal import Decimal

from regulars.core.program import Currency, Expires, Program, StampCard
from regulars.core.rules.nodes import EarnRule, Products
from regulars.core.rules.prepared import Rule, prepare


def place_words(document: Program) -> tuple[str, ...]:
    """Will list the attributes of locations that cards count by."""
    counted = {card.counted_by for card in document.stamp_cards.values()}
    return tuple(sorted(counted - {"program", "location"}))


def filling(document: Program, digits: int) -> dict[str, tuple[Rule, ...]]:
    """Will give the rules that fill cards, by what they wait for."""
    found: dict[str, tuple[Rule, ...]] = {}
    for name, word in document.stamp_cards.items():
        rule = _filling(name, word, document.earns_on, digits)
        found[word.on] = (*found.get(word.on, ()), rule)
    return found


def _filling(name: str, word: StampCard, earns_on: Products | None, digits: int) -> Rule:
    """One stamp per visit, item or spend."""
    node = EarnRule(
        id=name, title=word.title, on=word.on, when=word.when, products=word.products,
        give={name: Decimal(1)}, limit=word.limit,
        per=word.spend if word.one_per == "spend" else None,
        per_items=1 if word.one_per == "item" else None,
    )  # fmt: skip
    return prepare(node, earns_on, digits)


def currency(card: StampCard) -> Currency:
    """Will make the currency of a card's stamps.

    A card that lapses as a whole has one date for all; its stamps have none of their own.
    """
    word = card.expires
    each = word is not None and word.source == "each-stamp"
    expires = Expires(after=word.after) if word is not None and each else None
    notice = card.notice if each else ()
    return Currency(name=card.name, expires=expires, grace=card.grace, notice=notice)
