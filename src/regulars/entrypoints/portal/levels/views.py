"""Levels and benefits."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from regulars.entrypoints.portal.access import Visit, club_page, for_members, render
from regulars.entrypoints.portal.levels.view_of import havings, standings


@require_GET
@club_page
@for_members
def levels(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Where I am, what comes with it, what is next, and what would be lost."""
    program = visit.shop.program
    if not program.ladders and not program.document.benefits:
        raise Http404
    shown = {"standings": standings(visit), "benefits": havings(visit)}
    return render(request, visit, "portal/levels/levels.html", shown)
