"""My profile; and a new e-mail address, which counts once a code that was sent there is typed."""

from typing import Any
from uuid import UUID

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from psycopg import Connection

from regulars.connectors.smtp import sender
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.entrypoints.portal.access import Visit, club_page, for_members, render
from regulars.entrypoints.portal.door import codes
from regulars.entrypoints.portal.door.pace import allowed
from regulars.entrypoints.portal.me import forms
from regulars.flows import change_member
from regulars.flows.slowing import LIMITS, SENDS
from regulars.kit.contact import normal_email
from regulars.kit.pages.requests import typed
from regulars.kit.pg.django import transact
from regulars.wire.sentences import sentence

ASKED = "club_email"


@require_http_methods(["GET", "POST"])
@club_page
@for_members
def profile(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What I told of myself, to be changed."""
    said: dict[str, Any] = {"form": forms.of(visit), "email": visit.me.email or "",
                            "card": visit.me.card or ""}  # fmt: skip
    if request.method == "GET":
        return render(request, visit, "portal/me/profile.html", said)
    said["form"], wanted = forms.read(request, visit)
    names = ("name", "phone", "language", "birth_date")
    if not said["form"]["errors"]:
        refused = _change(visit, {name: getattr(wanted, name) for name in names})
        if not refused:
            messages.success(request, _("Saved."))
            return Redirect(visit.address("profile"))
        said["form"]["errors"]["phone"] = _("This cannot be used here. Please ask at the counter.")
    return render(request, visit, "portal/me/profile.html", said, 422)


@require_http_methods(["GET", "POST"])
@club_page
@for_members
def email(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A new address: a code goes there."""
    said: dict[str, Any] = {"email": visit.me.email or "", "mail": sender.configured()}
    if request.method == "GET" or not said["mail"]:
        return render(request, visit, "portal/me/email.html", said)
    said["email"] = typed(request, "email")
    wanted = normal_email(said["email"])
    if wanted is None:
        said["error"] = _("Write your whole e-mail address, like name@example.com.")
        return render(request, visit, "portal/me/email.html", said, 422)
    if not allowed(request, visit, "send", wanted, SENDS):
        said["error"] = _("Too many attempts. Please wait a quarter of an hour and try again.")
        return render(request, visit, "portal/me/email.html", said, 429)
    request.session[ASKED] = {
        "email": wanted, "request": str(codes.confirm(visit, wanted)),
        "member": str(visit.me.member_id),
    }  # fmt: skip
    return Redirect(visit.address("email_code"))


@require_http_methods(["GET", "POST"])
@club_page
@for_members
def email_code(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Types the code in: then the new address is theirs."""
    asked = request.session.get(ASKED)
    if not asked or asked["member"] != str(visit.me.member_id):
        return Redirect(visit.address("email"))
    said: dict[str, Any] = {"email": asked["email"]}
    if request.method == "GET":
        return render(request, visit, "portal/me/email_code.html", said)
    if not allowed(request, visit, "code", asked["email"], LIMITS):
        said["error"] = _("Too many attempts. Please wait a quarter of an hour and try again.")
        return render(request, visit, "portal/me/email_code.html", said, 429)
    right = codes.right(visit, UUID(asked["request"]), typed(request, "code"))
    if right is None or right.member_id != visit.me.member_id:
        said["error"] = _("The code is not right, or its time is over.")
        return render(request, visit, "portal/me/email_code.html", said, 422)
    del request.session[ASKED]
    refused = _change(visit, {"email": asked["email"]})
    if refused:
        messages.error(request, sentence(f"problem.{refused}", {}))
        return Redirect(visit.address("email"))
    messages.success(request, _("Saved. You sign in with the new address from now on."))
    return Redirect(visit.address("profile"))


def _change(visit: Visit, wanted: dict[str, object]) -> str:
    """Will change what the member is now, and give the code of a refusal."""

    def work(conn: Connection) -> str:
        stands = members.locked(conn, visit.program_id, visit.me.member_id)
        assert stands is not None, "who is signed in is there"
        changed: Member = msgspec.structs.replace(stands, **wanted)
        if not changed.refs():
            return "member_has_no_name"
        return change_member.change(conn, visit.shop, changed)

    return transact(work, undo=bool)
