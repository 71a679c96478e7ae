"""The sign-in pages: password, code by mail, and out again."""

from uuid import UUID

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from regulars.connectors.smtp import sender
from regulars.domains.signin import sessions
from regulars.entrypoints.console.gates import at_the_door
from regulars.entrypoints.console.signin import codes, entering, throttle
from regulars.entrypoints.console.signin.people import user_with_password
from regulars.kit.pg.django import connection

ASKED = "signin_code"


@at_the_door
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password."""
    said = {"name": "", "next": request.GET.get("next", ""), "mail": sender.configured()}
    if request.method == "GET":
        return render(request, "console/signin/sign_in.html", said)
    name, said["name"] = request.POST.get("name", ""), request.POST.get("name", "")[:200]
    said["next"] = request.POST.get("next", "")
    if not throttle.allowed(request, "password", name):
        said["error"] = _("Too many attempts. Please wait a quarter of an hour and try again.")
        return render(request, "console/signin/sign_in.html", said, status=429)
    user = user_with_password(request, name, request.POST.get("password", ""))
    if user is None:
        said["error"] = _("The name or the password is not right.")
        return render(request, "console/signin/sign_in.html", said, status=422)
    throttle.forgiven(request, "password", name)
    return entering.first_step_done(request, user, request.POST.get("next", ""))


@at_the_door
@never_cache
@require_POST
def send_code(request: HttpRequest) -> HttpResponse:
    """Asks for a code; the answer is the same for everybody."""
    name = request.POST.get("name", "")
    if not sender.configured() or not name.strip():
        said = {"next": request.POST.get("next", ""), "mail": sender.configured()}
        said["error"] = _("Say who you are, then ask for a code.")
        return render(request, "console/signin/sign_in.html", said, status=422)
    if throttle.allowed(request, "send", name, throttle.SENDS):
        request.session[ASKED] = {"request": str(codes.ask(name)), "name": name[:200]}
    else:
        # The code sent before, if any, still works.
        request.session.setdefault(ASKED, {"request": str(UUID(int=0)), "name": name[:200]})
    request.session["signin_next"] = request.POST.get("next", "")
    return Redirect(reverse("console:code"))


@at_the_door
@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Types the code in."""
    asked = request.session.get(ASKED)
    if not asked:
        return Redirect(reverse("console:sign_in"))
    if request.method == "GET":
        return render(request, "console/signin/code.html", {"name": asked["name"]})
    said = {"name": asked["name"]}
    if not throttle.allowed(request, "code", asked["name"]):
        said["error"] = _("Too many attempts. Please wait a quarter of an hour and try again.")
        return render(request, "console/signin/code.html", said, status=429)
    user = codes.user_of(UUID(asked["request"]), request.POST.get("code", ""))
    if user is None:
        said["error"] = _("The code is not right, or its time is over.")
        return render(request, "console/signin/code.html", said, status=422)
    throttle.forgiven(request, "code", asked["name"])
    back = request.session.pop("signin_next", "")
    del request.session[ASKED]
    return entering.first_step_done(request, user, back)


@at_the_door
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session, here and on the server."""
    sessions.forget(connection(), [request.session.session_key or ""])
    logout(request)
    return Redirect(reverse("console:sign_in"))
