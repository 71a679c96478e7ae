"""Whether a program has to know what was bought, or whether the order's amount is enough."""

from collections.abc import Iterator

from regulars.core.program import Program
from regulars.core.rules.nodes import EarnRule, Products, When


def asks_for_items(document: Program) -> bool:
    """Will tell whether anything that a purchase gives hangs on its items."""
    if any(_names_goods(one) for one in (document.earns_on, document.pays_for)):
        return True
    cards = [one for one in document.stamp_cards.values() if one.on == "order.paid"]
    if any(one.one_per == "item" or _names_goods(one.products) for one in cards):
        return True
    rules = [one for one in _rules(document) if one.on == "order.paid"]
    if any(one.per_items is not None or _names_goods(one.products) for one in rules):
        return True
    whens = [*(one.when for one in rules), *(one.when for one in cards)]
    whens += [one.when for one in document.campaigns.values()]
    return any(_of_items(one) for one in whens)


def _rules(document: Program) -> Iterator[EarnRule]:
    yield from document.earn
    for campaign in document.campaigns.values():
        yield from campaign.rules


def _of_items(when: When) -> bool:
    if _names_goods(when.products) or when.bundle or when.minimum_quantity is not None:
        return True
    return any(_of_items(one) for one in (*when.any, *when.none))


def _names_goods(word: Products | None) -> bool:
    """A rule about gift cards alone can do without: a till sells them by themselves."""
    if word is None:
        return False
    named = word.sku or word.product or word.category or word.brand or word.collection
    return bool(named) or any(_names_goods(one) for one in word.exclude)
