"""Staff found a club or change it."""

import re
from hashlib import sha256
from typing import Any, get_args

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regulars.core.effects import Refused
from regulars.core.rules.nodes import When
from regulars.domains.clubs.contracts import Club
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.clubs import rows
from regulars.entrypoints.console.gatherings.forms import levels
from regulars.flows import run_club
from regulars.flows.club_news import club_id
from regulars.flows.run_club import Way
from regulars.kit import ids
from regulars.kit.pg.django import transact
from regulars.wire.sentences import for_staff

Form = dict[str, Any]
TEXTS = {"title": 200, "text": 5000, "code": 100}
CAPACITY_MAX = 1_000_000
_KEY = re.compile(r"[a-z][a-z0-9_-]{0,62}")


@require_http_methods(["GET", "POST"])
@staff_page("shape")
def new(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The form of a new club, and founding it; its key makes sure that this happens once."""
    if request.method == "GET":
        return _shown(request, visit, _empty(visit))
    form = _typed(request, visit)
    if not _KEY.fullmatch(form["key"]):
        form["errors"]["key"] = _("Write one word in small letters, such as runners.")
    if form["errors"]:
        return _shown(request, visit, form, status=422)
    said = _columns(form, form["key"], None)
    digest = sha256(msgspec.json.encode(said, order="sorted")).digest()
    club = Club(
        program_id=visit.program_id, club_id=ids.new(), key=form["key"], fingerprint=digest,
        members=0, created_at=visit.shop.now, changed_at=visit.shop.now, **said,
    )  # fmt: skip
    made = transact(lambda conn: run_club.found(conn, club))
    if isinstance(made, Refused):
        form["errors"] = {"all": for_staff(made.code, made.params)}
        return _shown(request, visit, form, status=422)
    messages.success(request, _("“%(title)s” is there.") % {"title": made[1].title})
    return Redirect(visit.address("club", club=club_id(made[1])))


@require_http_methods(["GET", "POST"])
@staff_page("shape")
def edit(request: HttpRequest, visit: Visit, club: str) -> HttpResponse:
    """The form of a club that is there, and changing it; its key stays."""
    found = rows.named(visit, club)
    if request.method == "GET":
        return _shown(request, visit, _of(visit, found), club=club)
    form = _typed(request, visit) | {"key": found.key, "has_code": found.code_digest is not None}
    if not form["errors"]:
        said = _columns(form, found.key, found)
        done = transact(
            lambda conn: run_club.change(conn, visit.shop, found.club_id, said),
            undo=lambda one: isinstance(one, Refused),
        )
        if not isinstance(done, Refused):
            return Redirect(visit.address("club", club=club))
        form["errors"] = {"all": for_staff(done.code, done.params)}
    return _shown(request, visit, form, club=club, status=422)


def _empty(visit: Visit) -> Form:
    return {
        "key": "", "title": "", "text": "", "joining": "open", "code": "", "capacity": "",
        "tiers": [], "open": True, "levels": levels(visit), "errors": {}, "has_code": False,
    }  # fmt: skip


def _of(visit: Visit, one: Club) -> Form:
    tiers = list(msgspec.json.decode(one.audience, type=When).tier)
    return _empty(visit) | {
        "key": one.key, "title": one.title, "text": one.text, "joining": one.joining,
        "capacity": str(one.capacity or ""), "tiers": tiers, "open": one.status == "open",
        "has_code": one.code_digest is not None,
    }  # fmt: skip


def _typed(request: HttpRequest, visit: Visit) -> Form:
    form = _empty(visit)
    form |= {
        name: request.POST.get(name, "").replace("\0", "").strip()
        for name in ("key", "joining", "capacity", *TEXTS)
    }
    known = dict(form["levels"])
    form["tiers"] = [one for one in request.POST.getlist("tiers") if one in known]
    form["open"] = "open" in request.POST
    form["errors"] = {
        name: _("At most %(most)s characters.") % {"most": most}
        for name, most in TEXTS.items() if len(form[name]) > most
    }  # fmt: skip
    if not form["title"]:
        form["errors"]["title"] = _("A club needs a title.")
    if form["joining"] not in get_args(Way):
        form["errors"]["joining"] = _("Choose one of these.")
    said = form["capacity"]
    if said and not (said.isdecimal() and len(said) < 9 and 1 <= int(said) <= CAPACITY_MAX):
        form["errors"]["capacity"] = _("Write a whole number above 0, or nothing.")
    return form


def _columns(form: Form, key: str, before: Club | None) -> dict[str, Any]:
    """Whom else than levels it is for, and a code that was not typed anew, stay as they were."""
    audience = msgspec.json.decode(before.audience, type=When) if before else When()
    kept = before.code_digest if before else None
    return {
        "title": form["title"], "text": form["text"], "joining": form["joining"],
        "capacity": int(form["capacity"]) if form["capacity"] else None,
        "audience": msgspec.json.encode(
            msgspec.structs.replace(audience, tier=tuple(form["tiers"]))
        ),
        "code_digest": run_club.digest(key, form["code"]) if form["code"] else kept,
        "status": "open" if form["open"] else "closed",
    }  # fmt: skip


def _shown(
    request: HttpRequest, visit: Visit, form: Form, *, club: str = "", status: int = 200
) -> HttpResponse:
    said = {"form": form, "club": club}
    return render(request, visit, "console/clubs/form.html", said, status)
