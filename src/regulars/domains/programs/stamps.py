"""Stamp cards in plain words."""

from collections.abc import Iterator

from regulars.core.program import Program, StampCard
from regulars.domains.programs import phrases
from regulars.domains.programs.phrases import also, money


def cards(program: Program) -> Iterator[str]:
    """Will say what fills each card and what it gives."""
    for name, word in program.stamp_cards.items():
        gifts = [
            f"{program.rewards[one.issue].title or one.issue} for "
            f"{one.at} {word.name[0] if one.at == 1 else word.name[1]}"
            for one in word.rewards
        ]
        limits = word.limit if isinstance(word.limit, tuple) else (word.limit,)
        parts = (
            f"{word.title}: a {word.name[0]} {_fills(program, word)}",
            f"on {phrases.products(word.products)}" if word.products else "",
            phrases.when(word.when),
            *(phrases.limit(program, one, name) for one in limits),
            *_start(word),
            f"counted in each {word.counted_by}" if word.counted_by != "program" else "",
            f"{also(gifts)}, then {_then(word)}",
            _end(word),
        )
        yield ", ".join(part for part in parts if part)


def _fills(program: Program, word: StampCard) -> str:
    each = {"visit": "for each visit", "item": "for each item"}.get(word.one_per, "")
    if word.spend is not None:
        each = f"for each {money(program, word.spend)} spent"
    return each if word.on == "order.paid" else f"for {word.on}"


def _start(word: StampCard) -> Iterator[str]:
    if word.goodwill is not None:
        when = "on joining" if word.goodwill.on == "joining" else "with the first one"
        count = word.goodwill.stamps
        yield f"{count} {word.name[0] if count == 1 else word.name[1]} to begin with {when}"


def _then(word: StampCard) -> str:
    return "a new card begins" if word.then == "restart" else "it is full for good"


def _end(word: StampCard) -> str:
    if word.expires is None:
        return ""
    after = word.expires.after
    if word.expires.source == "each-stamp":
        return f"each {word.name[0]} lapses after {after}"
    return f"a card lapses {after} after its {word.expires.source.replace('-', ' ')}"
