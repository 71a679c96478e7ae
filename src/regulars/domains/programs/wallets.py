"""Stored value in plain words."""

from collections.abc import Iterator
from decimal import Decimal

from regulars.core.program import Program
from regulars.domains.programs import phrases
from regulars.domains.programs.phrases import money


def wallets(program: Program) -> Iterator[str]:
    """Will say how money is paid in, how long it lasts and when it is paid out."""
    for word in program.stored_value.values():
        expires, many = word.expires, word.name[1]
        lasts = f"{many} does not lapse"
        if expires is not None and expires.after:
            lasts = f"{many} lapses {expires.after} after it was {expires.source}"
        yield lasts
        if word.top_up_from is not None:
            yield f"from {money(program, word.top_up_from)} on can be paid in"
        if word.most is not None:
            yield f"paying in may lead to {money(program, word.most)} at most"
        if word.cash_out_below is not None:
            yield f"a rest below {money(program, word.cash_out_below)} is paid out on request"
        if word.gift_cards is not None:
            terms = word.gift_cards
            yield f"gift cards are sold{_between(program, terms.least, terms.most)}"
        if word.transfers is not None:
            sent = word.transfers
            day = f", at most {money(program, sent.per_day)} a day" if sent.per_day else ""
            some = _between(program, sent.least, sent.most)
            yield f"members may send it to one another{some}{day}"
        where = phrases.when(word.when)
        if where:
            yield f"it can be spent {where}"


def _between(program: Program, least: Decimal | None, most: Decimal | None) -> str:
    start = f" from {money(program, least)}" if least is not None else ""
    return start + (f" up to {money(program, most)}" if most is not None else "")
