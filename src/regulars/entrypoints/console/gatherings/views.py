"""The events that come, have been and were called off; one event with who comes to it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from regulars.domains.gatherings import queries
from regulars.domains.gatherings.contracts import Gathering
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.gatherings import rows
from regulars.flows.event_calendar import entry
from regulars.flows.event_news import event_id
from regulars.kit import ids
from regulars.kit.icalendar import MEDIA_TYPE, calendar

ROWS = 50
SHOWN = ("coming", "past", "cancelled")


@require_GET
@staff_page("look")
def events(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Events, those to come first; or those that are past, or called off."""
    which = request.GET.get("show", "")
    which = which if which in SHOWN else "coming"
    beyond = rows.read_place(request.GET.get("after", ""))
    found = queries.shown(
        visit.conn, visit.program_id, which, now=visit.shop.now, beyond=beyond, limit=ROWS + 1
    )
    last = found[ROWS - 1] if len(found) > ROWS else None
    said = {
        "rows": rows.rows(visit, found[:ROWS]), "which": which, "first": beyond is None,
        "more": f"{last.begins_at.isoformat()}~{last.gathering_id}" if last else "",
    }  # fmt: skip
    return render(request, visit, "console/gatherings/events.html", said)


@require_GET
@staff_page("see_members")
def event(request: HttpRequest, visit: Visit, event: str) -> HttpResponse:
    """One event: what it is, who comes, who waits, who did not come."""
    return page(request, visit, rows.named(visit, event))


def page(
    request: HttpRequest, visit: Visit, found: Gathering, *,
    said: dict[str, Any] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Will show an event's page, with what was typed and what is wrong with it."""
    places = queries.line(visit.conn, visit.program_id, found.gathering_id)
    people = rows.somebodies(visit, places)
    context: dict[str, Any] = {
        "event": rows.rows(visit, [found])[0], "text": found.text, "reason": found.reason,
        "opens_at": found.opens_at, "closes_at": found.closes_at or found.begins_at,
        "waiting_list": found.waiting_list, "barred_days": found.barred_days,
        "no_shows": visit.shop.program.document.events.no_shows,
        "gives": rows.gives(visit, found.kind),
        "come": _of(people, ("going", "attended")), "wait": _of(people, ("waiting",)),
        "missed": _of(people, ("missed",)), "key": ids.new().hex,
        "came": sum(one.status == "attended" for one in people), "form": {},
    }  # fmt: skip
    template = "console/gatherings/event.html"
    return render(request, visit, template, context | (said or {}), status)


def _of(people: Sequence[rows.Somebody], statuses: Sequence[str]) -> list[rows.Somebody]:
    return [one for one in people if one.status in statuses]


@require_GET
@staff_page("look")
def file(request: HttpRequest, visit: Visit, event: str) -> HttpResponse:  # noqa: ARG001
    """An event for one's own calendar."""
    found = rows.named(visit, event)
    body = calendar(visit.shop.program.document.title, [entry(found)])
    response = HttpResponse(body, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{event_id(found)}.ics"'
    return response
