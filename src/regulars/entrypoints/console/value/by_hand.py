"""Money paid into a member's wallet or spent from it by hand, with a reason, once for its form."""

import re
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from psycopg import Connection

from regulars.core.facts import SpendValue, TopUp
from regulars.core.state import balance
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.members import people
from regulars.entrypoints.console.members.entries import amount as worded
from regulars.entrypoints.console.members.entries import plain
from regulars.entrypoints.console.value.amounts import typed
from regulars.flows.answers import Answer
from regulars.flows.standing import standing
from regulars.flows.store_value import by_hand
from regulars.kit import ids
from regulars.kit.pg.django import transact
from regulars.wire.sentences import for_staff

REASON_MAX = 500
_KEY = re.compile(r"[0-9a-f]{32}")

Form = dict[str, Any]


@require_http_methods(["GET", "POST"])
@staff_page("handle_money")
def wallet(request: HttpRequest, visit: Visit, member: str) -> HttpResponse:
    """The form, and the booking."""
    found = people.named(visit, member)
    words = visit.shop.program.document.stored_value
    form: Form = {
        "kinds": [(name, one.name[1]) for name, one in words.items()],
        "key": ids.new().hex, "direction": "pay-in",
    }  # fmt: skip
    said = {"member": people.header(visit, found), "form": form}
    template = "console/value/wallet.html"
    if request.method == "GET":
        return render(request, visit, template, said)
    form |= {
        name: request.POST.get(name, "").replace("\0", "").strip()[: REASON_MAX + 1]
        for name in ("key", "wallet", "direction", "amount", "reason", "location")
    }
    amount, form["error"] = typed(visit, form["amount"]), _error(form)
    if amount is None and not form["error"]:
        form["error"] = _("Write an amount above 0.")
    if form["error"] or amount is None:
        return render(request, visit, template, said, 422)
    signed = amount if form["direction"] == "pay-in" else -amount
    if "sure" not in request.POST:
        if "back" not in request.POST:
            form |= _asked_again(visit, found.account_id, form, signed)
        return render(request, visit, template, said)

    def work(conn: Connection) -> Answer:
        return by_hand(
            conn, visit.shop, found.account_id, _fact(visit, form, amount), key=form["key"],
            fingerprint=_fingerprint(form, amount), reason=form["reason"], actor=visit.actor,
        )  # fmt: skip

    answer = transact(work, undo=lambda one: one.refused is not None)
    if answer.refused is not None:
        form["error"] = for_staff(answer.refused.code, answer.refused.params)
        return render(request, visit, template, said, 422)
    change = worded(visit, form["wallet"], signed)
    messages.success(request, _("%(change)s: booked.") % {"change": change})
    return HttpResponseRedirect(visit.address("member", member=member))


def _asked_again(visit: Visit, account_id: UUID, form: Form, signed: int) -> Form:
    """What the booking would lead to, for whoever is asked whether this is right."""
    wallet = form["wallet"]
    held = balance(standing(visit.conn, visit.shop, account_id), wallet)
    return {
        "sure": True,
        "kept": [(name, form[name]) for name in ("wallet", "direction", "amount", "location",
                                                 "reason")],
        "change": worded(visit, wallet, signed),
        "before": plain(visit, wallet, held), "after": plain(visit, wallet, held + signed),
    }  # fmt: skip


def _error(form: Form) -> str:
    if form["wallet"] not in dict(form["kinds"]) or form["direction"] not in ("pay-in", "spend"):
        return _("Choose one of these.")
    if not form["reason"]:
        return _("A reason is needed: it is kept with the entry.")
    if len(form["reason"]) > REASON_MAX:
        return _("At most %(most)s characters.") % {"most": REASON_MAX}
    if not _KEY.fullmatch(form["key"]):
        form["key"] = ids.new().hex
        return _("This form is too old. Check it and send it again.")
    return ""


def _fact(visit: Visit, form: Form, amount: int) -> TopUp | SpendValue:
    now = visit.shop.now
    if form["direction"] == "pay-in":
        payment = f"console:{form['key']}"
        return TopUp(occurred_at=now, wallet=form["wallet"], amount_minor=amount, payment=payment)
    return SpendValue(
        occurred_at=now, wallet=form["wallet"], amount_minor=amount, location=form["location"]
    )


def _fingerprint(form: Form, amount: int) -> bytes:
    parts = (form["wallet"], form["direction"], str(amount), form["location"], form["reason"])
    return sha256("\0".join(parts).encode()).digest()
