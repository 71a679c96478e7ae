"""My household or company: who is in it; opening a household; going."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from regulars.domains.sharing.contracts import Shared
from regulars.entrypoints.portal.access import Visit, club_page, for_members, render
from regulars.entrypoints.portal.together import view_of
from regulars.entrypoints.portal.why_not import refusal
from regulars.flows import leave_account, share_account
from regulars.kit.pages.requests import typed
from regulars.kit.pg.django import transact


@require_GET
@club_page
@for_members
def household(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Who is in it; or how to have one."""
    return page(request, visit, {})


def page(
    request: HttpRequest, visit: Visit, said: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Will show the page, with what a form has to say."""
    shared = view_of.shared_of(visit)
    if shared is not None:
        said = {"one": view_of.together(visit, shared), **said}
        return render(request, visit, "portal/together/household.html", said, status)
    document = visit.shop.program.document
    if document.households is None and document.companies is None:
        raise Http404
    said = {
        "households": document.households is not None, "wait": view_of.wait_until(visit),
        "companies": document.companies is not None, **said,
    }  # fmt: skip
    return render(request, visit, "portal/together/alone.html", said, status)


@require_POST
@club_page
@for_members
def begin(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Makes a household of the member's account."""
    name = typed(request, "name", 100)
    if not name:
        return page(request, visit, {"wrong": _("Write a name, like “The Smiths”.")}, 422)
    answer = transact(
        lambda conn: share_account.open_household(conn, visit.shop, visit.me, name),
        undo=lambda one: one.refused is not None,
    )
    if answer.refused is not None:
        return page(request, visit, {"name": name, "wrong": refusal(visit, answer.refused)}, 409)
    messages.success(request, _("It is open. Now ask your people in."))
    return Redirect(visit.address("household"))


@require_http_methods(["GET", "POST"])
@club_page
@for_members
def go(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Says what one takes along, then lets them go."""
    shared = view_of.shared_of(visit)
    if shared is None:
        return Redirect(visit.address("household"))
    if request.method == "GET":
        return _asked(request, visit, shared)
    answer = transact(
        lambda conn: leave_account.leave(conn, visit.shop, visit.me),
        undo=lambda one: one.refused is not None,
    )
    if answer.refused is not None:
        return _asked(request, visit, shared, refusal(visit, answer.refused))
    messages.success(request, _("Your account is your own again."))
    return Redirect(visit.address("home"))


def _asked(request: HttpRequest, visit: Visit, shared: Shared, error: str = "") -> HttpResponse:
    one = view_of.together(visit, shared)
    said = {"one": one, "parting": view_of.parting(visit, shared), "error": error}
    said["stays"] = one.leads and not one.alone
    return render(request, visit, "portal/together/go.html", said, 409 if error else 200)
