"""A shop's own orders, or the demo's, before there is a program: brought, named, looked at."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http import HttpResponseRedirect as Redirect
from django.shortcuts import render as rendered
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from psycopg import Connection

from regulars.connectors.completejourney import totals
from regulars.domains.imports.contracts import File
from regulars.domains.merchants.contracts import Worker
from regulars.domains.programs.beginning import name_of
from regulars.domains.programs.guide import propose
from regulars.entrypoints.console.bringing import keeping, naming, shown
from regulars.entrypoints.console.gates import signed_in
from regulars.entrypoints.console.recording import recorded
from regulars.entrypoints.console.start import compared, own, questions, views
from regulars.flows import taking_in
from regulars.kit import ids, jobs
from regulars.kit.errors import SetupError
from regulars.kit.pg.django import connection, transact


@require_POST
@signed_in
def bring(request: HttpRequest) -> HttpResponse:
    """Keeps the file, or the demo's year, with what was answered."""
    worker = views.who(request)
    if not isinstance(worker, Worker):
        return worker
    form = questions.form(request.POST, worker.merchant)
    if form["errors"]:
        raise Http404
    demo = request.POST.get("data") == "demo"
    upload = request.FILES.get("file")
    wrong = "" if demo else keeping.problem(upload)
    pieces: Iterator[bytes] = iter(())
    if demo:
        try:
            pieces = totals.csv_pieces()
        except SetupError as error:
            wrong = str(error)
    elif upload is not None:
        pieces = keeping.pieces(upload)
    if wrong:
        return views.page(request, worker, _query(request), wrong=wrong)
    with recorded(request, user_id=worker.user_id, merchant_id=worker.merchant_id, program_id=None):
        name = "demo-year.csv" if demo or upload is None else upload.name or ""
        file = transact(
            partial(_kept, worker=worker, form=form, pieces=pieces, name=name, demo=demo,
                    query=_query(request).urlencode()),
            undo=lambda one: one is None,
        )  # fmt: skip
    if file is None:
        wrong = _("The file cannot be read: its first line has to name the columns, each once.")
        return views.page(request, worker, _query(request), wrong=wrong)
    return Redirect(_address(file))


@require_GET
@signed_in
def orders(request: HttpRequest, file: str) -> HttpResponse:
    """Its columns to name, how far it is, or the kinds of programs side by side on its orders."""
    worker = views.who(request)
    if not isinstance(worker, Worker):
        return worker
    found = own.found(worker, file)
    if request.headers.get("HX-Request") and not request.headers.get("HX-Boosted"):
        if not found.active:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return rendered(request, "console/start/_way.html", {"row": shown.row(found)})
    return _page(request, worker, found)


@require_POST
@signed_in
def columns(request: HttpRequest, file: str) -> HttpResponse:
    """Keeps which column is what and looks at the orders; or goes back, or throws them away."""
    worker = views.who(request)
    if not isinstance(worker, Worker):
        return worker
    found = own.found(worker, file)
    with recorded(request, user_id=worker.user_id, merchant_id=worker.merchant_id, program_id=None):
        if (step := request.POST.get("do", "")) in {"back", "drop"}:
            transact(lambda conn: taking_in.change(conn, found.file_id, step))
            start = f"{reverse('console:start')}?{own.setting_of(found).query}"
            return Redirect(start if step == "drop" else _address(found))
        if "reread" in request.POST:
            return _reread(request, worker, found)
        mapping, wrong = naming.read(
            found, request.POST, keeping.again(connection(), found),
            own.setting_of(found).currency,
        )  # fmt: skip
        text = msgspec.json.encode(mapping).decode()
        if wrong:
            return _page(request, worker, msgspec.structs.replace(found, mapping=text), wrong)
        transact(partial(_looked_at, file=found, mapping=text))
    return Redirect(_address(found))


def _reread(request: HttpRequest, worker: Worker, file: File) -> HttpResponse:
    try:
        mapping = naming.again(naming.rewritten(file, request.POST), connection())
    except SetupError:
        return _page(request, worker, file, _("The file cannot be read like this."))
    transact(partial(taking_in.name_columns, file_id=file.file_id, mapping=mapping))
    return Redirect(_address(file))


def _page(request: HttpRequest, worker: Worker, file: File, wrong: str = "") -> HttpResponse:
    setting = own.setting_of(file)
    answered = QueryDict(setting.query)
    said: dict[str, Any] = {
        "row": shown.row(file), "wrong": wrong, "user_name": views.name_of_user(request),
        "answers": questions.form(answered, worker.merchant), "query": setting.query,
    }  # fmt: skip
    if file.phase == "uploaded":
        said["form"] = naming.form(file, keeping.again(connection(), file))
    elif file.phase == "checked":
        said["compared"] = compared.all_kinds(
            own.report_of(file), setting, propose(questions.answers(answered))
        )
    return rendered(request, "console/start/orders.html", said, status=422 if wrong else 200)


def _kept(
    conn: Connection, worker: Worker, form: dict[str, Any], pieces: Iterator[bytes], name: str,
    query: str, *, demo: bool,
) -> File | None:  # fmt: skip
    constants = {"currency": form["currency"], "source": name_of(form["title"])}
    file = keeping.keep(
        conn, pieces, name=name, kind="orders", merchant_id=worker.merchant_id, program_id=None,
        actor=f"staff:{worker.user_id}", constants=constants, zone=form["time_zone"],
        setting=msgspec.to_builtins(own.setting(form, query)),
    )  # fmt: skip
    if file is not None and demo:
        _looked_at(conn, file, file.mapping)
    return file


def _looked_at(conn: Connection, file: File, mapping: str) -> bool:
    begun = taking_in.check(conn, file.file_id, mapping)
    if begun:
        jobs.later(conn, "take_in", file_id=str(file.file_id))
    return begun


def _query(request: HttpRequest) -> QueryDict:
    """The answers alone, as they stand in the address of the first page."""
    kept = request.POST.copy()
    for name in ("csrfmiddlewaretoken", "data", "file"):
        kept.pop(name, None)
    return kept


def _address(file: File) -> str:
    return reverse("console:own_orders", kwargs={"file": ids.encode("file", file.file_id)})
