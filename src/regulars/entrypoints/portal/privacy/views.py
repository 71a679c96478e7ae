"""The privacy page: what is known and why, what one agreed to, everything to take along."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.views.decorators.http import require_GET, require_POST

from regulars.domains.consents.contracts import CHANNELS
from regulars.entrypoints.portal.access import Visit, club_page, for_members, render
from regulars.entrypoints.portal.privacy import purposes
from regulars.entrypoints.portal.privacy.known import details, known
from regulars.entrypoints.portal.privacy.view_of import history, topics
from regulars.flows import consenting, take_along
from regulars.kit.pages.requests import typed
from regulars.kit.pg.django import transact


@require_GET
@club_page
@for_members
def privacy(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What one agreed to, what is known, and the ways out."""
    said = {"topics": topics(visit), "history": history(visit), "details": details(visit),
            "known": known(visit)}  # fmt: skip
    return render(request, visit, "portal/privacy/privacy.html", said)


@require_POST
@club_page
@for_members
def consent(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Agrees to one thing, or no longer."""
    name, channel = typed(request, "purpose"), typed(request, "channel")
    known_names = {one.name for one in topics(visit)} | set(purposes.NAMES)
    if name not in known_names or channel not in CHANNELS:
        raise Http404
    said = purposes.said(name, channel, given=typed(request, "given") == "yes")
    transact(lambda conn: consenting.say(conn, visit.shop, visit.me, said))
    return Redirect(visit.address("privacy") + f"#{name}")


@require_GET
@club_page
@for_members
def download(request: HttpRequest, visit: Visit) -> HttpResponse:  # noqa: ARG001
    """Everything that is kept of me, as one file."""
    body = take_along.document(visit.conn, visit.shop, visit.me)
    response = HttpResponse(body, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{visit.program.name}-my-data.json"'
    return response
