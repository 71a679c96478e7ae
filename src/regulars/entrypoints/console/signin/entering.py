"""The last steps into the console: a second factor where there is one, then the session.

Between the two the browser is nobody: only the session knows who is on the way in.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user, get_user_model, login
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from regulars.domains.audit import operations as audit
from regulars.domains.merchants import queries as merchants
from regulars.domains.merchants.contracts import Worker
from regulars.domains.merchants.roles import writes
from regulars.domains.signin import sessions
from regulars.entrypoints.console import recording
from regulars.entrypoints.console.signin import factors
from regulars.kit import clock, ids
from regulars.kit.pages.requests import address_of
from regulars.kit.pg.django import connection

SESSION_SECONDS = 12 * 3600
FRESH = timedelta(minutes=15)
BACKEND = settings.AUTHENTICATION_BACKENDS[0]
# In the session: who is on the way in, that a second factor was shown, and when one came in.
PENDING, PROVED, ENTERED = "signin_pending", "second_factor", "signed_in_at"


def first_step_done(request: HttpRequest, user: User, back: str) -> HttpResponse:
    """Will let somebody in, or ask for the second factor that they have."""
    if not factors.has_any(user):
        return enter(request, user, back)
    request.session.cycle_key()
    request.session[PENDING] = {
        "user": user.pk, "back": back, "at": clock.now().isoformat(),
    }  # fmt: skip
    return Redirect(reverse("console:second"))


def on_the_way(request: HttpRequest) -> tuple[User, str] | None:
    """Will give who has shown the first factor and has to show the second, and where they wanted
    to; somebody whose session is older than the demand for it, too."""
    pending = request.session.get(PENDING)
    if pending:
        late = clock.now() - datetime.fromisoformat(pending["at"]) > FRESH
        found = get_user_model().objects.filter(pk=pending["user"], is_active=True).first()
        return (found, pending["back"]) if isinstance(found, User) and not late else None
    user = get_user(request)
    return (user, request.GET.get("next", "")) if isinstance(user, User) else None


def enter(request: HttpRequest, user: User, back: str, *, proved: bool = False) -> HttpResponse:
    """Will begin the session of somebody who has shown all that is asked."""
    request.session.pop(PENDING, None)
    # Signing in gives the session a new name, so that one planted before is worth nothing; also
    # to somebody who was in already, whom `login` leaves theirs.
    before = request.session.session_key or ""
    login(request, user, backend=BACKEND)
    if request.session.session_key == before:
        request.session.cycle_key()
    sessions.forget(connection(), [before])
    now = clock.now()
    request.session.set_expiry(SESSION_SECONDS)
    request.session[PROVED], request.session[ENTERED] = proved, now.isoformat()
    sessions.begin(
        connection(), request.session.session_key or "", user.pk, now,
        address=address_of(request), browser=request.headers.get("User-Agent", ""),
    )  # fmt: skip
    written_down(request, user.pk, "signed_in")
    safe = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return Redirect(back if safe and back else reverse("console:home"))


def is_fresh(request: HttpRequest) -> bool:
    """Will tell whether somebody came in just now, as changes of the sign-in itself ask for."""
    entered = request.session.get(ENTERED, "")
    return entered != "" and clock.now() - datetime.fromisoformat(entered) <= FRESH


def owes_second(request: HttpRequest, worker: Worker) -> bool:
    """Will tell whether the merchant asks for a second factor that this session has not shown."""
    asked = worker.second_factor == "all" or (
        worker.second_factor == "writers" and any(map(writes, worker.roles))
    )
    return asked and not request.session.get(PROVED)


def written_down(request: HttpRequest, user_id: int, kind: str) -> None:
    """Will write down what somebody did about their own sign-in."""
    worker = merchants.worker(connection(), user_id)
    if worker is not None:
        found = recording.act(request, ids.new(), user_id, worker.merchant_id, None, kind)
        audit.record(connection(), found)
