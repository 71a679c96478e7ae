"""The pages of the forms: one thing of the draft at a time."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from msgspec import Struct

from regulars.core import calendar
from regulars.domains.programs import plain
from regulars.domains.programs.editing import EditError, at
from regulars.domains.programs.fields import Typed
from regulars.domains.segments import queries as segments
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.designer import forms, previews
from regulars.entrypoints.console.designer.kinds import Kind, Shape
from regulars.entrypoints.console.designer.outline import Thing, plain_values, things
from regulars.entrypoints.console.designer.tables import KINDS
from regulars.flows import draft as drafting
from regulars.kit.pg.django import transact


class Sheet(Struct, frozen=True, kw_only=True):
    """One thing on the desk, and the draft that it is of."""

    visit: Visit
    kind: Kind
    one: Thing
    desk: drafting.Desk
    values: dict[str, Any]
    shape: Shape | None = None


@require_http_methods(["GET", "POST"])
@staff_page("shape")
def thing(request: HttpRequest, visit: Visit, kind: str, name: str) -> HttpResponse:
    """The form of one thing, or of a new one, and what it makes of the draft."""
    sheet = _sheet(visit, kind, name, request.GET.get("shape", ""))
    if sheet is None:
        messages.error(request, _("It is not in the draft."))
        return Redirect(visit.address("design"))
    if request.method == "GET":
        return _shown(request, sheet)
    typed = forms.sent(sheet.kind, request.POST)
    edit = _tried(lambda: _edited(sheet, typed))
    if request.headers.get("HX-Request") and "look" in request.GET:
        return render(request, visit, "console/designer/_thing_said.html", _says(sheet, edit))
    if edit is None or edit.problems or not _kept(request, sheet, edit):
        wrong = _wrong(request, sheet, edit)
        return _shown(request, sheet, typed=typed, edit=edit, wrong=wrong)
    messages.success(request, _("It is in the draft. Publish it when you are ready."))
    return Redirect(visit.address("design"))


@require_POST
@staff_page("shape")
def take_out(request: HttpRequest, visit: Visit, kind: str, name: str) -> HttpResponse:
    """Takes a thing out of the draft, unless something else needs it."""
    sheet = _sheet(visit, kind, name, "")
    if sheet is None or not sheet.kind.keyed:
        raise Http404
    edit = _tried(lambda: forms.removed(sheet.desk.text, sheet.kind, sheet.one))
    if edit is None or edit.problems or not _kept(request, sheet, edit):
        wrong = _wrong(request, sheet, edit) + _sentences(edit)
        return _shown(request, sheet, wrong=wrong)
    messages.success(request, _("It is no longer in the draft."))
    return Redirect(visit.address("design"))


def _sheet(visit: Visit, kind: str, name: str, shape: str) -> Sheet | None:
    """None for what is published, but no longer, or not yet, in the draft."""
    table = KINDS.get(kind)
    desk = drafting.desk(visit.conn, visit.program_id)
    values = plain_values(desk.text)
    if table is None or values is None:
        raise Http404
    if name != "new":
        one = next((one for one in things(table, values) if one.name == name), None)
        if one is None:
            return None
        return Sheet(visit=visit, kind=table.fitted(one.value), one=one, desk=desk, values=values)
    found = next((one for one in table.shapes if one.name == shape), None)
    if found is None:
        raise Http404
    today = calendar.local(visit.shop.instant, visit.zone).date()
    begun = forms.begun(found, _offered(visit, values), today)
    new, fitted = Thing(name="new", value=begun), table.fitted(begun)
    return Sheet(visit=visit, kind=fitted, one=new, desk=desk, values=values, shape=found)


def _offered(visit: Visit, values: dict[str, Any]) -> dict[str, Any]:
    """What the file has, and the segments that were saved beside it."""
    saved = {
        one.segment: {"title": one.title} for one in segments.saved(visit.conn, visit.program_id)
    }
    held = values.get("segments")
    inside = held if isinstance(held, dict) else {}
    return values | {"segments": {**inside, **{k: v for k, v in saved.items() if k not in inside}}}


def _edited(sheet: Sheet, typed: dict[str, Typed]) -> forms.Edit:
    text = sheet.desk.text
    if sheet.shape is not None:
        return forms.added(text, sheet.values, sheet.kind, sheet.one.value, typed)
    return forms.changed(text, sheet.kind, sheet.one, typed)


def _tried(act: Callable[[], forms.Edit]) -> forms.Edit | None:
    try:
        return act()
    except EditError:
        return None


def _kept(request: HttpRequest, sheet: Sheet, edit: forms.Edit) -> bool:
    """Keeps the draft unless it is another one than was seen when the form was opened."""
    visit, seen = sheet.visit, sheet.desk.seen
    if request.POST.get("seen") != seen:
        return False
    keep = drafting.keep
    return transact(
        lambda conn: keep(conn, visit.program_id, edit.text, seen=seen, now=visit.shop.now)
    ) is None  # fmt: skip


def _wrong(request: HttpRequest, sheet: Sheet, edit: forms.Edit | None) -> list[str]:
    """What is wrong with the whole; what is wrong with a field stands beside it."""
    if edit is None:
        return [_("This is written in a way that only the file can change. Edit it in the file.")]
    if edit.problems and request.POST.get("seen") == sheet.desk.seen:
        return []
    return [_("The draft was changed meanwhile. Check the form and send it again.")]


def _sentences(edit: forms.Edit | None) -> list[str]:
    return [f"{one.sentence} {one.cure}" for one in edit.problems] if edit else []


def _says(sheet: Sheet, edit: forms.Edit | None) -> dict[str, Any]:
    """What members would read of the thing and see of it, or what is wrong with it."""
    if edit is None or edit.program is None:
        return {"problems": _sentences(edit), "sentences": []}
    said = {one.heading: one.sentences for one in plain.sections(edit.program)}
    all_ = list(said.get(sheet.kind.sentences, ()))
    place: str | int = edit.place[-1] if edit.place else ""
    if sheet.kind.keyed == "name":
        held = at(plain_values(edit.text), sheet.kind.section) or {}
        place = list(held).index(place) if len(held) == len(all_) else ""
    fits = isinstance(place, int) and place < len(all_)
    return {
        "problems": [], "sentences": [all_[int(place)]] if fits else all_,
        "preview": previews.preview(sheet.visit, sheet.kind.name, edit.program, edit.name),
    }  # fmt: skip


def _shown(
    request: HttpRequest, sheet: Sheet, *, typed: dict[str, Typed] | None = None,
    edit: forms.Edit | None = None, wrong: list[str] | None = None,
) -> HttpResponse:  # fmt: skip
    kind, one = sheet.kind, sheet.one
    form = forms.shown(kind, one.value, _offered(sheet.visit, sheet.values), typed, edit)
    title = str(one.value.get("title") or one.name) if isinstance(one.value, dict) else one.name
    said = {
        "form": form | {"wrong": [*form["wrong"], *(wrong or [])]},
        "kind": kind.name, "one": gettext(kind.one), "name": one.name, "title": title,
        "new": sheet.shape is not None, "seen": sheet.desk.seen,
        "may_go": bool(kind.keyed) and sheet.shape is None,
    }  # fmt: skip
    status = 200 if request.method == "GET" else 422
    return render(request, sheet.visit, "console/designer/thing.html", said, status)
