"""A version that is published for later is taken back before it comes into force."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regulars.core.effects import Refused
from regulars.domains.programs import promises, queries
from regulars.domains.programs.loading import load
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.designer import changed
from regulars.entrypoints.console.recording import noted
from regulars.flows import publish as publishing
from regulars.kit.pages.requests import typed
from regulars.kit.pg.django import transact
from regulars.wire.sentences import for_staff

NOTE_MAX = 200


@require_http_methods(["GET", "POST"])
@staff_page("publish")
def withdraw(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """Shows what will not come, asks why, and takes it back."""
    versions = queries.versions(visit.conn, visit.program_id)
    planned = next((one for one in versions if one.number == number), None)
    if planned is None:
        raise Http404
    if request.method == "POST":
        note = typed(request, "note", NOTE_MAX)
        noted(request, version=number)
        done = transact(
            lambda conn: publishing.withdraw(
                conn, visit.program_id, number, by=visit.name, now=visit.shop.now, note=note
            ),
            undo=lambda one: isinstance(one, Refused),
        )
        if isinstance(done, Refused):
            messages.error(request, for_staff(done.code, done.params))
        else:
            messages.success(
                request, _("Version %(n)s is withdrawn. It never came into force.") % {"n": number}
            )
        return Redirect(visit.address("program"))
    if planned.valid_from <= visit.shop.now:
        return Redirect(visit.address("program"))
    now, then = visit.shop.program.document, load(planned.text)
    said = {
        "number": number, "valid_from": planned.valid_from, "note_max": NOTE_MAX,
        "changes": changed.parts(now, then), "promises": promises.changed(now, then),
    }  # fmt: skip
    return render(request, visit, "console/designer/withdraw.html", said)
