"""Numbers, money and times as the reader's language and the shop's time zone write them."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from babel import Locale, dates, numbers
from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from regulars.kit import speech
from regulars.kit.i18n import locale_of

register = template.Library()
_BREADTHS = ((7, ""), (10, " long"), (14, " longer"))


def locale() -> Locale:
    """Will give the reader's language as Babel knows it."""
    return locale_of(get_language() or "en")


@register.filter
def number(value: int | Decimal) -> str:
    """A number with its digits in groups."""
    return numbers.format_decimal(value, locale=locale())


@register.filter
def signed(value: int) -> str:
    """A change: with + or a true minus."""
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{number(abs(value))}"


@register.filter
def percent(hundredths: int) -> str:
    """A share in hundredths of a percent, with one digit behind the point."""
    return numbers.format_percent(Decimal(hundredths) / 10_000, "#,##0.#%", locale=locale())


def change(now: int, before: int) -> str:
    """How much something rose or fell, as a share of what it was, which is not 0; what rounds to
    nothing has no direction."""
    share = (Decimal(now - before) / abs(before)).quantize(Decimal("0.001"))
    sign = "+" if share > 0 else "−" if share < 0 else "±"
    return f"{sign}{numbers.format_percent(abs(share), '#,##0.#%', locale=locale())}"


@register.filter
def span(text: str) -> str:
    """A span of time as program files have it: '30 days'."""
    return speech.span(text)


@register.filter
def money(minor: int, currency: str) -> str:
    """An amount in the smallest unit, as money."""
    digits = numbers.get_currency_precision(currency)
    return numbers.format_currency(Decimal(minor).scaleb(-digits), currency, locale=locale())


@register.filter
def breadth(value: object) -> str:
    """The class of a figure that needs room, by how many letters it has; words may break."""
    text = str(value)
    if not any(map(str.isdecimal, text)):
        return ""
    return next((name for most, name in _BREADTHS if len(text) <= most), " longest")


@register.simple_tag
def moment(at: datetime | None) -> SafeString | str:
    """An instant, to the minute; the whole of it with its zone on demand."""
    if at is None:
        return "–"
    zone = timezone.get_current_timezone()
    clock = dates.format_time(at, "short", tzinfo=zone, locale=locale())
    joined = dates.get_datetime_format("medium", locale=locale())
    short = str(joined).replace("'", "").format(clock, _day(at.astimezone(zone)))
    long = dates.format_datetime(at, "full", tzinfo=zone, locale=locale())
    return _time(at, short, long)


@register.simple_tag
def day(at: datetime | date | None) -> SafeString | str:
    """A day of the shop's calendar."""
    if at is None:
        return "–"
    if not isinstance(at, datetime):
        return _day(at)
    zone = timezone.get_current_timezone()
    short = _day(at.astimezone(zone))
    long = dates.format_datetime(at, "full", tzinfo=zone, locale=locale())
    return _time(at, short, long)


def _day(at: date) -> str:
    return dates.format_date(at, "medium", locale=locale())


@register.simple_tag
def last_day(at: datetime | None) -> SafeString | str:
    """The last day on which something holds that ends with the instant after a local day."""
    return day(at - timedelta(microseconds=1)) if at is not None else "–"


def _time(at: datetime, short: str, long: str) -> SafeString:
    return format_html('<time datetime="{}" title="{}">{}</time>', at.isoformat(), long, short)


@register.simple_tag
def month(at: date) -> str:
    """A month of a year."""
    return dates.format_skeleton("yMMM", at, locale=locale())


@register.simple_tag
def weekday(at: date, *, short: bool = False) -> str:
    """The name of a day's weekday, as it stands by itself."""
    names = dates.get_day_names(
        "abbreviated" if short else "wide", "stand-alone", locale=locale()
    )  # fmt: skip
    return str(names[at.weekday()])
