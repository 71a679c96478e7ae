"""The pages of an act on many: choose and preview, begin, follow, undo, save what came of it."""

from collections.abc import Iterator
from itertools import islice
from typing import Any
from uuid import UUID

import msgspec
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.domains import bulk
from regulars.domains.bulk.contracts import UNDOABLE, Item, Run, What
from regulars.domains.members import queries as members
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.actors import actor_name
from regulars.entrypoints.console.bulk import forms
from regulars.entrypoints.console.members import filtering
from regulars.entrypoints.console.recording import noted
from regulars.flows import doing_in_bulk
from regulars.kit import ids, jobs
from regulars.kit.pages.spreadsheets import csv_file
from regulars.kit.pg.django import transact
from regulars.wire.sentences import for_staff

MOST = 100_000
SHOWN = 100


@require_http_methods(["GET", "POST"])
@staff_page("serve")
def act(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Who it is about and what to do; what it would do; and then it begins."""
    asked = request.GET if request.method == "GET" else request.POST
    found = [one.member_id for one in islice(filtering.all_asked(visit, asked), MOST + 1)]
    said: dict[str, Any] = {
        "count": len(found), "too_many": len(found) > MOST, "most": MOST, "wrong": "",
        "picked": asked.getlist("member")[: filtering.PICKED_MAX], "form": forms.offered(visit),
        "asked": [(name, asked.get(name, "")) for name in filtering.FIELDS if asked.get(name)],
        "query": filtering.query(asked), "typed": request.POST.dict(),
    }  # fmt: skip
    if request.method == "GET" or "back" in request.POST:
        return render(request, visit, "console/bulk/act.html", said)
    what, wrong = forms.read(request, visit)
    if what is None or not found or said["too_many"]:
        said["wrong"] = wrong or _("Nobody is chosen, or too many at once.")
        return render(request, visit, "console/bulk/act.html", said, status=422)
    if "sure" not in request.POST:
        said["what"] = forms.worded(visit, what)
        return render(request, visit, "console/bulk/sure.html", said)
    noted(request, action=what.action, count=len(found))
    key = f"console:{request.POST['key']}"
    run, _new = transact(
        lambda conn: _begun(
            conn, doing_in_bulk.begin(conn, visit.shop, what, found, key=key, actor=visit.actor)
        )
    )
    return Redirect(visit.address("bulk_run", run=ids.encode("run", run.run_id)))


@require_GET
@staff_page("serve")
def runs(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What was done to many lately."""
    found = bulk.queries.newest(visit.conn, visit.program_id, limit=SHOWN)
    said = {"rows": [_row(visit, one) for one in found]}
    return render(request, visit, "console/bulk/runs.html", said)


@require_GET
@staff_page("serve")
def run(request: HttpRequest, visit: Visit, run: str) -> HttpResponse:
    """How far it is, and what came of it."""
    found = _named(visit, run)
    failed = bulk.queries.items(visit.conn, found.run_id, status="failed", limit=SHOWN)
    what = msgspec.json.decode(found.what, type=What)
    opposite = bulk.queries.undone_by(visit.conn, found.run_id)
    said = {
        "row": _row(visit, found), "failed": _failed(visit, failed),
        "undone_by": ids.encode("run", opposite) if opposite else "",
        "undoable": found.finished_at is not None and found.undoes is None and not opposite
        and what.action in UNDOABLE and (what.action != "adjust" or visit.may("adjust")),
    }  # fmt: skip
    part = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    return render(request, visit, f"console/bulk/{'_run' if part else 'run'}.html", said)


@require_POST
@staff_page("serve")
def undo(request: HttpRequest, visit: Visit, run: str) -> HttpResponse:
    """Begins the opposite."""
    found = _named(visit, run)
    if msgspec.json.decode(found.what, type=What).action == "adjust" and not visit.may("adjust"):
        raise Http404
    done = transact(
        lambda conn: _begun(conn, doing_in_bulk.undo(conn, visit.shop, found, actor=visit.actor)),
        undo=lambda one: one is None,
    )
    if done is None:
        messages.error(request, _("This cannot be undone."))
        return Redirect(visit.address("bulk_run", run=run))
    return Redirect(visit.address("bulk_run", run=ids.encode("run", done[0].run_id)))


@require_GET
@staff_page("serve")
def results(request: HttpRequest, visit: Visit, run: str) -> StreamingHttpResponse:  # noqa: ARG001
    """What came of it for each, as CSV."""
    return csv_file(run, ("member", "result", "why"), _rows_of(visit, _named(visit, run)))


def _begun(conn: Connection, done: tuple[Run, bool] | None) -> Any:
    if done is not None and done[1]:
        jobs.later(conn, "run_bulk", run_id=str(done[0].run_id))
    return done


def _named(visit: Visit, run: str) -> Run:
    run_id = ids.decode("run", run)
    found = bulk.queries.run(visit.conn, run_id) if run_id else None
    if found is None or found.program_id != visit.program_id:
        raise Http404
    return found


def _row(visit: Visit, one: Run) -> dict[str, Any]:
    counts = bulk.queries.counts(visit.conn, one.run_id)
    waiting = counts.get("waiting", 0)
    return {
        "id": ids.encode("run", one.run_id), "created_at": one.created_at, "total": one.total,
        "what": forms.worded(visit, msgspec.json.decode(one.what, type=What)),
        "who": actor_name(visit, one.actor), "finished_at": one.finished_at, "undo": one.undoes,
        "done": counts.get("done", 0), "same": counts.get("same", 0),
        "failed": counts.get("failed", 0), "settled": one.total - waiting,
    }  # fmt: skip


def _failed(visit: Visit, items: list[Item]) -> list[dict[str, str]]:
    wanted = [one.member_id for one in items]
    names = {
        one.member_id: one.name for one in members.members(visit.conn, visit.program_id, wanted)
    }
    return [
        {
            "member": ids.encode("mem", one.member_id), "name": names.get(one.member_id, ""),
            "why": _why(one),
        }
        for one in items
    ]  # fmt: skip


def _why(one: Item) -> str:
    if not one.why:
        return ""
    refused = msgspec.json.decode(one.why, type=Refused)
    return for_staff(refused.code, refused.params)


def _rows_of(visit: Visit, run: Run) -> Iterator[tuple[str, ...]]:
    after: UUID | None = None
    while True:
        found = bulk.queries.items(visit.conn, run.run_id, after=after, limit=1000)
        for one in found:
            yield ids.encode("mem", one.member_id), one.status, _why(one)
        if len(found) < 1000:
            return
        after = found[-1].member_id
