"""A segment's definition in plain words."""

from collections.abc import Callable
from typing import Any

from regulars.core.program import Ago, Bought, Did, Program, Scores, Spent, Times, Where
from regulars.core.rules.nodes import Range
from regulars.domains.programs.phrases import money, products
from regulars.kit.speech import also, either, say, say_later, span


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
        return f"{least}" if least == most else say("{least} to {most}", least=least, most=most)
    if least is not None:
        return say("at least {least}", least=least)
    return say("at most {most}", most=most)


def _within(what: str, within: str | None) -> str:
    return say("{what} in the last {span}", what=what, span=span(within)) if within else what


def _times(what: str) -> Callable[[Program, Times], str]:
    return lambda _, word: _within(say(what, n=_ends(word.least, word.most)), word.within)


def _spent(what: str) -> Callable[[Program, Spent], str]:
    def told(program: Program, word: Spent) -> str:
        least, most = (
            None if one is None else money(program, one) for one in (word.least, word.most)
        )
        return _within(say(what, money=_ends(least, most)), word.within)

    return told


def _ago(what: str) -> Callable[[Program, Ago], str]:
    def told(_: Program, word: Ago) -> str:
        spans = []
        if word.within:
            spans.append(say("within the last {span}", span=span(word.within)))
        if word.longer:
            spans.append(say("longer than {span} ago", span=span(word.longer)))
        return say(what, when=also(spans))

    return told


def _bought(_: Program, word: Bought) -> str:
    what = say("bought {what}", what=products(word.products))
    if word.least > 1:
        what = say("{what} in at least {orders} orders", what=what, orders=word.least)
    return _within(what, word.within)


def _did(_: Program, word: Did) -> str:
    what = say("{kind} {n} times", kind=word.type, n=_ends(word.least, word.most))
    return _within(what, word.within)


def _scores(_: Program, word: Scores) -> str:
    return also(
        say(text, fifths=either(found))
        for name, text in SCORES.items()
        if (found := getattr(word, name))
    )


def _values(_: Program, wanted: dict[str, Any]) -> str:
    return also(
        say("{name} is {what}", name=name,
            what=either(value) if isinstance(value, tuple) else value)
        for name, value in wanted.items()
    )  # fmt: skip


def _range(word: Range) -> str:
    return _ends(word.least, word.most)


SCORES = {
    "recency": say_later("recency {fifths} of 5"),
    "frequency": say_later("frequency {fifths} of 5"),
    "money": say_later("money {fifths} of 5"),
}
STAGES = {
    "visitor": say_later("visitor"), "first-order": say_later("first-order"),
    "regular": say_later("regular"), "vip": say_later("vip"), "at-risk": say_later("at-risk"),
    "gone": say_later("gone"),
}  # fmt: skip
Phrase = Callable[[Program, Any], str]

PHRASES: dict[str, Phrase] = {
    "orders": _times(say_later("{n} orders")),
    "spend": _spent(say_later("spent {money}")),
    "average_order": _spent(say_later("spends per order {money}")),
    "first_order": _ago(say_later("ordered first {when}")),
    "last_order": _ago(say_later("ordered last {when}")),
    "last_active": _ago(say_later("was last active {when}")),
    "joined": _ago(say_later("joined {when}")),
    "bought": _bought,
    "did": _did,
    "location": lambda _, wanted: say("bought at {names}", names=either(wanted)),
    "channel": lambda _, wanted: say("bought through {names}", names=either(wanted)),
    "tier": lambda _, wanted: say("is {names}", names=either(wanted)),
    "balance": lambda _, wanted: also(
        say("has {range} {points}", range=_range(one), points=name) for name, one in wanted.items()
    ),
    "lapsing": lambda _, wanted: also(
        say(
            "at least {least} {points} lapse in the next {span}",
            least=one.least,
            points=name,
            span=span(one.within),
        )
        for name, one in wanted.items()
    ),
    "vouchers": _times(say_later("{n} open vouchers")),
    "attribute": _values,
    "consent": lambda _, means: say("agreed to {what}", what=also(means)),
    "age": lambda _, word: say("aged {range}", range=_range(word)),
    "stage": lambda _, wanted: say("is {names}", names=either(say(STAGES[one]) for one in wanted)),
    "value_class": lambda _, wanted: say("is of class {names}", names=either(wanted)),
    "rfm": _scores,
    "segment": lambda _, wanted: say("is in {names}", names=either(wanted)),
    "any": lambda program, groups: f"({either(_inner(program, one) for one in groups)})",
    "none": lambda program, groups: say(
        "not ({what})", what=either(_inner(program, one) for one in groups)
    ),
}
