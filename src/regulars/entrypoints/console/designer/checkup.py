"""The check-up of the draft and of what was published, as a page and in short."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from regulars.core.program import Program
from regulars.domains.programs.checkup import CheckUp, Figures, check_up
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.designer import looking
from regulars.flows.check_up import figures


@require_GET
@staff_page("look")
def checkup(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What would keep people from liking the program, and what it does not use yet."""
    found = looking.look(visit)
    known = figures(visit.conn, visit.shop)
    parts = []
    if found.desk.differs and found.program is not None:
        parts.append(_part(_("Draft"), found.program, known))
    if found.published is not None:
        parts.append(_part(_("Published"), found.published, known))
    return render(request, visit, "console/designer/checkup.html", {"parts": parts})


def _part(title: str, program: Program, known: Figures) -> dict[str, Any]:
    return {"title": title, **said(check_up(program, known))}


def said(found: CheckUp) -> dict[str, Any]:
    """Will give a check-up as plain values: what asks for a change first."""
    order = ("warn", "unknown", "good")
    return {
        "warnings": found.warnings,
        "findings": sorted(found.findings, key=lambda one: order.index(one.verdict)),
        "unused": found.unused,
    }
