"""The page of the staff: who works here, in which role; changing that, blocking, letting go."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from regulars.domains.merchants import queries as merchants
from regulars.domains.merchants import staffing
from regulars.domains.signin import sessions
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.recording import noted
from regulars.entrypoints.console.security.views import end
from regulars.entrypoints.console.signin import factors
from regulars.entrypoints.console.staff import rows
from regulars.entrypoints.console.staff.forms import place
from regulars.kit import clock
from regulars.kit.pg.django import transact


@require_GET
@staff_page("staff")
def staff(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Everybody, and who was asked."""
    return page(request, visit)


@require_POST
@staff_page("staff")
def change(request: HttpRequest, visit: Visit, user: int) -> HttpResponse:
    """Gives somebody another role, or another place."""
    worker = _known(visit, user)
    wanted = place(request, visit)
    if isinstance(wanted, str):
        return page(request, visit, {"wrong": wanted}, 422)
    noted(request, before=" ".join(worker["roles"]), after=wanted.role)
    done = transact(
        lambda conn: staffing.change(
            conn, visit.merchant_id, user, wanted.role, program_id=wanted.program_id,
            locations=wanted.locations,
        )
    )  # fmt: skip
    return _told(request, visit, done=done, said=_("Changed."))


@require_POST
@staff_page("staff")
def block(request: HttpRequest, visit: Visit, user: int) -> HttpResponse:
    """Keeps somebody out at once, or lets them in again."""
    _known(visit, user)
    out = "again" not in request.POST
    noted(request, after="blocked" if out else "let in")
    at = clock.now() if out else None
    done = transact(lambda conn: staffing.block(conn, visit.merchant_id, user, at))
    if done and out:
        _end_sessions(visit, user)
    return _told(request, visit, done=done, said=_("Blocked.") if out else _("Let in again."))


@require_POST
@staff_page("staff")
def dismiss(request: HttpRequest, visit: Visit, user: int) -> HttpResponse:
    """Ends that somebody works here, asked for twice."""
    worker = _known(visit, user)
    if "sure" not in request.POST:
        said = {"id": worker["id"], "name": worker["name"]}
        return render(request, visit, "console/staff/sure.html", said)
    done = transact(lambda conn: staffing.dismiss(conn, visit.merchant_id, user))
    if done:
        _end_sessions(visit, user)
    return _told(request, visit, done=done, said=_("They no longer work here."))


@require_POST
@staff_page("staff")
def start_anew(request: HttpRequest, visit: Visit, user: int) -> HttpResponse:
    """Takes the second factors away from somebody who has lost them."""
    _known(visit, user)
    transact(lambda _conn: factors.forget_all(user))
    _end_sessions(visit, user)
    return _told(request, visit, done=True, said=_("They can add a second factor anew."))


@require_POST
@staff_page("staff")
def policy(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Says who needs a second factor."""
    wanted = request.POST.get("second_factor", "")
    if wanted not in staffing.REQUIRED:
        raise Http404
    me = merchants.worker(visit.conn, visit.user_id)
    noted(request, before=me.second_factor if me else "", after=wanted)
    transact(lambda conn: staffing.require(conn, visit.merchant_id, wanted))
    return _told(request, visit, done=True, said=_("Saved. It holds from each one’s next page on."))


def page(
    request: HttpRequest, visit: Visit, said: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Will show the page, with what is wrong with a form."""
    context = rows.context(request, visit) | {"form": said or {}}
    return render(request, visit, "console/staff/staff.html", context, status)


def _known(visit: Visit, user: int) -> dict[str, Any]:
    found = [one for one in merchants.workers(visit.conn, visit.merchant_id) if one.user_id == user]
    if not found:
        raise Http404
    return {"id": user, "name": rows.name_of(user), "roles": found[0].roles}


def _end_sessions(visit: Visit, user: int) -> None:
    end([one.key for one in sessions.of(visit.conn, user)])


def _told(request: HttpRequest, visit: Visit, *, done: bool, said: str) -> HttpResponse:
    if not done:
        last = _("This is the last owner: make somebody else one first.")
        return page(request, visit, {"wrong": last}, 422)
    messages.success(request, said)
    return Redirect(visit.address("staff"))
