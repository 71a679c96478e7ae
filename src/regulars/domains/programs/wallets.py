"""Stored value in plain words."""

from collections.abc import Iterator

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
        where = phrases.when(word.when)
        if where:
            yield f"it can be spent {where}"
