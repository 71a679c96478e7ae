"""Everything that the bar has no room for."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from regulars.entrypoints.portal import pages_of
from regulars.entrypoints.portal.access import Visit, club_page, for_members, render


@require_GET
@club_page
@for_members
def more(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A page of its own: it needs no script, and nothing lies over anything."""
    said = {"others": pages_of.others(visit), "mine": pages_of.mine(visit)}
    return render(request, visit, "portal/more.html", said)
