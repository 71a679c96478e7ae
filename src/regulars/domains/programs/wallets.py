"""Stored value in plain words."""

from collections.abc import Iterator
from decimal import Decimal

from regulars.core.program import Program
from regulars.domains.programs import phrases
from regulars.domains.programs.phrases import money
from regulars.kit.speech import listed, say, say_later, span


def wallets(program: Program) -> Iterator[str]:
    """Will say how money is paid in, how long it lasts and when it is paid out."""
    for word in program.stored_value.values():
        expires, many = word.expires, word.name[1]
        if expires is not None and expires.after:
            yield say(LAPSE[expires.source], value=many, span=span(expires.after))
        else:
            yield say("{value} does not lapse", value=many)
        if word.top_up_from is not None:
            yield say("from {money} on can be paid in", money=money(program, word.top_up_from))
        if word.most is not None:
            yield say("paying in may lead to {money} at most", money=money(program, word.most))
        if word.cash_out_below is not None:
            yield say("a rest below {money} is paid out on request",
                      money=money(program, word.cash_out_below))  # fmt: skip
        if word.gift_cards is not None:
            terms = word.gift_cards
            yield _between(program, say("gift cards are sold"), terms.least, terms.most)
        if word.transfers is not None:
            sent = word.transfers
            day = ""
            if sent.per_day:
                day = say("at most {money} a day", money=money(program, sent.per_day))
            some = say("members may send it to one another")
            yield listed([_between(program, some, sent.least, sent.most), day])
        where = phrases.when(word.when)
        if where:
            yield say("it can be spent {when}", when=where)


LAPSE = {
    "earned": say_later("{value} lapses {span} after it was earned"),
    "available": say_later("{value} lapses {span} after it was available"),
    "activated": say_later("{value} lapses {span} after it was activated"),
}


def _between(program: Program, what: str, least: Decimal | None, most: Decimal | None) -> str:
    if least is not None:
        what = say("{what} from {money}", what=what, money=money(program, least))
    return what if most is None else say("{what} up to {money}", what=what,
                                         money=money(program, most))  # fmt: skip
