"""From questions to a proposal, and from there to a draft of one's own."""

from typing import Any

from django.contrib.auth import get_user
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http import HttpResponseRedirect as Redirect
from django.shortcuts import render as rendered
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.domains.imports.contracts import File
from regulars.domains.merchants import queries as merchants
from regulars.domains.merchants.contracts import Worker
from regulars.domains.merchants.roles import granted
from regulars.domains.programs import operations, queries
from regulars.domains.programs.beginning import name_of
from regulars.domains.programs.contracts import ProgramRow
from regulars.domains.programs.guide import KINDS, propose
from regulars.entrypoints.console.gates import signed_in
from regulars.entrypoints.console.recording import recorded
from regulars.entrypoints.console.signin import entering
from regulars.entrypoints.console.start import own, questions
from regulars.flows import taking_in
from regulars.kit import clock
from regulars.kit.pg.django import connection, transact
from regulars.wire.importing.looking_back import text_for

NAMES_MAX = 100


@require_GET
@signed_in
def start(request: HttpRequest) -> HttpResponse:
    """The questions, and once they are answered the proposal beside its alternatives."""
    worker = who(request)
    return page(request, worker, request.GET) if isinstance(worker, Worker) else worker


def page(request: HttpRequest, worker: Worker, asked: QueryDict, wrong: str = "") -> HttpResponse:
    """Will show the questions with these answers."""
    form = questions.form(asked, worker.merchant)
    said: dict[str, Any] = {
        "form": form, "drafts": _drafts(worker), "user_name": name_of_user(request),
        "wrong": wrong, "answers": form,
    }  # fmt: skip
    if form["asked"] and not form["errors"]:
        first, *others = propose(questions.answers(asked))
        said |= {"first": first, "others": others}
    return rendered(
        request, "console/start/start.html", said, status=422 if form["errors"] or wrong else 200
    )


@require_POST
@signed_in
def begin_program(request: HttpRequest) -> HttpResponse:
    """Makes the chosen kind a draft of the shop's own."""
    worker = who(request)
    if not isinstance(worker, Worker):
        return worker
    form = questions.form(request.POST, worker.merchant)
    kind = KINDS.get(request.POST.get("kind", ""))
    if kind is None or not kind.gallery or form["errors"]:
        raise Http404
    gallery = kind.gallery
    file = own.found(worker, request.POST.get("file", "")) if "file" in request.POST else None
    with recorded(request, user_id=worker.user_id, merchant_id=worker.merchant_id, program_id=None):
        made = transact(lambda conn: _begun(conn, worker, gallery, form, file))
    return Redirect(reverse("console:look_over", kwargs={"program": made.name}))


def _begun(
    conn: Connection, worker: Worker, gallery: str, form: dict[str, Any], file: File | None
) -> ProgramRow:
    base, now = name_of(form["title"]), clock.now()
    for count in range(1, NAMES_MAX):
        name = base if count == 1 else f"{base}-{count}"
        made = operations.create_program(conn, worker.merchant_id, name, now=now)
        if not isinstance(made, Refused):
            past = own.report_of(file).history if file else None
            text = text_for(gallery, own.setting(form), past, name=name)
            if file is not None:
                taking_in.belong(conn, file.file_id, made.program_id)
            operations.save_draft(conn, made.program_id, text, now=now)
            return made
    raise Http404


def who(request: HttpRequest) -> Worker | HttpResponse:
    """Who may publish for the whole merchant; somebody else finds nothing here."""
    user = get_user(request)
    worker = merchants.worker(connection(), int(user.pk)) if user.pk is not None else None
    if worker is None or worker.blocked_at or "publish" not in granted(worker.role):
        raise Http404
    if entering.owes_second(request, worker):
        return Redirect(reverse("console:second"))
    return worker


def _drafts(worker: Worker) -> list[str]:
    """Programs that were begun and never published."""
    conn = connection()
    rows = queries.programs_of(conn, worker.merchant_id)
    return [one.name for one in rows if queries.known(conn, one.program_id) is None]


def name_of_user(request: HttpRequest) -> str:
    """Will give the name that somebody signed in with."""
    return get_user(request).get_username()
