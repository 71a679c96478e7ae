"""A segment's definition in plain words."""

from collections.abc import Callable
from typing import Any

from regulars.core.program import Ago, Bought, Did, Program, Scores, Spent, Times, Where
from regulars.core.rules.nodes import Range
from regulars.domains.programs.phrases import also, either, money, products


def where_words(program: Program, where: Where) -> str:
    """Will say what the members of a segment have in common: a sentence without its full stop."""
    unset = Where()
    parts = [
        PHRASES[word](program, argument)
        for word in Where.__struct_fields__
        if (argument := getattr(where, word)) != getattr(unset, word)
    ]
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}"


def _inner(program: Program, where: Where) -> str:
    text = where_words(program, where)
    return f"{text[:1].lower()}{text[1:]}"


def _ends(least: object, most: object) -> str:
    if least is not None and most is not None:
        return f"{least}" if least == most else f"{least} to {most}"
    return f"at least {least}" if least is not None else f"at most {most}"


def _within(span: str | None) -> str:
    return f" in the last {span}" if span else ""


def _times(what: str) -> Callable[[Program, Times], str]:
    return lambda _, word: f"{_ends(word.least, word.most)} {what}{_within(word.within)}"


def _spent(what: str) -> Callable[[Program, Spent], str]:
    def say(program: Program, word: Spent) -> str:
        least, most = (
            None if one is None else money(program, one) for one in (word.least, word.most)
        )
        return f"{what} {_ends(least, most)}{_within(word.within)}"

    return say


def _ago(what: str) -> Callable[[Program, Ago], str]:
    def say(_: Program, word: Ago) -> str:
        spans = [
            f"within the last {word.within}" if word.within else "",
            f"longer than {word.longer} ago" if word.longer else "",
        ]
        return f"{what} {also(one for one in spans if one)}"

    return say


def _bought(_: Program, word: Bought) -> str:
    often = "" if word.least == 1 else f" in at least {word.least} orders"
    return f"bought {products(word.products)}{often}{_within(word.within)}"


def _did(_: Program, word: Did) -> str:
    return f"{word.type} {_ends(word.least, word.most)} times{_within(word.within)}"


def _scores(_: Program, word: Scores) -> str:
    return also(
        f"{name} {either(map(str, found))} of 5"
        for name in ("recency", "frequency", "money")
        if (found := getattr(word, name))
    )


def _values(_: Program, wanted: dict[str, Any]) -> str:
    return also(
        f"{name} is {either(map(str, value)) if isinstance(value, tuple) else value}"
        for name, value in wanted.items()
    )


def _range(word: Range) -> str:
    return _ends(word.least, word.most)


Phrase = Callable[[Program, Any], str]

PHRASES: dict[str, Phrase] = {
    "orders": _times("orders"),
    "spend": _spent("spent"),
    "average_order": _spent("spends per order"),
    "first_order": _ago("ordered first"),
    "last_order": _ago("ordered last"),
    "last_active": _ago("was last active"),
    "joined": _ago("joined"),
    "bought": _bought,
    "did": _did,
    "location": lambda _, wanted: f"bought at {either(wanted)}",
    "channel": lambda _, wanted: f"bought through {either(wanted)}",
    "tier": lambda _, wanted: f"is {either(wanted)}",
    "balance": lambda _, wanted: also(f"has {_range(one)} {name}" for name, one in wanted.items()),
    "lapsing": lambda _, wanted: also(
        f"at least {one.least} {name} lapse in the next {one.within}"
        for name, one in wanted.items()
    ),
    "vouchers": _times("open vouchers"),
    "attribute": _values,
    "consent": lambda _, means: f"agreed to {also(means)}",
    "age": lambda _, word: f"aged {_range(word)}",
    "stage": lambda _, wanted: f"is {either(wanted)}",
    "value_class": lambda _, wanted: f"is of class {either(wanted)}",
    "rfm": _scores,
    "segment": lambda _, wanted: f"is in {either(wanted)}",
    "any": lambda program, groups: f"({either(_inner(program, one) for one in groups)})",
    "none": lambda program, groups: f"not ({either(_inner(program, one) for one in groups)})",
}
