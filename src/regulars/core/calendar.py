"""Local days, periods and their ends. Instants are whole seconds since 1970 in UTC.

A period added to a date keeps the day of the month where it can and clamps it where it cannot
(31 January + 1 month = 28 or 29 February). A day ends where the next local day starts.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

EARLIEST = 0  # 1970
LATEST = 7_258_118_400  # 2200: calendars stay inside what dates can hold
FOREVER = 253_402_214_400  # 9999-12-31: a lot that waits for its order to be fulfilled
_SECONDS = {"minute": 60, "hour": 3600}
_DAYS = {"day": 1, "week": 7}


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """Will give the IANA zone of that name."""
    return ZoneInfo(name)


def instant(moment: datetime) -> int:
    """Will give the whole second in which an aware datetime lies."""
    return int(moment.timestamp())


def instant_from(moment: datetime) -> int:
    """Will give the first whole second that does not lie before an aware datetime."""
    return -int(-moment.timestamp() // 1)


def moment(at: int) -> datetime:
    """Will give the aware UTC datetime of an instant."""
    return datetime.fromtimestamp(at, UTC)


@lru_cache(maxsize=4096)
def local(at: int, zone_name: str) -> datetime:
    """Will give the shop's wall-clock time at an instant."""
    return datetime.fromtimestamp(at, zone(zone_name))


@lru_cache(maxsize=4096)
def day_start(day: date, zone_name: str) -> int:
    """Will give the instant at which a local day starts (or would have: a skipped midnight)."""
    return int(datetime.combine(day, time(), zone(zone_name)).timestamp())


def day_end(day: date, zone_name: str) -> int:
    """Will give the first instant after a local day."""
    return day_start(day + timedelta(days=1), zone_name)


@lru_cache(maxsize=256)
def parse_period(text: str) -> tuple[int, str]:
    """Will read '12 months' as (12, 'month')."""
    count, unit = text.split(" ")
    return int(count), unit.removesuffix("s")


def add_months(day: date, months: int) -> date:
    """Will move a date by months, clamped to the month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def add_period(day: date, text: str, sign: int = 1) -> date:
    """Will move a date by a period of days or more."""
    count, unit = parse_period(text)
    if unit in _DAYS:
        return day + timedelta(days=sign * count * _DAYS[unit])
    return add_months(day, sign * count * (12 if unit == "year" else 1))


def after(at: int, text: str, zone_name: str) -> int:
    """Will move an instant by a period: exact for minutes and hours, to the end of the local day
    else.
    """
    count, unit = parse_period(text)
    if unit in _SECONDS:
        return at + count * _SECONDS[unit]
    return _end_after(local(at, zone_name).date(), text, zone_name)


@lru_cache(maxsize=4096)
def _end_after(day: date, text: str, zone_name: str) -> int:
    return day_end(add_period(day, text), zone_name)


@lru_cache(maxsize=16384)
def before(at: int, text: str, zone_name: str) -> int:
    """Will give the start of the local day that lies a period before an instant (for notices)."""
    count, unit = parse_period(text)
    if unit in _SECONDS:
        return at - count * _SECONDS[unit]
    return day_start(add_period(local(at, zone_name).date(), text, -1), zone_name)


def period_start(day: date, per: str) -> date:
    """Will give the first day of the day, week (Monday), month, quarter or year around a date."""
    if per == "day":
        return day
    if per == "week":
        return day - timedelta(days=day.weekday())
    if per == "month":
        return day.replace(day=1)
    if per == "quarter":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return day.replace(month=1, day=1)


def next_period(day: date, per: str) -> date:
    """Will give the first day of the following period."""
    start = period_start(day, per)
    if per in _DAYS:
        return start + timedelta(days=_DAYS[per])
    return add_months(start, {"month": 1, "quarter": 3}.get(per, 12))


@lru_cache(maxsize=4096)
def period_key(day: date, per: str) -> str:
    """Will name the period around a date: '2026-03-01' for a day or week, '2026-03', '2026'."""
    if per == "lifetime":
        return "all"
    start = period_start(day, per).isoformat()
    return {"month": start[:7], "year": start[:4]}.get(per, start)


def anniversary(day: date, year: int) -> date:
    """Will give a birthday in a year; 29 February is kept on the 28th in common years."""
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def age(born: date, today: date) -> int:
    """Will give full years of age on a date."""
    return today.year - born.year - (today < anniversary(born, today.year))
