"""The page of the audit log, and its file."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from regulars.domains.audit import queries as audit
from regulars.domains.audit.contracts import Act, Wanted
from regulars.domains.members import queries as members
from regulars.domains.merchants import queries as merchants
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.actors import actor_names
from regulars.entrypoints.console.audit.acts import act_name
from regulars.kit import ids
from regulars.kit.pages.spreadsheets import csv_file

ROWS = 50
FILE_ROWS = 1000
HEAD = ("at", "who", "kind", "member", "on", "from", "details")


@require_GET
@staff_page("see_audit")
def log(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Acts, filtered, newest first."""
    wanted = _wanted(request, visit)
    before = ids.decode("act", request.GET.get("after", "")) or audit.NEWEST
    found = audit.page(
        visit.conn, visit.merchant_id, visit.program_id, wanted, before=before, limit=ROWS + 1
    )
    query = request.GET.copy()
    query.pop("after", None)
    said: dict[str, Any] = {
        "rows": rows(visit, found[:ROWS]), "query": query.urlencode(),
        "more": ids.encode("act", found[ROWS - 1].act_id) if len(found) > ROWS else "",
        "people": _people(visit), "asked": request.GET.dict(),
        "kinds": sorted(
            ((kind, act_name(kind)) for kind in audit.kinds(
                visit.conn, visit.merchant_id, visit.program_id
            )), key=lambda one: one[1],
        ),
    }  # fmt: skip
    return render(request, visit, "console/audit/log.html", said)


@require_GET
@staff_page("see_audit")
def file(request: HttpRequest, visit: Visit) -> StreamingHttpResponse:
    """What the page shows, all of it, as CSV."""
    wanted = _wanted(request, visit)
    return csv_file("audit", HEAD, _all_rows(visit, wanted))


def rows(visit: Visit, found: list[Act]) -> list[dict[str, Any]]:
    """Will give acts in words."""
    wanted = [one.member_id for one in found if one.member_id is not None]
    known = {
        one.member_id: one.name for one in members.members(visit.conn, visit.program_id, wanted)
    }
    people = actor_names(visit, (one.actor for one in found))
    return [
        {
            "at": one.at, "who": people[one.actor], "what": act_name(one.kind),
            "member": ids.encode("mem", one.member_id) if one.member_id in known else "",
            "member_name": known.get(one.member_id, "") if one.member_id else "",
            "target": one.target, "address": one.address, "details": _details(one),
        }
        for one in found
    ]  # fmt: skip


def _people(visit: Visit) -> list[tuple[str, str]]:
    workers = [one.user_id for one in merchants.workers(visit.conn, visit.merchant_id)]
    users = get_user_model().objects.in_bulk(workers)
    named = [(f"staff:{number}", users[number].get_username()) for number in users]
    keys = [
        (f"key:{one.key_id}", _("Key “%(label)s”") % {"label": one.label or one.hint})
        for one in merchants.keys(visit.conn, visit.merchant_id)
    ]
    return [*sorted(named, key=lambda one: one[1]), *keys, ("till", _("All tills"))]


def _details(one: Act) -> list[tuple[str, str]]:
    labels = {
        "before": _("before"), "after": _("after"), "amount": _("amount"),
        "currency": _("currency"), "count": _("members"), "action": _("action"),
    }  # fmt: skip
    said = msgspec.json.decode(one.details, type=dict[str, str | int])
    return [(labels.get(name, name), str(value)) for name, value in said.items()]


def _wanted(request: HttpRequest, visit: Visit) -> Wanted:
    get = request.GET.get
    until = _day(get("until", ""), visit.zone)
    return Wanted(
        actor=get("who", "").replace("\0", "")[:100], kind=get("kind", "").replace("\0", "")[:100],
        member_id=ids.decode("mem", get("member", "").strip()),
        since=_day(get("since", ""), visit.zone),
        until=until + timedelta(days=1) if until else None,
    )  # fmt: skip


def _day(text: str, zone: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(text), time(), ZoneInfo(zone))
    except ValueError:
        return None


def _all_rows(visit: Visit, wanted: Wanted) -> Iterator[tuple[str, ...]]:
    before = audit.NEWEST
    while True:
        found = audit.page(
            visit.conn, visit.merchant_id, visit.program_id, wanted, before=before,
            limit=FILE_ROWS,
        )  # fmt: skip
        people = actor_names(visit, (one.actor for one in found))
        for one in found:
            member = ids.encode("mem", one.member_id) if one.member_id else ""
            yield (
                one.at.isoformat(), people[one.actor], one.kind, member, one.target,
                one.address, one.details,
            )  # fmt: skip
        if len(found) < FILE_ROWS:
            return
        before = found[-1].act_id
