"""Points by hand: asked for, confirmed, booked once for the form's own key."""

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from psycopg import Connection

from regulars.core.facts import Adjust
from regulars.domains.ledger import queries as ledger
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.members import people
from regulars.entrypoints.console.members.entries import amount as worded
from regulars.entrypoints.console.members.entries import plain
from regulars.entrypoints.console.recording import noted
from regulars.flows.adjust import adjust as book
from regulars.flows.answers import Answer
from regulars.flows.standing import standing
from regulars.kit import ids
from regulars.kit.pg.django import transact
from regulars.wire.sentences import for_staff

MOST = 1_000_000_000
REASON_MAX = 500
_KEY = re.compile(r"[0-9a-f]{32}")

Form = dict[str, Any]


def empty(visit: Visit, held: Iterable[str] = ()) -> Form:
    """Will give a fresh form: its key makes sure that it is booked once."""
    # Money is paid in and out by its own calls, not given by hand as points are.
    money = visit.shop.program.document.stored_value
    names = [one for one in visit.shop.program.currencies(held) if one not in money]
    currencies = [(one, visit.names(one)[1]) for one in names]
    return {
        "key": ids.new().hex, "currencies": currencies, "currency": "", "direction": "give",
        "amount": "", "reason": "", "errors": {}, "sure": False,
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_page("adjust")
def adjust(request: HttpRequest, visit: Visit, member: str) -> HttpResponse:
    """The form, what it would do, and the booking."""
    found = people.named(visit, member)
    form = empty(visit, ledger.balances(visit.conn, [found.account_id]).get(found.account_id, {}))
    said = {"member": people.header(visit, found), "form": form}
    if request.method == "GET":
        return _shown(request, visit, said, 200)
    form |= _typed(request)
    form["errors"] = _errors(form)
    if form["errors"] or "back" in request.POST:
        return _shown(request, visit, said, 422 if form["errors"] else 200)
    points = int(form["amount"]) * (1 if form["direction"] == "give" else -1)
    if "sure" not in request.POST:
        state = standing(visit.conn, visit.shop, found.account_id)
        held = sum(
            lot.left for lot in state.lots
            if lot.currency == form["currency"] and lot.available is None
        )  # fmt: skip
        form["sure"] = True
        form["change"] = worded(visit, form["currency"], points)
        form["before"] = plain(visit, form["currency"], held)
        form["after"] = plain(visit, form["currency"], held + points)
        return _shown(request, visit, said, 200)
    fact = Adjust(
        occurred_at=visit.shop.now, currency=form["currency"], amount=points, actor=visit.actor
    )

    def work(conn: Connection) -> Answer:
        return book(
            conn, visit.shop, found.account_id, fact, key=f"console:{form['key']}",
            fingerprint=_fingerprint(form, points), reason=form["reason"],
        )  # fmt: skip

    noted(request, currency=form["currency"], amount=points)
    answer = transact(work, undo=lambda one: one.refused is not None)
    if answer.refused is not None:
        form["errors"] = {"all": for_staff(answer.refused.code, answer.refused.params)}
        return _shown(request, visit, said, 422)
    done = _("%(change)s for %(name)s: booked.")
    who = found.name or found.external_id or _("this member")
    messages.success(
        request, done % {"change": worded(visit, form["currency"], points), "name": who}
    )
    return _leave(request, visit.address("member", member=member))


def _typed(request: HttpRequest) -> Form:
    said = {
        name: request.POST.get(name, "").replace("\0", "").strip()
        for name in ("key", "currency", "direction", "amount", "reason")
    }
    # Digits in groups and a full-width keyboard are fine; a sign is what the direction is for.
    bare = re.sub(r"[\s,.'’]", "", said["amount"])
    return said | ({"amount": str(int(bare))} if bare.isdecimal() and len(bare) < 13 else {})


def _errors(form: Form) -> dict[str, str]:
    errors = {}
    if not form["amount"].isdecimal() or not 0 < int(form["amount"]) <= MOST:
        errors["amount"] = _("Write a whole number above 0.")
    if form["currency"] not in dict(form["currencies"]):
        errors["currency"] = _("Choose one of these.")
    if form["direction"] not in ("give", "take"):
        errors["direction"] = _("Choose one of these.")
    if not form["reason"]:
        errors["reason"] = _("A reason is needed: it is kept with the entry.")
    elif len(form["reason"]) > REASON_MAX:
        errors["reason"] = _("At most %(most)s characters.") % {"most": REASON_MAX}
    if not _KEY.fullmatch(form["key"]):
        errors["all"] = _("This form is too old. Check it and send it again.")
        form["key"] = ids.new().hex
    return errors


def _fingerprint(form: Form, points: int) -> bytes:
    return sha256(f"{form['currency']}\0{points}\0{form['reason']}".encode()).digest()


def _shown(request: HttpRequest, visit: Visit, said: Form, status: int) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return render(request, visit, "console/members/_adjust.html", said)
    return render(request, visit, "console/members/adjust.html", said, status)


def _leave(request: HttpRequest, address: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return Redirect(address)
