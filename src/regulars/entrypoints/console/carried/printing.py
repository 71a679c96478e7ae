"""Cards on paper and on a screen: pages for the card printer, a picture for the phone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from regulars.domains.cards import queries as cards
from regulars.domains.cards.contracts import ACTIVE, Card
from regulars.entrypoints.console.access import Visit, staff_page
from regulars.entrypoints.console.carried.changing import named
from regulars.flows.show_card import faces
from regulars.kit import ids
from regulars.kit.cardprint import layout, pdf, svg

MOST = 200


@require_GET
@staff_page("see_members")
def printed(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The chosen cards, front and back, in the order in which they were chosen."""
    found = _chosen(visit, request.GET.getlist("card"))
    if not found:
        raise Http404
    title = visit.shop.program.document.title
    body = pdf.sheet(
        faces(visit.conn, visit.shop, found), title=title, bleed="bleed" in request.GET
    )
    response = HttpResponse(body, content_type=pdf.MEDIA_TYPE)
    response["Content-Disposition"] = 'inline; filename="cards.pdf"'
    return response


@require_GET
@staff_page("see_members")
def picture(request: HttpRequest, visit: Visit, card: str) -> HttpResponse:  # noqa: ARG001
    """One good card, as its member's phone shows it."""
    found = named(visit, card)
    if found.status != ACTIVE:
        raise Http404
    [face] = faces(visit.conn, visit.shop, [found])
    body = svg.picture(layout.phone(face), label=f"{face.brand}: {face.shown}")
    return HttpResponse(body, content_type=svg.MEDIA_TYPE)


def _chosen(visit: Visit, texts: list[str]) -> list[Card]:
    wanted = [found for text in texts[:MOST] if (found := ids.decode("crd", text)) is not None]
    known = cards.by_ids(visit.conn, visit.program_id, wanted)
    return [known[one] for one in wanted if one in known and known[one].status == ACTIVE]
