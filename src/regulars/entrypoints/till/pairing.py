"""The page that enrols a device: a code from the console, typed once."""

from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from regulars.domains.signin import operations as signin
from regulars.entrypoints.till.device import COOKIE, COOKIE_SECONDS, device_of, remember
from regulars.flows import enrol_till
from regulars.kit import clock
from regulars.kit.pages.requests import address_of
from regulars.kit.pg.django import connection, transact

TRIES = 10


@never_cache
@require_http_methods(["GET", "POST"])
def pair(request: HttpRequest) -> HttpResponse:
    """Asks for the code and makes the device one of the shop's tills."""
    if request.method == "GET":
        if device_of(request) is not None:
            return Redirect(reverse("till:main"))
        return render(request, "till/pair.html", {})
    if not _allowed(request):
        error = _("Too many attempts. Please wait a quarter of an hour and try again.")
        return render(request, "till/pair.html", {"error": error}, status=429)
    code = request.POST.get("code", "").replace("\0", "")[:40]
    text = transact(lambda conn: enrol_till.enrol(conn, code, clock.now()))
    if text is None:
        error = _("The code is not right, was used, or its time is over.")
        return render(request, "till/pair.html", {"error": error}, status=422)
    # A shop enrols all of its devices from one address.
    signin.forget(connection(), [_asker(request)], clock.now())
    response = Redirect(reverse("till:main"))
    remember(response, COOKIE, text, COOKIE_SECONDS)
    return response


def _allowed(request: HttpRequest) -> bool:
    key = _asker(request)
    return signin.count(connection(), [key], clock.now())[key] <= TRIES


def _asker(request: HttpRequest) -> bytes:
    return salted_hmac("till.pair", address_of(request), algorithm="sha256").digest()
