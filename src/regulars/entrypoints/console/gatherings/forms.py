"""The form of an event: what was typed, what is wrong with it, and what it says of the event."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from django.http import QueryDict
from django.utils.translation import gettext as _

from regulars.core.rules.nodes import When
from regulars.domains.clubs import queries as kept
from regulars.domains.gatherings.contracts import Gathering
from regulars.entrypoints.console.access import Visit
from regulars.kit import ids
from regulars.wire.times import out_of_range

Form = dict[str, Any]
TEXTS = {"title": 200, "kind": 40, "text": 5000, "location": 200}
TIMES = {"begins": "begins_at", "ends": "ends_at", "opens": "opens_at", "closes": "closes_at"}
NUMBERS = {"places": (1, 100_000), "barred": (0, 3650)}
WEEK = timedelta(days=7)
_KIND = re.compile(r"[a-z][a-z0-9-]{0,39}")
_KEY = re.compile(r"[0-9a-f]{32}")


def empty(visit: Visit) -> Form:
    """Will give a fresh form: its key makes sure that the event is arranged once."""
    blank = dict.fromkeys((*TEXTS, *TIMES), "")
    return blank | {
        "key": ids.new().hex, "places": "20", "barred": "0", "waiting_list": True, "tiers": [],
        "club": "", "clubs": clubs(visit),
        "levels": levels(visit), "errors": {},
    }  # fmt: skip


def levels(visit: Visit) -> list[tuple[str, str]]:
    """Will give the levels that an event can be kept for."""
    return [
        (level.id, level.title or level.id)
        for ladder in visit.shop.program.ladders.values() for level in ladder.word.levels
    ]  # fmt: skip


def clubs(visit: Visit) -> list[tuple[str, str]]:
    """Will give the clubs that an event can be of."""
    return [(one.key, one.title) for one in kept.listed(visit.conn, visit.program_id)]


def of(visit: Visit, one: Gathering, *, later: timedelta = timedelta()) -> Form:
    """Will give an event's form; `later` moves all its times by the shop's clock."""
    zone = ZoneInfo(visit.zone)
    times = {name: _typed_time(getattr(one, column), zone, later) for name, column in TIMES.items()}
    audience = msgspec.json.decode(one.audience, type=When)
    return empty(visit) | times | {
        "title": one.title, "kind": one.kind, "text": one.text, "location": one.location,
        "places": str(one.places), "barred": str(one.barred_days),
        "waiting_list": one.waiting_list, "tiers": list(audience.tier), "club": one.club,
    }  # fmt: skip


def copied(visit: Visit, one: Gathering) -> Form:
    """Will give the form of the same event, whole weeks later, so that it is still to come."""
    weeks = max(0, (visit.shop.now - one.begins_at) // WEEK) + 1
    return of(visit, one, later=WEEK * weeks)


def _typed_time(at: datetime | None, zone: ZoneInfo, later: timedelta) -> str:
    if at is None:
        return ""
    return (at.astimezone(zone).replace(tzinfo=None) + later).isoformat(timespec="minutes")


def typed(visit: Visit, sent: QueryDict) -> Form:
    """Will read what was sent, and note what is wrong with it beside each field."""
    form = empty(visit)
    names = (*TEXTS, *TIMES, *NUMBERS, "key")
    form |= {name: sent.get(name, "").replace("\0", "").strip() for name in names}
    known = {name for name, _title in form["levels"]}
    form["tiers"] = [one for one in sent.getlist("tiers") if one in known]
    club = sent.get("club", "")
    form["club"] = club if club in dict(form["clubs"]) else ""
    form["waiting_list"] = "waiting_list" in sent
    form["errors"] = _errors(visit, form)
    return form


def _errors(visit: Visit, form: Form) -> dict[str, str]:
    errors = {}
    if not form["title"]:
        errors["title"] = _("An event needs a title.")
    if not _KIND.fullmatch(form["kind"]):
        errors["kind"] = _("Write one word in small letters, such as workshop or open-day.")
    for name, most in TEXTS.items():
        if len(form[name]) > most:
            errors[name] = _("At most %(most)s characters.") % {"most": most}
    for name, (least, most) in NUMBERS.items():
        if not (
            form[name].isdecimal() and len(form[name]) < 9 and least <= int(form[name]) <= most
        ):
            errors[name] = _("Write a whole number from %(least)s to %(most)s.") % {
                "least": least, "most": most,
            }  # fmt: skip
    if not _KEY.fullmatch(form["key"]):
        errors["all"] = _("This form is too old. Check it and send it again.")
        form["key"] = ids.new().hex
    return errors | _wrong_times(visit, form)


def _wrong_times(visit: Visit, form: Form) -> dict[str, str]:
    errors, at = {}, {}
    for name in TIMES:
        at[name] = read_time(visit, form[name])
        if (form[name] or name in ("begins", "ends")) and at[name] is None:
            errors[name] = _("Write a day and a time that the shop’s clock shows.")
    begins, ends, opens = at["begins"], at["ends"], at["opens"]
    if begins and ends and ends <= begins:
        errors["ends"] = _("It ends after it begins.")
    closes = at["closes"] or begins
    if opens and closes and opens >= closes:
        errors["opens"] = _("Registration opens before it closes, and before the event begins.")
    return errors


def read_time(visit: Visit, text: str) -> datetime | None:
    """Will read a time on the shop's clock; None for one that is not there, as in the hour that
    is left out in spring."""
    try:
        local = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(visit.zone))
        at = local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    there = at.astimezone(ZoneInfo(visit.zone)).replace(tzinfo=None)
    if there != local.replace(tzinfo=None) or out_of_range(at) is not None:
        return None
    return at


def columns(visit: Visit, form: Form, before: Gathering | None = None) -> dict[str, Any]:
    """Will give what a form without errors says, by the gathering's own names. Whom else than
    levels it is for stays as it was."""
    audience = msgspec.json.decode(before.audience, type=When) if before else When()
    return {
        **{name: form[name] for name in TEXTS},
        **{column: read_time(visit, form[name]) for name, column in TIMES.items()},
        "places": int(form["places"]), "barred_days": int(form["barred"]),
        "waiting_list": form["waiting_list"], "club": form["club"],
        "audience": msgspec.json.encode(
            msgspec.structs.replace(audience, tier=tuple(form["tiers"]))
        ),
    }  # fmt: skip
