"""The door: join in one screen, sign in, type the code, and out again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from psycopg import Connection

from regulars.connectors.smtp import sender
from regulars.domains.members import queries as members
from regulars.entrypoints.portal.access import Visit, club_page, let_in, let_out, onward, render
from regulars.entrypoints.portal.door import codes, forms
from regulars.entrypoints.portal.door.pace import allowed, attempt
from regulars.entrypoints.portal.privacy import purposes
from regulars.flows import consenting, slowing
from regulars.flows.joining import Person, Welcome
from regulars.flows.joining import join as enrol
from regulars.flows.slowing import LIMITS, SENDS
from regulars.kit import clock
from regulars.kit.contact import normal_email
from regulars.kit.pages.requests import typed
from regulars.kit.pg.django import transact

ASKED = "club_code"
NOWHERE = UUID(int=0)


@require_http_methods(["GET", "POST"])
@club_page
def join(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Everything that joining needs, on one screen; then a code by mail."""
    if visit.member is not None:
        return Redirect(visit.address("home"))
    said = {"form": forms.empty(visit), "mail": sender.configured()}
    if request.method == "GET":
        return render(request, visit, "portal/door/join.html", said)
    form = said["form"] = forms.read(request, visit)
    if form["errors"]:
        return render(request, visit, "portal/door/join.html", said, 422)
    told = {"name": form["name"], "born": form["born"], "agreed": " ".join(form["agreed"])}
    return _mailed(request, visit, form["normal"], told)


@require_http_methods(["GET", "POST"])
@club_page
def sign_in(request: HttpRequest, visit: Visit) -> HttpResponse:
    """An e-mail address; the answer is the same for everybody."""
    if visit.member is not None:
        return Redirect(visit.address("home"))
    said: dict[str, Any] = {"email": "", "mail": sender.configured()}
    if request.method == "GET":
        return render(request, visit, "portal/door/sign_in.html", said)
    said["email"] = typed(request, "email")
    email = normal_email(said["email"])
    if email is None:
        said["error"] = _("Write your whole e-mail address, like name@example.com.")
        return render(request, visit, "portal/door/sign_in.html", said, 422)
    return _mailed(request, visit, email, None)


def _mailed(
    request: HttpRequest, visit: Visit, email: str, told: Mapping[str, str] | None
) -> HttpResponse:
    asked = {"email": email, "told": dict(told) if told is not None else None,
             "program": str(visit.program_id)}  # fmt: skip
    if allowed(request, visit, "send", email, SENDS):
        request_id = codes.ask(visit, email, joining=told is not None)
    else:
        before = request.session.get(ASKED, {})
        # The code sent before, if any, still works.
        request_id = UUID(before["request"]) if before.get("email") == email else NOWHERE
    request.session[ASKED] = asked | {"request": str(request_id)}
    return Redirect(visit.address("code"))


@require_http_methods(["GET", "POST"])
@club_page
def code(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Types the code in: then they are in, as the member that they are or become."""
    asked = request.session.get(ASKED)
    if not asked or asked["program"] != str(visit.program_id):
        return Redirect(visit.address("sign_in"))
    said: dict[str, Any] = {"email": asked["email"], "joining": asked["told"] is not None}
    if request.method == "GET":
        return render(request, visit, "portal/door/code.html", said)
    if not allowed(request, visit, "code", asked["email"], LIMITS):
        said["error"] = _("Too many attempts. Please wait a quarter of an hour and try again.")
        return render(request, visit, "portal/door/code.html", said, 429)
    right = codes.right(visit, UUID(asked["request"]), typed(request, "code"))
    if right is None:
        said["error"] = _("The code is not right, or its time is over.")
        return render(request, visit, "portal/door/code.html", said, 422)
    slowing.forgiven(visit.conn, attempt(request, visit, "code", asked["email"]), clock.now())
    del request.session[ASKED]
    if right.member_id is not None and asked["told"] is None:
        found = members.current(visit.conn, visit.program_id, [right.member_id])
        member = found.get(right.member_id)
        if member is not None and member.closed_at is None:
            let_in(request, visit, member)
        return Redirect(onward(request, visit))
    return _joined(request, visit, asked)


def _joined(request: HttpRequest, visit: Visit, asked: Mapping[str, Any]) -> HttpResponse:
    told: Mapping[str, str] = asked["told"] or {}
    person = Person(
        name=told.get("name", ""), email=asked["email"], way="site",
        birth_date=forms.day(told.get("born", "")), language=request.LANGUAGE_CODE,
    )  # fmt: skip

    def work(conn: Connection) -> Welcome:
        welcome = enrol(conn, visit.shop, person)
        if welcome.member is not None:
            for name in told.get("agreed", "").split():
                said = purposes.said(name, "email", given=True)
                consenting.say(conn, visit.shop, welcome.member, said)
        return welcome

    welcome = transact(work, undo=lambda one: one.member is None)
    if welcome.member is None:
        return Redirect(visit.address("join"))
    let_in(request, visit, welcome.member)
    return Redirect(onward(request, visit))


@require_POST
@club_page
def sign_out(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Out of this browser."""
    let_out(request, visit)
    return Redirect(visit.address("home"))
