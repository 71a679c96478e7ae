"""Stamp cards in plain words."""

from collections.abc import Iterator

from regulars.core.program import Program, StampCard
from regulars.domains.programs import phrases
from regulars.domains.programs.phrases import money
from regulars.kit.speech import also, listed, say, say_later, span


def cards(program: Program) -> Iterator[str]:
    """Will say what fills each card and what it gives."""
    for name, word in program.stamp_cards.items():
        gifts = [
            say("{what} for {price}", what=program.rewards[one.issue].title or one.issue,
                price=_stamps(word, one.at))
            for one in word.rewards
        ]  # fmt: skip
        limits = word.limit if isinstance(word.limit, tuple) else (word.limit,)
        parts = (
            say("{title}: {text}", title=word.title, text=_fills(program, word)),
            say("on {what}", what=phrases.products(word.products)) if word.products else "",
            phrases.when(word.when),
            *(phrases.limit(program, one, name) for one in limits),
            *_start(word),
            say("counted in each {place}", place=word.counted_by)
            if word.counted_by != "program" else "",
            also(gifts), _then(word), _end(word),
        )  # fmt: skip
        yield listed(parts)


def _stamps(word: StampCard, count: int) -> str:
    return f"{count} {word.name[0] if count == 1 else word.name[1]}"


FILLS = {
    "visit": say_later("a {stamp} for each visit"), "item": say_later("a {stamp} for each item"),
}  # fmt: skip
ENDS = {
    "first-stamp": say_later("a card lapses {span} after its first stamp"),
    "last-stamp": say_later("a card lapses {span} after its last stamp"),
}


def _fills(program: Program, word: StampCard) -> str:
    stamp = word.name[0]
    if word.on != "order.paid":
        return say("a {stamp} for {kind}", stamp=stamp, kind=word.on)
    if word.spend is not None:
        return say("a {stamp} for each {money} spent", stamp=stamp,
                   money=money(program, word.spend))  # fmt: skip
    return say(FILLS.get(word.one_per, "a {stamp}"), stamp=stamp)


def _start(word: StampCard) -> Iterator[str]:
    if word.goodwill is not None:
        stamps = _stamps(word, word.goodwill.stamps)
        if word.goodwill.on == "joining":
            yield say("{stamps} to begin with on joining", stamps=stamps)
        else:
            yield say("{stamps} to begin with with the first one", stamps=stamps)


def _then(word: StampCard) -> str:
    if word.then == "restart":
        return say("then a new card begins")
    return say("then it is full for good")


def _end(word: StampCard) -> str:
    if word.expires is None:
        return ""
    after = word.expires.after
    if word.expires.source == "each-stamp":
        return say("each {stamp} lapses after {span}", stamp=word.name[0], span=span(after))
    return say(ENDS[word.expires.source], span=span(after))
