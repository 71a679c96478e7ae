"""Coming in by an invitation: the link proves the e-mail, a password is chosen."""

from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from psycopg import Connection

from regulars.domains.merchants import queries as merchants
from regulars.domains.merchants import staffing
from regulars.entrypoints.console import words
from regulars.entrypoints.console.gates import at_the_door
from regulars.entrypoints.console.signin import entering, factors
from regulars.entrypoints.console.signin.strength import LEAST, weak
from regulars.kit import clock, ids
from regulars.kit.pg.django import connection, transact


@at_the_door
@never_cache
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, invitation: str, secret: str) -> HttpResponse:
    """Shows who asks, and with a password begins the first session."""
    invitation_id = ids.decode("inv", invitation) or UUID(int=0)
    found = merchants.invitation(connection(), invitation_id, secret, clock.now())
    if found is None:
        return render(request, "console/staff/void.html", status=410)
    said = {
        "email": found.email, "role": words.word(words.ROLES, found.role), "least": LEAST,
        "merchant": merchants.name_of(connection(), found.merchant_id),
    }  # fmt: skip
    if request.method == "GET":
        return render(request, "console/staff/accept.html", said)
    wrong = weak(request.POST.get("password", ""), found.email)
    if wrong:
        return render(request, "console/staff/accept.html", said | {"wrong": wrong}, status=422)
    user = transact(
        lambda conn: _hired(conn, invitation_id, secret, request.POST["password"]),
        undo=lambda one: one is None,
    )
    if user is None:
        return render(request, "console/staff/void.html", status=410)
    return entering.first_step_done(request, user, "")


def _hired(conn: Connection, invitation_id: UUID, secret: str, password: str) -> User | None:
    found = staffing.take(conn, invitation_id, secret, clock.now())
    if found is None:
        return None
    user, _made = get_user_model().objects.get_or_create(
        username=found.email, defaults={"email": found.email}
    )
    if merchants.worker(conn, user.pk) is not None:
        return None
    user.set_password(password)
    user.is_active = True
    user.save()
    # Whoever worked here once may have had factors: of an older time, perhaps lost.
    factors.forget_all(user.pk)
    staffing.settle(conn, user.pk, found)
    return user
