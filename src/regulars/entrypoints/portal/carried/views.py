"""The card: its number, its picture for a scanner, and whose it is."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from regulars.domains.cards import queries as cards
from regulars.domains.cards.contracts import ACTIVE
from regulars.entrypoints.portal.access import Visit, club_page, for_members, render
from regulars.entrypoints.portal.vouchers.view_of import address_of
from regulars.flows.show_card import faces
from regulars.kit.cardprint import layout, svg


@require_GET
@club_page
@for_members
def card(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The newest good card of the member."""
    number = visit.me.card
    found = cards.by_number(visit.conn, visit.program_id, number) if number else None
    if found is None or found.status != ACTIVE:
        raise Http404
    [face] = faces(visit.conn, visit.shop, [found])
    picture = svg.picture(layout.phone(face), label=f"{face.brand}: {face.shown}")
    shown = {"picture": address_of(picture), "number": face.shown}
    return render(request, visit, "portal/carried/card.html", shown)
