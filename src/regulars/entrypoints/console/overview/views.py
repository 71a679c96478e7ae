"""The first page, and its parts that refresh themselves."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET

from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.ledger import proofs
from regulars.entrypoints.console.overview import attention, trends
from regulars.entrypoints.console.overview import figures as found
from regulars.entrypoints.console.program.views import glance
from regulars.kit.pages.spreadsheets import csv_file


@require_GET
@staff_page("see_figures")
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    """How the program does."""
    said = {
        "matters": attention.lines(visit) if visit.shop.timeline.programs else [],
        "figures": found.figures(visit), "proof": proofs.last(visit), "glance": glance(visit),
        "grows": False, **trends.shown(visit),
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
def trend(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Sales and members over time, and goals, as they were counted last."""
    return render(request, visit, "console/overview/_trend.html", trends.shown(visit))


@require_GET
@staff_page("see_figures")
def months_csv(_request: HttpRequest, visit: Visit) -> StreamingHttpResponse:
    """What the charts show, month by month."""
    head, rows = trends.table(visit)
    return csv_file("months", head, rows)
