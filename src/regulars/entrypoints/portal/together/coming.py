"""Coming in by a code: at the door, where it is kept until one has signed in, and inside."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.core.sharing import COMPANY, HOUSEHOLD
from regulars.domains import sharing
from regulars.domains.sharing.contracts import Invitation
from regulars.entrypoints.portal.access import Visit, club_page, let_wait, render, waiting
from regulars.entrypoints.portal.door.pace import allowed
from regulars.entrypoints.portal.together import view_of
from regulars.entrypoints.portal.why_not import refusal
from regulars.flows import invite
from regulars.flows.slowing import LIMITS
from regulars.kit.pages.requests import typed
from regulars.kit.pg.django import transact


@require_http_methods(["GET", "POST"])
@club_page
def come(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Types the code in, reads what it means, and agrees or not."""
    document = visit.shop.program.document
    if document.households is None and document.companies is None:
        raise Http404
    code = waiting(request, visit, "invitation")
    if request.method == "GET":
        return _shown(request, visit, code) if code else _form(request, visit)
    what = typed(request, "what")
    if what == "code":
        return _typed(request, visit)
    if not code or visit.member is None:
        return _form(request, visit)
    if what == "no":
        return _declined(request, visit, code)
    return _accepted(request, visit, code)


def _form(request: HttpRequest, visit: Visit, error: str = "", status: int = 200) -> HttpResponse:
    said = {"error": error, "code": typed(request, "code")}
    return render(request, visit, "portal/together/come.html", said, status)


def _typed(request: HttpRequest, visit: Visit) -> HttpResponse:
    name = str(visit.member.member_id) if visit.member else ""
    if not allowed(request, visit, "invitation", name, LIMITS):
        error = _("Too many attempts. Please wait a quarter of an hour and try again.")
        return _form(request, visit, error, 429)
    code = typed(request, "code", 100)
    found = transact(lambda conn: invite.find(conn, visit.shop, code))
    wrong = _not_open(visit, found)
    if found is None or wrong is not None:
        return _form(request, visit, refusal(visit, wrong) if wrong else "", 422)
    let_wait(request, visit, "invitation", code)
    return Redirect(visit.address("come"))


def _not_open(visit: Visit, found: Invitation | None) -> Refused | None:
    if found is None:
        return Refused(code="invitation_unknown")
    if found.status != "open":
        return Refused(code="invitation_settled", params={"status": found.status})
    if visit.shop.now >= found.until:
        until = found.until.date().isoformat()
        return Refused(code="invitation_over", params={"until": until})
    return None


def _shown(request: HttpRequest, visit: Visit, code: str, error: str = "") -> HttpResponse:
    found = transact(lambda conn: invite.find(conn, visit.shop, code))
    wrong = _not_open(visit, found)
    if found is None or wrong is not None:
        let_wait(request, visit, "invitation", "")
        return _form(request, visit, refusal(visit, wrong) if wrong else "", 422)
    shared = sharing.queries.some(visit.conn, visit.program_id, [found.account_id])
    one = shared[found.account_id]
    home = visit.shop.program.document.households
    said: dict[str, Any] = {
        "name": one.name, "company": one.kind == COMPANY, "error": error,
        "role": view_of.role_name(visit, found.role), "may": view_of.may(visit, found.role),
        "until": found.until, "part": bool(home and home.on_leaving == "share"),
    }  # fmt: skip
    if visit.member is not None:
        said["brings"] = view_of.holding(visit) if one.kind == HOUSEHOLD else []
        said["shares"] = bool(visit.me.role)
    return render(request, visit, "portal/together/invited.html", said, 409 if error else 200)


def _accepted(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    def work(conn: Connection) -> Refused | None:
        found = invite.find(conn, visit.shop, code)
        if found is None:
            return Refused(code="invitation_unknown")
        return invite.accept(conn, visit.shop, found, visit.me).refused

    refused = transact(work, undo=lambda one: one is not None)
    if refused is not None:
        return _shown(request, visit, code, refusal(visit, refused))
    let_wait(request, visit, "invitation", "")
    messages.success(request, _("You are in: from now on you collect together."))
    return Redirect(visit.address("household"))


def _declined(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    def work(conn: Connection) -> None:
        found = invite.find(conn, visit.shop, code)
        if found is not None:
            invite.decline(conn, found)

    transact(work)
    let_wait(request, visit, "invitation", "")
    messages.success(request, _("You said no. Nothing has changed."))
    return Redirect(visit.address("home"))
