"""Sentences that are put together from rules, in the language of whoever reads them.

English is what is written in the program. A door says once how the reader's language is known
(`listen`); where nobody said, and within `spoken`, it is what one says it is.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from functools import reduce

from babel import Locale, dates, numbers, units

from regulars.kit.i18n import locale_of, translate

ENGLISH = "en"
_money: ContextVar[str] = ContextVar("currency", default="")
_said: ContextVar[str | None] = ContextVar("language", default=None)
_reader: list[Callable[[], str]] = [lambda: ENGLISH]


def listen(reader: Callable[[], str]) -> None:
    """Will ask this for the reader's language from now on."""
    _reader[0] = reader


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """Within this, the language is this one whoever reads."""
    token = _said.set(language)
    try:
        yield
    finally:
        _said.reset(token)


@contextmanager
def counting_in(currency: str) -> Iterator[None]:
    """Within this, money without a currency is of this one."""
    token = _money.set(currency)
    try:
        yield
    finally:
        _money.reset(token)


def minor(amount: int) -> str:
    """Will write an amount in the smallest unit as money; where nobody said of which currency, as
    it is, with its unit."""
    currency = _money.get()
    if not currency:
        return say("{amount} in the smallest unit", amount=amount)
    digits = numbers.get_currency_precision(currency)
    return numbers.format_currency(Decimal(amount).scaleb(-digits), currency, locale=_locale())


def language() -> str:
    """Will give the language that is spoken here: 'fi', 'zh-hans'."""
    return _said.get() or _reader[0]()


def say(text: str, /, **gaps: object) -> str:
    """Will give a text in the reader's language with its gaps filled."""
    return translate(text, language()).format(**gaps)


def say_later(text: str) -> str:
    """Marks a text that `say` is given in another place."""
    return text


def either(words: Iterable[object]) -> str:
    """Will join words: 'a', 'a or b', 'a, b or c'."""
    *first, last = [str(word) for word in words]
    return say("{first} or {last}", first=listed(first), last=last) if first else last


def also(words: Iterable[object]) -> str:
    """Will join words: 'a', 'a and b', 'a, b and c'."""
    *first, last = [str(word) for word in words]
    return say("{first} and {last}", first=listed(first), last=last) if first else last


def listed(words: Iterable[str]) -> str:
    """Will join words or parts of a sentence by commas; empty ones are left out."""
    found = [word for word in words if word]
    return reduce(lambda before, one: say("{a}, {b}", a=before, b=one), found) if found else ""


def number(value: Decimal | int) -> str:
    """Will write a number as it is, with the reader's own point in it."""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return text.replace(".", numbers.get_decimal_symbol(_locale()))


def span(text: str) -> str:
    """Will write a span as program files have it: '12 months', '1 day'."""
    if _is_english():
        return text
    amount, _, unit = text.partition(" ")
    return units.format_unit(int(amount), f"duration-{unit.rstrip('s')}", locale=_locale())


def day(value: date) -> str:
    """Will write a day."""
    if _is_english():
        return f"{value.day} {value:%b %Y}"
    return dates.format_date(value, "medium", locale=_locale())


def weekday(name: str) -> str:
    """Will write a weekday as program files have it."""
    if _is_english():
        return name.capitalize()
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return str(dates.get_day_names("wide", "stand-alone", _locale())[names.index(name)])


def ordinal(value: int) -> str:
    """Will write which one in a row: '1st'."""
    if not _is_english():
        return say("{number}th", number=value)
    tens = value // 10 % 10
    ending = {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th") if tens != 1 else "th"
    return f"{value}{ending}"


def _is_english() -> bool:
    return language().partition("-")[0] == ENGLISH


def _locale() -> Locale:
    return locale_of(language())
