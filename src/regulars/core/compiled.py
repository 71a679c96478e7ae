"""A program made ready for evaluation: money in minor units, rates as fractions, words in tuples.

Built once per published version and kept; nothing here depends on an account or on the time.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from regulars.core import campaign_rules, card_rules
from regulars.core.campaign_rules import CampaignRule
from regulars.core.program import Currency, Program, Qualify, StampCard, Tiers
from regulars.core.rounding import exponent, minor
from regulars.core.rules.nodes import TOPPED_UP, EarnRule
from regulars.core.rules.prepared import LineTest, Rule, line_test, prepare
from regulars.core.state import FIRST_SET


class Ladder(Struct, frozen=True, kw_only=True):
    """One tier set, ready to run. `lines` are in the smallest unit of a credit; a level that no
    credit opens has none.
    """

    id: str
    word: Tiers
    lines: tuple[int | None, ...]
    qualify: Qualify
    qualifies: LineTest
    unit: int
    spend: Fraction
    orders: Fraction

    def index(self, level: str) -> int:
        """Will give the place of a level; one that is no more counts as the lowest."""
        for place, one in enumerate(self.word.levels):
            if one.id == level:
                return place
        return 0


class Compiled(Struct, frozen=True, kw_only=True):
    """One version of a program, ready to run. `version` counts from 1 within the program."""

    document: Program
    version: int
    digits: int
    zone: str
    rules: dict[str, tuple[Rule, ...]]
    ladders: dict[str, Ladder]
    first_currency: str = ""
    campaigns: dict[str, tuple[CampaignRule, ...]] = {}
    stamping: dict[str, tuple[Rule, ...]] = {}
    stamps: dict[str, Currency] = {}
    place_words: tuple[str, ...] = ()
    wallets: dict[str, Currency] = {}

    def currency(self, name: str) -> Currency:
        """Will give a kind of points; what only another version knows is held without a date."""
        found = self.document.points.get(name) or self.stamps.get(self.card_id(name))
        found = found or self.wallets.get(name)
        return found or Currency(name=(name, name))

    @staticmethod
    def card_id(name: str) -> str:
        """Will give the stamp card of a currency: one that counts by place has many of them."""
        return name.partition("@")[0]

    def card(self, name: str) -> StampCard | None:
        """Will give the stamp card that a currency is of, if it is one."""
        return self.document.stamp_cards.get(self.card_id(name))

    def knows(self, name: str) -> bool:
        """Will tell whether members can have a currency of this name."""
        word = self.card(name)
        by_place = word is not None and word.counted_by != "program"
        plain = name in self.document.points or name in self.document.stored_value
        return plain or (word is not None and ("@" in name) is by_place)

    def currencies(self, held: Iterable[str]) -> tuple[str, ...]:
        """Will list all currencies: points, cards, and of cards that count by place those held."""
        cards = [name for name in self.document.stamp_cards if self.knows(name)]
        places = sorted(name for name in held if "@" in name and self.knows(name))
        return (*self.document.points, *cards, *places, *self.document.stored_value)

    def called(self, name: str) -> tuple[str, str]:
        """Will give what one and many of a currency are called, with the place of a card's."""
        word = self.card(name)
        if word is None:
            return self.currency(name).name
        place = name.partition("@")[2]
        where = f"{word.title}, {place}" if place else word.title
        return f"{word.name[0]} ({where})", f"{word.name[1]} ({where})"

    def ladder_of(self, level: str) -> Ladder | None:
        """Will give the tier set that a level belongs to."""
        found = (
            one
            for one in self.ladders.values()
            if any(level == word.id for word in one.word.levels)
        )
        return next(found, None)

    def rule(self, rule_id: str) -> Rule | None:
        """Will give a rule by its id: an earning one, a campaign's, or one that fills a card."""
        on = (tuple(one.rule for one in found) for found in self.campaigns.values())
        several = (*self.rules.values(), *self.stamping.values(), *on)
        return next((rule for rules in several for rule in rules if rule.node.id == rule_id), None)

    def minor(self, amount: Decimal) -> int:
        """Will give money of the file in the smallest unit of the program's currency."""
        return minor(amount, self.digits)


def compile_program(document: Program, version: int) -> Compiled:
    """Will prepare a valid program for evaluation."""
    digits = exponent(document.currency)
    rules: dict[str, tuple[Rule, ...]] = {}
    for node in document.earn:
        rules[node.on] = (*rules.get(node.on, ()), _rule(node, document, digits))
    sets = {FIRST_SET: document.tiers} if document.tiers else {}
    sets |= document.tier_sets
    return Compiled(
        document=document,
        version=version,
        digits=digits,
        zone=document.time_zone,
        rules=rules,
        ladders={name: _ladder(name, word, digits) for name, word in sets.items()},
        first_currency=next(iter(document.points), ""),
        campaigns=campaign_rules.ready(document, digits),
        stamping=card_rules.filling(document, digits),
        wallets={
            name: Currency(
                name=word.name, expires=word.expires, notice=word.notice, grace=word.grace
            )
            for name, word in document.stored_value.items()
        },
        place_words=card_rules.place_words(document),
        stamps={name: card_rules.currency(card) for name, card in document.stamp_cards.items()},
    )


def _rule(node: EarnRule, document: Program, digits: int) -> Rule:
    """What is paid in is money, whatever products may earn."""
    earns_on = document.earns_on if node.on != TOPPED_UP else None
    return prepare(node, earns_on, digits, document.stored_value)


def _ladder(name: str, word: Tiers, digits: int) -> Ladder:
    qualify = word.qualify or Qualify(spend=Decimal(1))
    return Ladder(
        id=name,
        word=word,
        lines=tuple(
            None if level.by == "invitation" else minor(level.least, digits)
            for level in word.levels
        ),
        qualify=qualify,
        qualifies=line_test(word.products),
        unit=10**digits,
        spend=Fraction(qualify.spend),
        orders=Fraction(qualify.orders),
    )


class Timeline:
    """The published versions of a program in order of the instants from which each is in force."""

    def __init__(
        self, versions: Iterable[tuple[int, Compiled]], withdrawals: Mapping[int, int] | None = None
    ) -> None:
        """Will hold (instant, program) pairs; before the first one, the first is in force.
        `withdrawals` are numbers, taken like those of versions, with the version that each took
        back before it came into force."""
        self._pairs = sorted(versions, key=lambda pair: (pair[0], pair[1].version))
        self._withdrawals = dict(withdrawals or {})
        gone = set(self._withdrawals.values())
        ordered = [pair for pair in self._pairs if pair[1].version not in gone]
        assert ordered, "a timeline needs at least one version"
        self._starts = [start for start, _ in ordered]
        self._programs = [program for _, program in ordered]
        self._by_version = {program.version: program for _, program in self._pairs}
        self._seen: dict[int, Timeline] = {}
        self.newest = max((*self._by_version, *self._withdrawals))
        """The number that was taken last, by a version or a withdrawal."""

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

    def seen(self, newest: int) -> "Timeline":
        """Will give the timeline as it was known when this version was the newest (0: as it is)."""
        if not newest or newest >= self.newest:
            return self
        if newest not in self._seen:
            known = (pair for pair in self._pairs if pair[1].version <= newest)
            taken = {one: back for one, back in self._withdrawals.items() if one <= newest}
            self._seen[newest] = Timeline(known, taken)
        return self._seen[newest]

    @property
    def programs(self) -> tuple[Compiled, ...]:
        """All versions that stand, in the order in which they come into force."""
        return tuple(self._programs)

    @property
    def latest(self) -> Compiled:
        """The version that comes into force last."""
        return self._programs[-1]
