"""The events page: sign up, stand in line, give up, and take one's events into a calendar."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from regulars.domains.gatherings import queries
from regulars.entrypoints.portal.access import Visit, club_page, for_members, render
from regulars.entrypoints.portal.events import view_of
from regulars.entrypoints.portal.why_not import refusal
from regulars.flows import sign_up
from regulars.flows.event_calendar import entry
from regulars.kit import ids
from regulars.kit.icalendar import MEDIA_TYPE, calendar
from regulars.kit.pg.django import transact


@require_GET
@club_page
@for_members
def events(request: HttpRequest, visit: Visit) -> HttpResponse:
    """My places, and what is coming."""
    mine, others = view_of.events(visit)
    return render(request, visit, "portal/events/events.html", {"mine": mine, "others": others})


@require_POST
@club_page
@for_members
def join(request: HttpRequest, visit: Visit, event: str) -> HttpResponse:
    """Gets a place, or the end of the line."""
    gathering_id = _read(event)
    signed = transact(
        lambda conn: sign_up.sign_up(conn, visit.shop, gathering_id, visit.me.account_id)
    )
    if signed.refused is not None:
        messages.error(request, refusal(visit, signed.refused))
    elif signed.place is not None and signed.place.status == "waiting":
        messages.success(request, _("You are in line: we tell you when a place is free."))
    else:
        messages.success(request, _("Your place is kept."))
    return Redirect(visit.address("events"))


@require_POST
@club_page
@for_members
def give_up(request: HttpRequest, visit: Visit, event: str) -> HttpResponse:
    """Lets somebody else have the place."""
    gathering_id = _read(event)
    signed = transact(
        lambda conn: sign_up.give_up(conn, visit.shop, gathering_id, visit.me.account_id)
    )
    if signed.refused is not None:
        messages.error(request, refusal(visit, signed.refused))
    else:
        messages.success(request, _("Your place is free for somebody else."))
    return Redirect(visit.address("events"))


@require_GET
@club_page
@for_members
def my_calendar(request: HttpRequest, visit: Visit) -> HttpResponse:  # noqa: ARG001
    """My events as a file that calendars read."""
    places = queries.places_of(visit.conn, visit.me.account_id)
    held = [name for name, place in places.items() if place.status in ("going", "waiting")]
    found = queries.some(visit.conn, visit.program_id, held)
    body = calendar(
        visit.shop.program.document.title, [entry(one, places[name]) for name, one in found.items()]
    )
    response = HttpResponse(body, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = 'attachment; filename="events.ics"'
    return response


def _read(event: str) -> UUID:
    found = ids.decode("evn", event)
    if found is None:
        raise Http404
    return found
