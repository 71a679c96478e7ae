"""Who serves: chosen by name, proved by a PIN; and what only they may do by hand."""

from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from regulars.domains.events.contracts import OrderKey
from regulars.domains.guesses import operations as guesses
from regulars.domains.tills import queries
from regulars.domains.tills.contracts import Cashier
from regulars.entrypoints.till import typing_in
from regulars.entrypoints.till.calls import say
from regulars.entrypoints.till.device import (
    SERVING,
    SHIFT_SECONDS,
    Device,
    at_till,
    remember,
    serving_token,
)
from regulars.entrypoints.till.look import worn
from regulars.flows import refund
from regulars.flows.answers import Answer
from regulars.kit import clock, ids
from regulars.kit.pg.django import transact
from regulars.wire.problems import of

TRIES = 5


@require_http_methods(["GET", "POST"])
@at_till
def serve(request: HttpRequest, device: Device) -> HttpResponse:
    """Says who serves from now on, or that nobody does."""
    if request.method == "GET":
        return render(request, "till/serve.html", _choices(device) | {"look": worn(device)})
    if "nobody" in request.POST:
        response = Redirect(reverse("till:main"))
        response.delete_cookie(SERVING, path=reverse("till:main"), samesite="Strict")
        return response
    found = proved(request, device)
    if isinstance(found, str):
        said = _choices(device) | {"look": worn(device), "error": found}
        return render(request, "till/serve.html", said, status=422)
    response = Redirect(reverse("till:main"))
    remember(response, SERVING, serving_token(device.till, found), SHIFT_SECONDS)
    return response


@require_POST
@at_till
def undo(request: HttpRequest, device: Device) -> HttpResponse:
    """Takes the sale of a receipt back, by somebody's PIN."""
    receipt = typing_in.receipt(request.POST.get("receipt", ""))
    context = {"receipt": receipt} | _choices(device)
    if "pin" not in request.POST:
        return render(request, "till/_undo.html", context)
    found = proved(request, device)
    if isinstance(found, str):
        return render(request, "till/_undo.html", context | {"error": found})
    order = OrderKey(device.shop.program_id, device.source, receipt)
    actor = ids.encode("csh", found.cashier_id)
    new = refund.cancellation(order, device.shop.now, actor=actor)
    answer = transact(lambda conn: refund.refund(conn, device.shop, new), undo=_not_done)
    if answer.status == "parked":
        error = _("This sale is not booked yet.")
        return render(request, "till/_undo.html", context | {"error": error})
    if answer.refused is not None:
        error = say(of(answer.refused), get_language() or "en")
        return render(request, "till/_undo.html", context | {"error": error})
    return render(request, "till/_undone.html", {"receipt": receipt, "name": found.name})


def proved(request: HttpRequest, device: Device) -> Cashier | str:
    """Will find who serves by name and PIN, or say what is wrong; tries are counted before."""
    known = {one.cashier_id: one for one in queries.cashiers(device.conn, device.till.program_id)}
    cashier_id = ids.decode("csh", typing_in.text(request.POST.get("cashier")))
    cashier = known.get(cashier_id) if cashier_id else None
    who, now, program_id = f"pin:{cashier_id}", clock.now(), device.till.program_id
    times, _began = guesses.miss(device.conn, program_id, [who], now)[who]
    if times > TRIES:
        return _("Too many attempts. Please wait a quarter of an hour and try again.")
    pin = typing_in.text(request.POST.get("pin"), 12)
    if cashier is None:
        make_password(pin)  # somebody who does not exist takes as long as a wrong PIN
        return _("The PIN is not right.")
    if not check_password(pin, cashier.pin_hash):
        return _("The PIN is not right.")
    guesses.forget(device.conn, program_id, who)
    return cashier


def _choices(device: Device) -> dict[str, object]:
    return {
        "cashiers": [
            (ids.encode("csh", one.cashier_id), one.name, one == device.cashier)
            for one in queries.cashiers(device.conn, device.till.program_id)
        ],
        "cashier": device.cashier.name if device.cashier else "",
    }


def _not_done(answer: Answer) -> bool:
    return answer.refused is not None or answer.status == "parked"
