"""One's own sign-in: second factors, codes for the worst case, and where one is signed in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from regulars.domains.merchants import queries as merchants
from regulars.domains.signin import sessions
from regulars.entrypoints.console.gates import signed_in
from regulars.entrypoints.console.security.guarding import guarded, me
from regulars.entrypoints.console.signin import entering, factors
from regulars.kit import ids
from regulars.kit.pg.django import connection


@require_GET
@signed_in
def security(request: HttpRequest) -> HttpResponse:
    """Shows what there is."""
    return page(request)


@require_POST
@signed_in
@guarded
def remove(request: HttpRequest, factor: int) -> HttpResponse:
    """Takes one of one's factors away."""
    if factors.remove(me(request), factor):
        entering.written_down(request, me(request).pk, "factor_removed")
        messages.success(request, _("Removed."))
    if not factors.has_any(me(request)):
        request.session[entering.PROVED] = False
    return Redirect(reverse("console:security"))


@require_POST
@signed_in
@guarded
def renew_codes(request: HttpRequest) -> HttpResponse:
    """Makes new codes for the worst case; this page alone shows them."""
    user = me(request)
    if not factors.has_any(user):
        return Redirect(reverse("console:security"))
    return page(request, codes=factors.recovery_codes(user))


@require_POST
@signed_in
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Ends one session, or all others."""
    here, wanted = request.session.session_key, request.POST.get("session", "")
    gone = [
        one.key for one in sessions.of(connection(), me(request).pk)
        if one.key != here and wanted in ("", ids.encode("ses", one.session_id))
    ]  # fmt: skip
    end(gone)
    messages.success(request, _("Signed out there."))
    return Redirect(reverse("console:security"))


def end(keys: list[str]) -> None:
    """Will end sessions by their keys."""
    Session.objects.filter(session_key__in=keys).delete()
    sessions.forget(connection(), keys)


def page(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    """Will show the page, with what was made for this one answer."""
    user = get_user(request)
    assert isinstance(user, User), "somebody has signed in"
    worker = merchants.worker(connection(), user.pk)
    found = factors.all_of(user)
    said: dict[str, Any] = {
        "user_name": user.get_username(), "factors": found, "codes": (), "wrong": "",
        "codes_left": factors.recovery_left(user), "sessions": _sessions(request, user),
        "needed": worker is not None and entering.owes_second(request, worker) and not found,
        "has_app": any(one.kind == factors.APP for one in found),
    }  # fmt: skip
    return render(request, "console/security/security.html", said | more, status=status)


def _sessions(request: HttpRequest, user: User) -> list[dict[str, Any]]:
    kept = sessions.of(connection(), user.pk)
    live = set(
        Session.objects.filter(session_key__in=[one.key for one in kept]).values_list(
            "session_key", flat=True
        )
    )
    return [
        {
            "id": ids.encode("ses", one.session_id), "address": one.address,
            "browser": _browser(one.browser), "began_at": one.began_at,
            "here": one.key == request.session.session_key,
        }
        for one in kept if one.key in live
    ]  # fmt: skip


def _browser(agent: str) -> str:
    """A browser and its system in two words, as far as it says so."""
    names = ("Edg", "OPR", "Firefox", "Chrome", "Safari")
    systems = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux")
    known = {"Edg": "Edge", "OPR": "Opera", "Macintosh": "Mac"}
    found = [next((one for one in some if one in agent), "") for some in (names, systems)]
    return ", ".join(known.get(one, one) for one in found if one) or _("Unknown browser")
