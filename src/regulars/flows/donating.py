"""What members gave to causes with their points, and what that is in money, by period."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct
from psycopg import Connection

from regulars.domains.rewards import figures
from regulars.flows.shops import Shop

Per = Literal["day", "month", "year"]
EARLIEST, LATEST = date(1970, 1, 2), date(2199, 12, 30)


class ForCause(Struct, frozen=True, kw_only=True):
    """What one cause got in one period, which begins on a day of the shop's calendar."""

    cause: str
    period: date
    times: int
    money_minor: int
    points: Mapping[str, int]


def by_cause(
    conn: Connection, shop: Shop, *, per: Per = "month", first: date | None = None,
    last: date | None = None,
) -> list[ForCause]:  # fmt: skip
    """Will give the figures of every cause from `first` to `last`, both included. A reward that was
    for another cause before counts for the one in its newest terms."""
    causes = _causes(shop)
    if not causes:
        return []
    zone = shop.program.document.time_zone
    found: dict[tuple[date, str], ForCause] = {}
    for row in figures.donated(
        conn, shop.program_id, sorted(causes), zone=zone, per=per,
        first=_midnight(first or EARLIEST, zone, 0), last=_midnight(last or LATEST, zone, 1),
    ):  # fmt: skip
        key = (row.period, causes[row.reward])
        before = found.get(key, ForCause(cause=key[1], period=key[0], times=0, money_minor=0,
                                         points={}))  # fmt: skip
        points = dict(before.points)
        if row.currency:
            points[row.currency] = points.get(row.currency, 0) + row.points
        found[key] = ForCause(
            cause=key[1], period=key[0], times=before.times + row.times,
            money_minor=before.money_minor + row.money_minor, points=points,
        )  # fmt: skip
    return [found[key] for key in sorted(found)]


def _causes(shop: Shop) -> dict[str, str]:
    return {
        name: word.cause
        for program in shop.timeline.programs
        for name, word in program.document.rewards.items()
        if word.kind == "donation" and word.cause
    }


def _midnight(day: date, zone: str, later: int) -> datetime:
    whole = date.fromordinal(min(max(day, EARLIEST), LATEST).toordinal() + later)
    return datetime.combine(whole, time(), ZoneInfo(zone))
