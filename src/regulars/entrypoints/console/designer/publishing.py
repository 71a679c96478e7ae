"""The draft becomes a version, now or from a day on; an older version comes back."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regulars.core.effects import Refused
from regulars.domains.programs import promises, queries
from regulars.domains.programs.contracts import Version
from regulars.domains.programs.loading import load
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.designer import changed, looking
from regulars.entrypoints.console.designer.views import waiting
from regulars.entrypoints.console.gatherings.forms import read_time
from regulars.flows import publish as publishing
from regulars.flows.draft import keep, mark
from regulars.kit import jobs
from regulars.kit.pages import differences
from regulars.kit.pages.requests import typed
from regulars.kit.pg.django import transact
from regulars.wire.sentences import for_staff

NOTE_MAX = 200


@require_http_methods(["GET", "POST"])
@staff_page("publish")
def publish(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Shows what the draft would change, asks from when, and publishes it."""
    found = looking.look(visit)
    if found.program is None or not found.desk.differs:
        return Redirect(visit.address("design"))
    if request.method == "GET":
        return _asked(request, visit, found, {})
    form, at = _form(request, visit)
    if request.POST.get("seen", "") != found.desk.seen:
        form["wrong"] = _("The draft was changed meanwhile. Look at it again, then publish.")
    if form.get("wrong") or form.get("wrong_at") or at is None:
        return _asked(request, visit, found, form, 422)
    done = transact(
        lambda conn: publishing.publish(
            conn, visit.program_id, found.text, valid_from=at, by=visit.name, now=visit.shop.now,
            note=form["note"], later=jobs.later,
        ),
        undo=lambda one: not isinstance(one, Version),
    )  # fmt: skip
    if not isinstance(done, Version):
        return _asked(request, visit, found, form | {"wrong": _wrong(done)}, 422)
    _told(request, visit, done)
    return Redirect(visit.address("program"))


@require_http_methods(["GET", "POST"])
@staff_page("publish")
def again(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """Shows what an older version would change back, asks from when, and publishes it again."""
    versions = queries.versions(visit.conn, visit.program_id)
    known = queries.history(visit.conn, visit.program_id)
    old = next((one for one in known if one.number == number and one.withdraws is None), None)
    if old is None or old.number == versions[-1].number:
        raise Http404
    if request.method == "GET":
        return _asked_again(request, visit, old, versions[-1], {})
    form, at = _form(request, visit)
    if form.get("wrong_at") or at is None:
        return _asked_again(request, visit, old, versions[-1], form, 422)

    def back(conn: Any) -> publishing.Published:
        done = publishing.roll_back(
            conn, visit.program_id, old.number, valid_from=at, by=visit.name,
            now=visit.shop.now, later=jobs.later,
        )  # fmt: skip
        draft = queries.draft(conn, visit.program_id)
        # Whoever works on something else keeps it; an untouched draft follows.
        if isinstance(done, Version) and draft is not None and draft.text == versions[-1].text:
            keep(conn, visit.program_id, old.text, seen=mark(draft.text), now=visit.shop.now)
        return done

    done = transact(back, undo=lambda one: not isinstance(one, Version))
    if not isinstance(done, Version):
        form["wrong"] = _wrong(done)
        return _asked_again(request, visit, old, versions[-1], form, 422)
    _told(request, visit, done)
    return Redirect(visit.address("program"))


def _form(request: HttpRequest, visit: Visit) -> tuple[dict[str, Any], datetime | None]:
    """What was typed, and from when it is to count."""
    form: dict[str, Any] = {
        "start": request.POST.get("start", "now"), "at": typed(request, "at"),
        "note": typed(request, "note", NOTE_MAX),
    }  # fmt: skip
    if form["start"] != "later":
        return form, visit.shop.now
    at = read_time(visit, form["at"])
    if at is None:
        form["wrong_at"] = _("Write a day and a time that the shop’s clock shows.")
    elif at < visit.shop.now:
        form["wrong_at"] = _("This is over already. Choose a time to come.")
    return form, at


def _wrong(found: publishing.Published) -> str:
    if isinstance(found, Refused):
        return for_staff(found.code, found.params)
    assert isinstance(found, list), "what is no version and no refusal is problems"
    return " ".join(f"{one.sentence} {one.cure}" for one in found)


def _next(visit: Visit) -> int:
    return len(queries.history(visit.conn, visit.program_id)) + 1


def _told(request: HttpRequest, visit: Visit, done: Version) -> None:
    if done.valid_from > visit.shop.now:
        text = _("Version %(n)s is published. It comes into force by itself.")
    else:
        text = _("Version %(n)s is published and in force.")
    messages.success(request, text % {"n": done.number})


def _asked(
    request: HttpRequest, visit: Visit, found: looking.Look, form: dict[str, Any], status: int = 200
) -> HttpResponse:
    said = looking.said(found) | {
        "form": form, "seen": found.desk.seen, "waiting": waiting(visit, found),
        "next": _next(visit),
    }  # fmt: skip
    return render(request, visit, "console/designer/publish.html", said, status)


def _asked_again(
    request: HttpRequest, visit: Visit, old: Version, newest: Version, form: dict[str, Any],
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    before, after = load(newest.text), load(old.text)
    said = {
        "number": old.number, "next": _next(visit), "newest": newest.number, "form": form,
        "promises": promises.changed(before, after), "changes": changed.parts(before, after),
        "lines": differences.lines(newest.text, old.text),
        "waiting": waiting(visit, looking.look(visit)),
    }  # fmt: skip
    return render(request, visit, "console/designer/again.html", said, status)
