"""Staff arrange an event, change it, copy it or call it off."""

from hashlib import sha256

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from regulars.core.effects import Refused
from regulars.domains.gatherings.contracts import Gathering
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.gatherings import forms, rows, views
from regulars.flows import arrange as arranging
from regulars.flows.event_news import event_id
from regulars.kit import ids
from regulars.kit.pg.django import transact
from regulars.wire.sentences import for_staff

REASON_MAX = 500


@require_http_methods(["GET", "POST"])
@staff_page("shape")
def new(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The form of a new event, filled from another one where it is a copy; and arranging it."""
    if request.method == "GET":
        other = request.GET.get("copy", "")
        form = forms.copied(visit, rows.named(visit, other)) if other else forms.empty(visit)
        form["club"] = request.GET.get("club", form["club"])
        return _shown(request, visit, form)
    form = forms.typed(visit, request.POST)
    if form["errors"]:
        return _shown(request, visit, form, status=422)
    said = forms.columns(visit, form)
    gathering = Gathering(
        program_id=visit.program_id, gathering_id=ids.new(), key=f"console:{form['key']}",
        fingerprint=sha256(msgspec.json.encode(said, order="sorted")).digest(), status="planned",
        revision=0, changed_at=visit.shop.now, **said,
    )  # fmt: skip
    made = transact(lambda conn: arranging.arrange(conn, gathering))
    if isinstance(made, Refused):
        return _refused(request, visit, form, made)
    messages.success(request, _("“%(title)s” is arranged.") % {"title": made[1].title})
    return Redirect(visit.address("event", event=event_id(made[1])))


@require_http_methods(["GET", "POST"])
@staff_page("shape")
def edit(request: HttpRequest, visit: Visit, event: str) -> HttpResponse:
    """The form of an event that is there, and changing it."""
    found = rows.named(visit, event)
    if request.method == "GET":
        return _shown(request, visit, forms.of(visit, found), event=event)
    form = forms.typed(visit, request.POST)
    if form["errors"]:
        return _shown(request, visit, form, event=event, status=422)
    said = forms.columns(visit, form, found)
    done = transact(
        lambda conn: arranging.change(conn, visit.shop, found.gathering_id, said),
        undo=lambda one: isinstance(one, Refused),
    )
    if isinstance(done, Refused):
        return _refused(request, visit, form, done, event=event)
    messages.success(request, _("“%(title)s” is changed.") % {"title": done.title})
    return Redirect(visit.address("event", event=event))


@require_POST
@staff_page("shape")
def cancel(request: HttpRequest, visit: Visit, event: str) -> HttpResponse:
    """Calls an event off; whoever has a place or waits is told why."""
    found = rows.named(visit, event)
    reason = request.POST.get("reason", "").replace("\0", "").strip()
    wrong = ""
    if not reason:
        wrong = _("Say why: everybody who signed up is told.")
    elif len(reason) > REASON_MAX:
        wrong = _("At most %(most)s characters.") % {"most": REASON_MAX}
    else:
        done = transact(
            lambda conn: arranging.call_off(conn, visit.shop, found.gathering_id, reason),
            undo=lambda one: isinstance(one, Refused),
        )
        if not isinstance(done, Refused):
            return Redirect(visit.address("event", event=event))
        wrong = for_staff(done.code, done.params)
    form = {"reason": reason, "wrong_reason": wrong}
    return views.page(request, visit, found, said={"form": form}, status=422)


def _refused(
    request: HttpRequest, visit: Visit, form: forms.Form, refused: Refused, event: str = ""
) -> HttpResponse:
    form["errors"] = {"all": for_staff(refused.code, refused.params)}
    return _shown(request, visit, form, event=event, status=422)


def _shown(
    request: HttpRequest, visit: Visit, form: forms.Form, *, event: str = "", status: int = 200
) -> HttpResponse:
    said = {"form": form, "event": event}
    return render(request, visit, "console/gatherings/form.html", said, status)
