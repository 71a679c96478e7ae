"""Adding a second factor: an app that shows codes, or a passkey."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regulars.entrypoints.console.gates import signed_in
from regulars.entrypoints.console.security.guarding import guarded, me
from regulars.entrypoints.console.security.views import page
from regulars.entrypoints.console.signin import entering, factors, passkeys
from regulars.kit.cardprint.marks import Box, Drawing
from regulars.kit.cardprint.svg import picture
from regulars.kit.cardprint.symbols import qr
from regulars.kit.pages.requests import typed

SIZE = 240.0
# In the session until the app has shown that it has it.
SECRET = "totp_secret"  # noqa: S105 - a name


@require_http_methods(["GET", "POST"])
@signed_in
@guarded
def app(request: HttpRequest) -> HttpResponse:
    """Shows a secret as a picture and as letters, and keeps it once the app shows its code."""
    secret = request.session.get(SECRET) or factors.new_secret()
    request.session[SECRET] = secret
    user = me(request)
    said: dict[str, Any] = {"picture": _qr(factors.app_address(user, secret)), "secret": secret}
    if request.method == "GET":
        return render(request, "console/security/app.html", said)
    if not factors.fits(secret, request.POST.get("code", "")):
        said["wrong"] = _("This is not the code that the app shows now.")
        return render(request, "console/security/app.html", said, status=422)
    del request.session[SECRET]
    first = not factors.has_any(user)
    factors.keep_app(user, secret)
    return _added(request, first=first)


@require_http_methods(["GET", "POST"])
@signed_in
@guarded
def passkey(request: HttpRequest) -> HttpResponse:
    """Asks the browser for a new passkey and keeps it."""
    user = me(request)
    if request.method == "POST":
        first = not factors.has_any(user)
        name = typed(request, "name", passkeys.NAME_MAX) or _("Passkey")
        if passkeys.keep_new(user, name, request.POST.get("passkey", "")):
            return _added(request, first=first)
    said = {"question": passkeys.question_for_new(user), "name": request.POST.get("name", "")}
    if request.method == "POST":
        said["wrong"] = _("The browser made no passkey. Please try again.")
    status = 422 if request.method == "POST" else 200
    return render(request, "console/security/passkey.html", said, status=status)


def _added(request: HttpRequest, *, first: bool) -> HttpResponse:
    request.session[entering.PROVED] = True
    entering.written_down(request, me(request).pk, "factor_added")
    messages.success(request, _("From now on it is asked for when you sign in."))
    return page(request, codes=factors.recovery_codes(me(request)) if first else ())


def _qr(address: str) -> str:
    paper = Box(x=0, y=0, width=SIZE, height=SIZE, color="#ffffff")
    cells = qr(address, x=0, y=0, size=SIZE, color="#000000")
    side = Drawing(width=SIZE, height=SIZE, marks=(paper, cells))
    return picture(side, label=_("For the camera of your app")).decode()
