"""Stored value: that it lasts as long as the law asks, and has a name of its own."""

from datetime import date

from regulars.core.calendar import add_period
from regulars.core.checks.conditions import AT_A_PLACE, Setting, check_when
from regulars.core.checks.problems import Names, Path, Problem, Problems
from regulars.core.program import Program, Wallet

START = date(2001, 1, 1)


def wallets(program: Program, names: Names) -> Problems:
    """Will complain about the wallets under `stored_value`."""
    for name, word in program.stored_value.items():
        path: Path = ("stored_value", name)
        if name in program.points or name in program.stamp_cards:
            yield Problem(code="id_repeated", path=path, params={"id": name})
        if word.expires is not None and word.expires.after is None:
            params = {"word": "expires", "needs": "after"}
            yield Problem(code="word_needs", path=(*path, "expires"), params=params)
        if word.notice and word.expires is None:
            yield Problem(code="notice_needs_expiry", path=(*path, "notice"))
        if _too_short(word):
            params = {"least": word.law.least if word.law else ""}
            yield Problem(code="value_lapses_too_soon", path=(*path, "expires"), params=params)
        for field in ("top_up_from", "most", "cash_out_below"):
            amount = getattr(word, field)
            if amount is not None and amount <= 0:
                yield Problem(code="amount_not_positive", path=(*path, field))
        yield from _cards_and_transfers(word, path)
        yield from check_when(word.when, (*path, "when"), Setting(AT_A_PLACE, names))


def _cards_and_transfers(word: Wallet, path: Path) -> Problems:
    for field in ("gift_cards", "transfers"):
        terms = getattr(word, field)
        if terms is None:
            continue
        here = (*path, field)
        for name in ("least", "most", "per_day"):
            amount = getattr(terms, name, None)
            if amount is not None and amount <= 0:
                yield Problem(code="amount_not_positive", path=(*here, name))
        if terms.least is not None and terms.most is not None and terms.least > terms.most:
            yield Problem(code="least_above_most", path=(*here, "least"))


def _too_short(word: Wallet) -> bool:
    if word.law is None or word.expires is None or word.expires.after is None:
        return False
    return add_period(START, word.expires.after) < add_period(START, word.law.least)
