"""One's own password: changed by whoever knows it, and from then on signed in here alone."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regulars.domains.signin import sessions
from regulars.entrypoints.console.gates import signed_in
from regulars.entrypoints.console.security.guarding import guarded, me
from regulars.entrypoints.console.security.views import end
from regulars.entrypoints.console.signin import entering, throttle
from regulars.entrypoints.console.signin.strength import weak
from regulars.kit import clock
from regulars.kit.pages.requests import address_of
from regulars.kit.pg.django import connection

MOST = 4096


@require_http_methods(["GET", "POST"])
@signed_in
@guarded
def password(request: HttpRequest) -> HttpResponse:
    """Asks for the old one and for a new one; whoever only came in by mail has no old one."""
    user = me(request)
    said: dict[str, Any] = {"has_one": user.has_usable_password(), "name": user.get_username()}
    if request.method == "GET":
        return render(request, "console/security/password.html", said)
    old, new = (request.POST.get(name, "")[:MOST] for name in ("old", "new"))
    if said["has_one"]:
        if not throttle.allowed(request, "password", user.get_username()):
            said["old_wrong"] = _(
                "Too many attempts. Please wait a quarter of an hour and try again."
            )
            return render(request, "console/security/password.html", said, status=429)
        if not user.check_password(old):
            said["old_wrong"] = _("This is not your password.")
            return render(request, "console/security/password.html", said, status=422)
        throttle.forgiven(request, "password", user.get_username())
    if new != request.POST.get("again", "")[:MOST]:
        said["again_wrong"] = _("The two are not the same.")
        return render(request, "console/security/password.html", said, status=422)
    if wrong := weak(new, user.email or user.get_username()):
        said["new_wrong"] = wrong
        return render(request, "console/security/password.html", said, status=422)
    _change(request, user, new)
    messages.success(request, _("Your password is changed. You are signed out everywhere else."))
    return Redirect(reverse("console:security"))


def _change(request: HttpRequest, user: User, new: str) -> None:
    # Read anew it would have another password than the session, and the session would be over.
    request.user = user
    user.set_password(new)
    user.save(update_fields=["password"])
    before = [one.key for one in sessions.of(connection(), user.pk)]
    # This session goes on under a new name; every other one is over.
    update_session_auth_hash(request, user)
    end([one for one in before if one != request.session.session_key])
    sessions.begin(
        connection(), request.session.session_key or "", user.pk, clock.now(),
        address=address_of(request), browser=request.headers.get("User-Agent", ""),
    )  # fmt: skip
    entering.written_down(request, user.pk, "password_changed")
