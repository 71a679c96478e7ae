"""The first page: of the club for a stranger, of what they have for a member."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from regulars.domains.programs.plain import sections
from regulars.entrypoints.portal.access import Visit, club_page, render
from regulars.entrypoints.portal.home.view_of import home_of
from regulars.entrypoints.portal.me.questions import waiting
from regulars.entrypoints.portal.together.view_of import shared_of

INSIDE = ("Segments", "Campaigns")  # how the shop sorts its members is its own affair


@require_GET
@club_page
def home(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What I have, what I can get now, what comes next; or what there is for those who join."""
    if visit.member is None:
        shown = [one for one in sections(visit.shop.program.document) if one.heading not in INSIDE]
        return render(request, visit, "portal/welcome.html", {"sections": shown})
    shared = None if visit.spends else shared_of(visit)
    asks, brings = waiting(visit)
    said = {"home": home_of(visit), "spends": visit.spends, "shared": shared and shared.name,
            "asks": asks, "asks_for": brings}  # fmt: skip
    return render(request, visit, "portal/home.html", said)
