"""The last steps of the first run: look it over, publish, and put the way to join on the till."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http import HttpResponseRedirect as Redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from regulars.domains import imports
from regulars.domains.programs import plain
from regulars.domains.programs.checkup import Figures, check_up
from regulars.domains.programs.contracts import Version
from regulars.domains.programs.proposition import proposition
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.bringing import shown
from regulars.entrypoints.console.designer import checkup, looking
from regulars.entrypoints.console.designer.sampling import sampled
from regulars.flows import publish as publishing
from regulars.kit import jobs
from regulars.kit.cardprint.square import square
from regulars.kit.pg.django import transact


@require_GET
@staff_page("look")
def look_over(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The new program in plain words, an order to try, and the button that publishes it."""
    found = looking.look(visit)
    if found.program is None:
        return Redirect(visit.address("design"))
    glance = proposition(found.program)
    said = {
        "title": found.program.title, "summary": found.program.summary,
        "sections": plain.sections(found.program), "seen": found.desk.seen,
        "glance": glance.plain if glance else "", "differs": found.desk.differs,
        "health": checkup.said(check_up(found.program, Figures())),
        "sample": sampled(visit, found, QueryDict("amount=30")),
        "currency": found.program.currency, "fitted": bool(_waiting(visit)),
    }  # fmt: skip
    return render(request, visit, "console/start/look_over.html", said)


@require_POST
@staff_page("publish")
def publish_first(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Publishes what was looked over, from now on."""
    found = looking.look(visit)
    if found.program is None or request.POST.get("seen") != found.desk.seen:
        messages.warning(request, _("The draft was changed meanwhile. Look at it again."))
        return Redirect(visit.address("look_over"))
    done = transact(
        lambda conn: publishing.publish(
            conn, visit.program_id, found.text, valid_from=visit.shop.now, by=visit.name,
            now=visit.shop.now, later=jobs.later,
        ),
        undo=lambda one: not isinstance(one, Version),
    )  # fmt: skip
    if not isinstance(done, Version):
        return Redirect(visit.address("publish"))
    messages.success(request, _("Your program is published."))
    return Redirect(visit.address("poster"))


@require_GET
@staff_page("look")
def poster(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A page to print and show at the till: what the club is, and the way in."""
    address = request.build_absolute_uri(reverse("portal:join", kwargs={"program": visit.club}))
    document = visit.shop.program.document
    glance = proposition(document)
    said = {
        "title": document.title, "summary": document.summary, "address": address,
        "glance": glance.plain if glance else "", "picture": square(address),
        "waiting": _waiting(visit) if visit.may("bring_in") else [],
    }  # fmt: skip
    return render(request, visit, "console/start/poster.html", said)


def _waiting(visit: Visit) -> list[dict[str, Any]]:
    """Orders that were looked at before there was a program, and can be taken in now."""
    found = imports.queries.newest(visit.conn, visit.merchant_id, visit.program_id, limit=5)
    return [
        shown.row(one) for one in found
        if one.phase == "checked" and one.kind == "orders" and one.gone_at is None
    ]  # fmt: skip
