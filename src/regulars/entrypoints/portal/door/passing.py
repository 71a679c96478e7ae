"""In by a passkey; and the page on which a member adds one or takes one away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from regulars.connectors.smtp import sender
from regulars.domains.signin import passkeys as kept
from regulars.entrypoints.portal.access import (
    Visit,
    club_page,
    for_members,
    let_in,
    onward,
    render,
)
from regulars.entrypoints.portal.door import passkeys
from regulars.entrypoints.portal.door.pace import allowed
from regulars.flows.slowing import LIMITS
from regulars.kit.pages.requests import typed
from regulars.kit.pg.django import transact


@require_POST
@club_page
def sign_in(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Whoever has the passkey is in."""
    slow = not allowed(request, visit, "passkey", "", LIMITS)
    member = None if slow else passkeys.proved(request, visit)
    if member is None:
        error = _("This passkey is not known here. A code by mail works all the same.")
        said = {"email": "", "mail": sender.configured(), "no_passkey": error}
        return render(request, visit, "portal/door/sign_in.html", said, 429 if slow else 422)
    let_in(request, visit, member)
    return Redirect(onward(request, visit))


@require_POST
@club_page
def ask(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The question for whoever is about to sign in by a passkey: it is remembered until it is
    answered, so nothing is written for those who only look at the page."""
    return HttpResponse(passkeys.question(request, visit), content_type="application/json")


@require_http_methods(["GET", "POST"])
@club_page
@for_members
def mine(request: HttpRequest, visit: Visit) -> HttpResponse:
    """My passkeys, and making another one."""
    what, wrong = typed(request, "what"), ""
    if request.method == "POST" and what == "drop":
        _drop(visit, typed(request, "id", 4000))
        messages.success(request, _("The passkey opens nothing here any more."))
        return Redirect(visit.address("passkeys"))
    if request.method == "POST":
        name = typed(request, "name", passkeys.NAME_MAX) or _("Passkey")
        if passkeys.keep_new(request, visit, name):
            messages.success(request, _("From now on you can sign in with it."))
            return Redirect(visit.address("passkeys"))
        wrong = _("The browser made no passkey. Please try again.")
    rows = [(one.credential_id.hex(), one.name, one.made_at) for one in passkeys.mine(visit)]
    said = {"rows": rows, "wrong": wrong, "question": passkeys.question_for_new(request, visit)}
    return render(request, visit, "portal/me/passkeys.html", said, 422 if wrong else 200)


def _drop(visit: Visit, text: str) -> None:
    try:
        credential_id = bytes.fromhex(text)
    except ValueError:
        return
    me = visit.me.member_id
    transact(lambda conn: kept.drop(conn, visit.program_id, me, credential_id))
