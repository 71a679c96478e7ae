"""What each view asks of who comes, written on it: a test sees that none is silent.

Pages of a program are `access.staff_page`; here are those that belong to no program.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http import HttpResponseRedirect as Redirect
from django.urls import reverse

View = Callable[..., HttpResponseBase]


def declared(view: View, permission: str) -> View:
    """Will write on a view what it asks for."""
    view.permission = permission  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Will let in whoever has signed in: pages about oneself."""

    @wraps(view)
    def checked(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        if not get_user(request).is_authenticated:
            return to_sign_in(request)
        response = view(request, **parts)
        response["Cache-Control"] = "no-store"
        return response

    return declared(checked, "signed in")


def at_the_door(view: View) -> View:
    """Will let everybody in: the sign-in itself."""
    return declared(view, "everybody")


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Will lead to the sign-in, and from there back."""
    back = request.get_full_path() if request.method == "GET" else reverse("console:home")
    address = f"{reverse('console:sign_in')}?{urlencode({'next': back})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": reverse("console:sign_in")})
    return Redirect(address)
