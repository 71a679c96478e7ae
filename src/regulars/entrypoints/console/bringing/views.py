"""The pages of an import: bring a file, name its columns, check it, take it in, see what came."""

from functools import partial
from typing import Any

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from psycopg import Connection

from regulars.domains import imports
from regulars.domains.imports.contracts import File
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.bringing import keeping, naming, shown, words
from regulars.entrypoints.console.bringing.finding import named
from regulars.flows import taking_in
from regulars.kit import ids, jobs
from regulars.kit.errors import SetupError
from regulars.kit.pg.django import transact

SHOWN = 50


@require_http_methods(["GET", "POST"])
@staff_page("bring_in")
def listed(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What was brought lately, and the form for another file."""
    wrong = ""
    if request.method == "POST":
        answer = _brought(request, visit)
        if isinstance(answer, File):
            return Redirect(_address(visit, answer))
        wrong = answer
    found = imports.queries.newest(visit.conn, visit.merchant_id, visit.program_id, limit=SHOWN)
    said = {
        "rows": [shown.row(one) for one in found], "wrong": wrong,
        "kinds": [(code, _(name)) for code, name in words.KINDS.items()],
        "kind": request.POST.get("kind", "orders"), "mib": keeping.BYTES_MAX // 1_048_576,
    }  # fmt: skip
    return render(request, visit, "console/bringing/imports.html", said, 422 if wrong else 200)


@require_GET
@staff_page("bring_in")
def one(request: HttpRequest, visit: Visit, file: str) -> HttpResponse:
    """One file: its columns to name, how far it is, or what came of it."""
    found = named(visit, file)
    part = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    if part and not found.active:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if part:
        return render(request, visit, "console/bringing/_way.html", {"row": shown.row(found)})
    return _page(request, visit, found)


@require_POST
@staff_page("bring_in")
def columns(request: HttpRequest, visit: Visit, file: str) -> HttpResponse:
    """Keeps which column is what, and begins to check; or reads the file in another way."""
    found = named(visit, file)
    if "reread" in request.POST:
        changed = naming.rewritten(found, request.POST)
        try:
            text = naming.again(changed, visit.conn)
        except SetupError:
            return _page(request, visit, found, wrong=_("The file cannot be read like this."))
        transact(partial(taking_in.name_columns, file_id=found.file_id, mapping=text))
        return Redirect(_address(visit, found))
    mapping, wrong = naming.read(
        found, request.POST, keeping.again(visit.conn, found), visit.currency
    )
    text = msgspec.json.encode(mapping).decode()
    if wrong:
        found = msgspec.structs.replace(found, mapping=text)
        return _page(request, visit, found, wrong=wrong)
    begun = transact(partial(_checked, file=found, mapping=text))
    if not begun:
        messages.warning(request, _("This file is under way already."))
    return Redirect(_address(visit, found))


@require_POST
@staff_page("bring_in")
def run(request: HttpRequest, visit: Visit, file: str) -> HttpResponse:
    """Takes it in, stops, goes on, goes back to the columns, or throws the file away."""
    found = named(visit, file)
    what = request.POST.get("do", "")
    done = transact(partial(_done, file=found, what=what))
    if not done:
        messages.warning(request, _("This file is under way already."))
    if what == "drop":
        return Redirect(visit.address("imports"))
    return Redirect(_address(visit, found))


def _brought(request: HttpRequest, visit: Visit) -> File | str:
    upload = request.FILES.get("file")
    kind = request.POST.get("kind", "")
    wrong = keeping.problem(upload)
    if wrong or upload is None or kind not in words.KINDS:
        return wrong or _("Choose one of these.")
    constants = {"currency": visit.currency, "source": visit.program.name}
    made = transact(
        lambda conn: keeping.keep(
            conn, keeping.pieces(upload), name=upload.name or "", kind=kind,
            merchant_id=visit.merchant_id, program_id=visit.program_id, actor=visit.actor,
            constants=constants, zone=visit.zone, setting={},
        ),
        undo=lambda one: one is None,
    )  # fmt: skip
    return made or _("The file cannot be read: its first line has to name the columns, each once.")


def _page(request: HttpRequest, visit: Visit, file: File, wrong: str = "") -> HttpResponse:
    said: dict[str, Any] = {"row": shown.row(file), "wrong": wrong}
    if file.gone_at is None and file.phase == "uploaded":
        said["form"] = naming.form(file, keeping.again(visit.conn, file))
    if file.phase in {"checked", "done", "stopped", "failed"}:
        said["refused"] = shown.refused(visit, file)
    if file.phase == "checked" and file.gone_at is None:
        said["first"] = shown.first_rows(visit, file, visit.currency)
    return render(request, visit, "console/bringing/one.html", said, 422 if wrong else 200)


def _checked(conn: Connection, file: File, mapping: str) -> bool:
    begun = taking_in.check(conn, file.file_id, mapping)
    if begun:
        jobs.later(conn, "take_in", file_id=str(file.file_id))
    return begun


def _done(conn: Connection, file: File, what: str) -> bool:
    done = taking_in.change(conn, file.file_id, what)
    if done and what in {"run", "on"}:
        jobs.later(conn, "take_in", file_id=str(file.file_id))
    return done


def _address(visit: Visit, file: File) -> str:
    return visit.address("import_file", file=ids.encode("file", file.file_id))
