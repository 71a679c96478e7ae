"""What the calendar knows: campaigns, events, offers, versions, goals, points that lapse."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_time
from django.utils.translation import gettext as _

from regulars.core import audiences
from regulars.core.calendar import local
from regulars.core.program import Campaign
from regulars.core.rules.row import WEEKDAYS
from regulars.domains.gatherings import queries as gatherings
from regulars.domains.goals import queries as goals
from regulars.domains.programs import queries as programs
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.goals import rows as goal_rows
from regulars.flows.event_news import event_id
from regulars.kit.pages.months import Item, after
from regulars.kit.pages.templatetags.pages import locale

A_DAY = timedelta(days=1)


def items(visit: Visit, month: date) -> list[Item]:
    """Will list what is on in the month that begins with a day, as its calendar shows it."""
    end = after(month)
    found = [
        *_campaigns(visit, month, end), *_offers(visit), *_events(visit, month, end),
        *_versions(visit), *_lapses(visit, month, end), *_goals(visit),
    ]  # fmt: skip
    return [one for one in found if month <= one.day < end]


def _campaigns(visit: Visit, month: date, end: date) -> Iterator[Item]:
    program = visit.shop.program
    for name, word in program.document.campaigns.items():
        first = _local_day(visit, audiences.begins(program, word), 0) or month
        last = _local_day(visit, audiences.ends(program, word), 1) or end
        begin, stop = max(first, month), min(last, end - A_DAY)
        days = [begin + n * A_DAY for n in range((stop - begin).days + 1)]
        on = [day for day in days if _on(word, day)]
        for place, day in enumerate(on):
            yield Item(
                day=day, kind="campaign", text=word.title or name, again=place > 0,
                until=last if place == 0 and len(on) > 1 else None,
                address=visit.address("campaign", name=name),
            )  # fmt: skip


def _on(word: Campaign, day: date) -> bool:
    return not word.when.weekday or WEEKDAYS[day.weekday()] in word.when.weekday


def _local_day(visit: Visit, at: int | None, before: int) -> date | None:
    """The shop's day at an instant, or right before it."""
    return None if at is None else local(at - before, visit.zone).date()


def _offers(visit: Visit) -> Iterator[Item]:
    for name, word in visit.shop.program.document.rewards.items():
        dates, title = word.on_offer, word.title or name
        address = visit.address("reward", reward=name)
        if dates is not None and dates.first is not None:
            text = _("%(title)s: on offer from today") % {"title": title}
            yield Item(day=dates.first, kind="offer", text=text, address=address)
        if dates is not None and dates.last is not None:
            text = _("%(title)s: last day on offer") % {"title": title}
            yield Item(day=dates.last, kind="offer", text=text, address=address)


def _events(visit: Visit, month: date, end: date) -> Iterator[Item]:
    zone = ZoneInfo(visit.zone)
    since, until = (datetime(one.year, one.month, one.day, tzinfo=zone) for one in (month, end))
    for one in gatherings.between(visit.conn, visit.program_id, since, until):
        begins = one.begins_at.astimezone(zone)
        yield Item(
            day=begins.date(), kind="event", text=one.title,
            hour=format_time(begins, "short", locale=locale()),
            address=visit.address("event", event=event_id(one)),
        )  # fmt: skip


def _versions(visit: Visit) -> Iterator[Item]:
    zone = ZoneInfo(visit.zone)
    for one in programs.versions(visit.conn, visit.program_id):
        text = _("Version %(number)s comes into force") % {"number": one.number}
        yield Item(
            day=one.valid_from.astimezone(zone).date(), kind="version", text=text,
            address=visit.address("version", number=str(one.number)),
        )  # fmt: skip


def _lapses(visit: Visit, month: date, end: date) -> Iterator[Item]:
    for currency, word in visit.shop.program.document.points.items():
        if word.expires is not None and word.expires.each_year:
            number, day = (int(part) for part in word.expires.each_year.split("-"))
            text = _("%(points)s of the year lapse tonight") % {"points": visit.names(currency)[1]}
            days = (month + timedelta(days=n) for n in range((end - month).days))
            for one in days:
                if (one.month, one.day) == (number, day):
                    yield Item(day=one, kind="lapse", text=text)


def _goals(visit: Visit) -> Iterator[Item]:
    if not visit.may("see_figures"):
        return
    for one in goals.all_of(visit.conn, visit.program_id):
        text = _("Goal ends: %(name)s") % {"name": goal_rows.name(one.measure)}
        yield Item(day=one.last_day, kind="goal", text=text, address=visit.address("goals"))
