"""The first page, and its parts that refresh themselves."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.ledger import proofs
from regulars.entrypoints.console.overview import attention
from regulars.entrypoints.console.overview import figures as found
from regulars.entrypoints.console.program.views import glance


@require_GET
@staff_page("see_figures")
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    """How the program does."""
    said = {
        "matters": attention.lines(visit) if visit.shop.timeline.programs else [],
        "figures": found.figures(visit), "proof": proofs.last(visit), "glance": glance(visit),
        "grows": False,
    }  # fmt: skip
    return render(request, visit, "console/overview/overview.html", said)


@require_GET
@staff_page("see_figures")
def figures(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The figures anew; while they grow, the next look comes sooner."""
    now = found.figures(visit)
    said = {
        "figures": now, "proof": proofs.last(visit),
        "grows": request.GET.get("was", now.mark) != now.mark,
    }  # fmt: skip
    return render(request, visit, "console/overview/_figures.html", said)


@require_GET
@staff_page("see_figures")
def months(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What was issued, month by month."""
    said = {"charts": found.months(visit)}
    return render(request, visit, "console/overview/_months.html", said)
