"""Changes of the sign-in itself are for somebody who has come in just now, all the way."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import get_user
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from regulars.entrypoints.console.signin import entering, factors

View = Callable[..., HttpResponse]


def guarded(view: View) -> View:
    """Will send those to the sign-in who came in a while ago, or without the factor they have."""

    @wraps(view)
    def checked(request: HttpRequest, **parts: Any) -> HttpResponse:
        proved = request.session.get(entering.PROVED) or not factors.has_any(me(request))
        if proved and entering.is_fresh(request):
            return view(request, **parts)
        messages.info(request, _("Sign in once more: what you asked for changes the sign-in."))
        back = urlencode({"next": reverse("console:security")})
        return Redirect(f"{reverse('console:sign_in')}?{back}")

    return checked


def me(request: HttpRequest) -> User:
    """Will give who has signed in."""
    user = get_user(request)
    assert isinstance(user, User), "somebody has signed in"
    return user
