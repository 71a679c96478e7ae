"""Who belongs to a segment: a definition held against what is known of one member at one time.

`Figures` comes from outside (orders, scores among all members); the rest is the account's own. An
unknown figure never matches: nobody without an order has a last one.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct

from regulars.core import calendar
from regulars.core.compiled import Compiled
from regulars.core.program import Ago, Bought, Did, Lapsing, Scores, Spent, Times, Where
from regulars.core.rules.nodes import Match, Range
from regulars.core.rules.row import matches
from regulars.core.state import AccountState, balance


class Tally(Struct, frozen=True):
    """Orders in a window: how many, and what they came to in minor units, net of refunds."""

    orders: int = 0
    net_minor: int = 0


class Figures(Struct, frozen=True, kw_only=True):
    """What a member's orders and activities come to. Windows are named by their span, '' is ever.

    `bought` counts orders by the index of the definition's `bought` (see `questions`), `did`
    counts activities by (type, span). `consents` says of a purpose, a channel, and of
    'purpose/channel' whether it is agreed to now, if anything was said about it.
    """

    tallies: Mapping[str, Tally] = {}
    first_order: int | None = None
    last_order: int | None = None
    locations: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    bought: Mapping[Bought, int] = {}
    did: Mapping[tuple[str, str], int] = {}
    consents: Mapping[str, bool] = {}
    value_class: str = ""
    recency: int = 0
    frequency: int = 0
    money: int = 0


class Known(Struct, frozen=True, kw_only=True):
    """One member at one time, as definitions see them. `others` are segments found so far."""

    program: Compiled
    state: AccountState
    figures: Figures
    at: int
    others: frozenset[str] = frozenset()


def belongs(where: Where, known: Known) -> bool:
    """Will tell whether a member is in a segment."""
    unset = Where()
    return all(
        MEANING[word](argument, known)
        for word in Where.__struct_fields__
        if (argument := getattr(where, word)) != getattr(unset, word)
    )


def memberships(program: Compiled, segments: Mapping[str, Where], known: Known) -> tuple[str, ...]:
    """Will list the segments that a member is in. One that builds on others comes after them."""
    found: frozenset[str] = frozenset()
    for name in in_order(segments):
        others = found | frozenset(known.state.profile.segments)
        seen = Known(
            program=program, state=known.state, figures=known.figures, at=known.at, others=others
        )
        if belongs(segments[name], seen):
            found |= {name}
    return tuple(sorted(found))


def in_order(segments: Mapping[str, Where]) -> list[str]:
    """Will sort segments so that each comes after those that it asks for. Raises ValueError with
    the name of one that asks for itself."""
    done: list[str] = []
    waiting: list[str] = []

    def visit(name: str) -> None:
        if name in done or name not in segments:
            return
        if name in waiting:
            raise ValueError(name)
        waiting.append(name)
        for other in asked_for(segments[name]):
            visit(other)
        waiting.remove(name)
        done.append(name)

    for name in segments:
        visit(name)
    return done


def parts(where: Where) -> list[Where]:
    """Will list a definition and all groups within it."""
    return [where, *(one for group in (*where.any, *where.none) for one in parts(group))]


def asked_for(where: Where) -> set[str]:
    """Will name the other segments that a definition asks for."""
    return {name for one in parts(where) for name in one.segment}


def _count(word: Times, known: Known) -> bool:
    return _inside(known.figures.tallies.get(word.within or "", Tally()).orders, word)


def _spend(word: Spent, known: Known) -> bool:
    found = known.figures.tallies.get(word.within or "", Tally()).net_minor
    return _money(Decimal(found), word, known)


def _average(word: Spent, known: Known) -> bool:
    found = known.figures.tallies.get(word.within or "", Tally())
    return bool(found.orders) and _money(Decimal(found.net_minor) / found.orders, word, known)


def _money(found: Decimal, word: Spent, known: Known) -> bool:
    minor = known.program.minor
    least = word.least is None or found >= minor(word.least)
    return least and (word.most is None or found <= minor(word.most))


def _inside(found: int, word: Times | Did | Range) -> bool:
    least = word.least is None or found >= word.least
    return least and (word.most is None or found <= word.most)


def _ago(at: int | None, word: Ago, known: Known) -> bool:
    if at is None:
        return False
    zone = known.program.zone
    if word.within and at < calendar.before(known.at, word.within, zone):
        return False
    return not (word.longer and at >= calendar.before(known.at, word.longer, zone))


def _vouchers(word: Times, known: Known) -> bool:
    return _inside(len(known.state.vouchers), word)


def _attributes(wanted: Mapping[str, Match], known: Known) -> bool:
    found = known.state.profile.attributes
    return all(matches(value, found.get(name)) for name, value in wanted.items())


def _consent(means: tuple[str, ...], known: Known) -> bool:
    found, said = known.state.profile.attributes, known.figures.consents
    return all(said.get(one, found.get(f"consent_{one}") is True) for one in means)


def _balances(wanted: Mapping[str, Range], known: Known) -> bool:
    state, at = known.state, known.at
    return all(_inside(balance(state, name, at), word) for name, word in wanted.items())


def _lapsing(wanted: Mapping[str, Lapsing], known: Known) -> bool:
    return all(_lapses(name, word, known) for name, word in wanted.items())


def _lapses(currency: str, word: Lapsing, known: Known) -> bool:
    until = calendar.after(known.at, word.within, known.program.zone)
    soon = sum(
        lot.left
        for lot in known.state.lots
        if lot.currency == currency and lot.expires is not None and known.at < lot.expires <= until
    )
    return soon >= word.least


def _age(word: Range, known: Known) -> bool:
    born = known.state.profile.birth_date
    if born is None:
        return False
    today = calendar.local(known.at, known.program.zone).date()
    return _inside(calendar.age(born, today), word)


def stage(known: Known) -> str:
    """Will name where a customer stands between the first visit and being gone."""
    figures, word = known.figures, known.program.document.stages
    orders = figures.tallies.get("", Tally()).orders
    if not orders or figures.last_order is None:
        return "visitor"
    zone = known.program.zone
    if figures.last_order < calendar.before(known.at, word.gone_after, zone):
        return "gone"
    if figures.last_order < calendar.before(known.at, word.at_risk_after, zone):
        return "at-risk"
    if orders == 1:
        return "first-order"
    return "vip" if figures.value_class in word.vip else "regular"


def _rfm(word: Scores, known: Known) -> bool:
    figures = known.figures
    pairs = (
        (word.recency, figures.recency),
        (word.frequency, figures.frequency),
        (word.money, figures.money),
    )
    return all(found in wanted for wanted, found in pairs if wanted)


def _tier(wanted: tuple[str, ...], known: Known) -> bool:
    standings = (known.state.tier, *known.state.tiers.values())
    return known.state.joined is not None and any(one.level in wanted for one in standings)


Meaning = Callable[[Any, Known], bool]

MEANING: dict[str, Meaning] = {
    "orders": _count,
    "spend": _spend,
    "average_order": _average,
    "first_order": lambda word, known: _ago(known.figures.first_order, word, known),
    "last_order": lambda word, known: _ago(known.figures.last_order, word, known),
    "last_active": lambda word, known: _ago(known.state.last_active, word, known),
    "joined": lambda word, known: _ago(known.state.joined, word, known),
    "bought": lambda word, known: known.figures.bought.get(word, 0) >= word.least,
    "did": lambda word, known: _inside(
        known.figures.did.get((word.type, word.within or ""), 0), word
    ),
    "location": lambda wanted, known: not known.figures.locations.isdisjoint(wanted),
    "channel": lambda wanted, known: not known.figures.channels.isdisjoint(wanted),
    "tier": _tier,
    "balance": _balances,
    "lapsing": _lapsing,
    "vouchers": _vouchers,
    "attribute": _attributes,
    "consent": _consent,
    "age": _age,
    "stage": lambda wanted, known: stage(known) in wanted,
    "value_class": lambda wanted, known: known.figures.value_class in wanted,
    "rfm": _rfm,
    "segment": lambda wanted, known: not known.others.isdisjoint(wanted),
    "any": lambda groups, known: any(belongs(one, known) for one in groups),
    "none": lambda groups, known: not any(belongs(one, known) for one in groups),
}
