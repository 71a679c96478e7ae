"""The second step of the sign-in: a passkey, the app's code, or a code for the worst case."""

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from regulars.entrypoints.console.gates import at_the_door
from regulars.entrypoints.console.signin import entering, factors, passkeys, throttle


@at_the_door
@never_cache
@require_http_methods(["GET", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """Asks for the second factor and lets in who shows it."""
    found = entering.on_the_way(request)
    if found is None:
        return Redirect(reverse("console:sign_in"))
    user, back = found
    if not factors.has_any(user):
        return Redirect(reverse("console:security"))
    if request.method == "GET":
        return _page(request, user, back)
    name, back = user.get_username(), request.POST.get("next", "") or back
    if not throttle.allowed(request, "second", name):
        wrong = _("Too many attempts. Please wait a quarter of an hour and try again.")
        return _page(request, user, back, wrong, 429)
    if not _shown(request, user):
        return _page(request, user, back, _("That did not work. Please try again."), 422)
    throttle.forgiven(request, "second", name)
    return entering.enter(request, user, back, proved=True)


def _shown(request: HttpRequest, user: User) -> bool:
    if request.POST.get("passkey"):
        return passkeys.passes(user, request.POST["passkey"])
    return factors.passes(user, request.POST.get("code", ""))


def _page(
    request: HttpRequest, user: User, back: str, error: str = "", status: int = 200
) -> HttpResponse:
    kinds = {one.kind for one in factors.all_of(user)}
    said: dict[str, Any] = {
        "app": factors.APP in kinds, "next": back, "error": error,
        "passkey": passkeys.question(user) if factors.PASSKEY in kinds else "",
    }  # fmt: skip
    return render(request, "console/signin/second.html", said, status=status)
