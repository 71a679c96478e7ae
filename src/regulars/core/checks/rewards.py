"""Points and rewards: what they are worth, when they lapse, and whether anybody can get them."""

from calendar import monthrange
from decimal import Decimal

from regulars.core.checks.conditions import AT_A_PLACE, Setting, check_when
from regulars.core.checks.earning import issues, pending
from regulars.core.checks.problems import Names, Path, Problem, Problems, unknown
from regulars.core.program import Currency, Expires, Program, Reward
from regulars.core.rounding import exponent

LEAP_YEAR = 2000


def points(program: Program) -> Problems:
    """Will complain about the currencies under `points`."""
    for name, word in program.points.items():
        path: Path = ("points", name)
        if word.expires is not None:
            yield from _expires(word.expires, (*path, "expires"))
        if word.pending is not None:
            yield from pending(word.pending, (*path, "pending"))
        if word.notice and not _has_dates(word):
            yield Problem(code="notice_needs_expiry", path=(*path, "notice"))


def _has_dates(word: Currency) -> bool:
    return word.expires is not None and word.expires.inactive is None


def _expires(word: Expires, path: Path) -> Problems:
    said = [one for one in (word.after, word.each_year, word.inactive) if one is not None]
    if len(said) != 1:
        params = {"words": "after, each_year, inactive"}
        yield Problem(code="exactly_one", path=path, params=params)
    if word.each_year is not None:
        yield from month_day(word.each_year, (*path, "each_year"))
    elif word.not_before is not None:
        params = {"word": "not_before", "needs": "each_year"}
        yield Problem(code="word_needs", path=(*path, "not_before"), params=params)


def month_day(text: str, path: Path) -> Problems:
    """Will complain about a day that no year has."""
    month, day = (int(part) for part in text.split("-"))
    if day > monthrange(LEAP_YEAR, month)[1]:
        yield Problem(code="date_impossible", path=path, params={"day": text})


def rewards(program: Program, names: Names) -> Problems:
    """Will complain about the rewards."""
    given = _given(program)
    for name, word in program.rewards.items():
        path: Path = ("rewards", name)
        yield from _kind(word, path, exponent(program.currency))
        yield from _prices(word, path, names)
        if not word.alternatives and name not in given:
            yield Problem(code="reward_unreachable", path=path, params={"reward": name})
        yield from check_when(word.when, (*path, "when"), Setting(AT_A_PLACE, names))


def _prices(word: Reward, path: Path, names: Names) -> Problems:
    for currency in word.price:
        yield from unknown("currency", currency, names.currencies, (*path, "price", currency))
    for index, price in enumerate(word.prices):
        where: Path = (*path, "prices", index)
        if not price:
            yield Problem(code="price_is_nothing", path=where)
        for currency in price:
            yield from unknown("currency", currency, names.currencies, (*where, currency))
    if word.price and word.prices:
        yield Problem(code="exactly_one", path=path, params={"words": "price, prices"})


def _given(program: Program) -> set[str]:
    found = {name for rule in program.earn for name in issues(rule)}
    for card in program.stamp_cards.values():
        found |= {place.issue for place in card.rewards}
    for word in program.automatic:
        found |= {level.issue for level in word.levels} | {word.into or "", word.issue or ""}
    return found


NEEDS = {"amount-off": "value", "percent-off": "value", "product": "product"}


def _kind(word: Reward, path: Path, digits: int) -> Problems:
    for field in ("value", "product", "maximum"):
        needed = NEEDS.get(word.kind) == field
        allowed = needed or (field == "maximum" and word.kind == "percent-off")
        said = getattr(word, field) is not None
        params = {"kind": word.kind, "word": field}
        if needed and not said:
            yield Problem(code="kind_needs", path=path, params=params)
        if said and not allowed:
            yield Problem(code="kind_has_no", path=(*path, field), params=params)
    if word.value is not None:
        yield from _value(word, word.value, (*path, "value"), digits)


def _value(word: Reward, value: Decimal, path: Path, digits: int) -> Problems:
    if value <= 0:
        yield Problem(code="amount_not_positive", path=path)
    elif word.kind == "percent-off" and value > 100:
        yield Problem(code="percent_out_of_range", path=path)
    elif word.kind == "amount-off" and value.is_finite() and value != round(value, digits):
        yield Problem(code="number_too_fine", path=path, params={"places": digits})
