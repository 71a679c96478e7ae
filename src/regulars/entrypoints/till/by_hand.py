"""Points and stamps by hand: by somebody's PIN, with a reason, within what they may on a day."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from msgspec import Struct, structs
from psycopg import Connection

from regulars.domains.tills import queries
from regulars.domains.tills.contracts import Cashier
from regulars.entrypoints.till import finding, typing_in
from regulars.entrypoints.till.calls import say
from regulars.entrypoints.till.customer import short
from regulars.entrypoints.till.device import Device, at_till, signed, unsigned
from regulars.entrypoints.till.finding import Found
from regulars.entrypoints.till.serving import proved
from regulars.entrypoints.till.views import gone, needs_card, shown
from regulars.flows import adjust_at_till
from regulars.flows.adjust_at_till import Change
from regulars.flows.answers import Answer
from regulars.flows.standing import standing
from regulars.kit import ids
from regulars.kit.pages.templatetags.pages import number
from regulars.kit.pg.django import transact
from regulars.wire.problems import of

REASON_MAX = 200
UNDO_SECONDS = 30 * 60
_KEY = re.compile(r"[0-9a-z]{24}", re.ASCII)
_AMOUNT = re.compile(r"[0-9]{1,9}", re.ASCII)


class Asked(Struct, frozen=True, kw_only=True):
    """What was typed, as it was typed."""

    currency: str = ""
    direction: str = "give"
    amount: str = ""
    reason: str = ""
    key: str = ""


@require_POST
@at_till
def by_hand(request: HttpRequest, device: Device) -> HttpResponse:
    """The form, and the booking."""
    found = _found(request, device)
    if isinstance(found, str):
        return render(request, "till/_nobody.html", {"error": found})
    if "amount" not in request.POST:
        asked = Asked(key=typing_in.text(request.POST.get("key"), 24))
        return _form(request, device, found, asked)
    asked = Asked(
        **{name: typing_in.text(request.POST.get(name), REASON_MAX) for name in
           ("currency", "direction", "amount", "reason")},
        key=typing_in.text(request.POST.get("form_key"), 24),
    )  # fmt: skip
    change = _change(device, found, asked)
    if isinstance(change, str):
        return _form(request, device, found, asked, change)
    who = proved(request, device)
    if isinstance(who, str):
        return _form(request, device, found, asked, who)
    if error := _book(device, who, change):
        return _form(request, device, found, asked, error)
    told = {
        "text": _worded(device, change), "name": short(found.member.name), "by": who.name,
        "who": request.POST.get("who", ""),
        "token": signed(
            {
                "member": found.ref, "currency": change.currency, "amount": str(change.amount),
                "key": change.key, "by": ids.encode("csh", who.cashier_id), "reason": change.reason,
            },
            device,
        ),
    }  # fmt: skip
    return render(request, "till/_by_hand_done.html", told)


@require_POST
@at_till
def undo(request: HttpRequest, device: Device) -> HttpResponse:
    """Takes it back, by somebody's PIN."""
    token = request.POST.get("token", "")
    said = unsigned(token, device, UNDO_SECONDS)
    # A token of another page names a member, too, and nothing to undo.
    found = finding.member_by(device, said["member"]) if said and "by" in said else None
    if said is None or found is None:
        return render(request, "till/_nobody.html", {"error": gone()})
    context = {"token": token, "cashiers": _allowed(device)}
    if "pin" not in request.POST:
        return render(request, "till/_by_hand_undo.html", context)
    who = proved(request, device)
    if isinstance(who, str):
        return render(request, "till/_by_hand_undo.html", context | {"error": who})
    if not (who.points_by_hand or who.stamps_by_hand):
        return render(request, "till/_by_hand_undo.html", context | {"error": _no_more(who, 0)})
    change = Change(
        account_id=found.account_id, currency=said["currency"], amount=int(said["amount"]),
        reason=said["reason"], key=said["key"],
    )  # fmt: skip
    by = ids.decode("csh", said["by"])
    assert by is not None, "signed by this till"
    answer = transact(
        lambda conn: adjust_at_till.undo(conn, device.shop, who, change, by), undo=_refused
    )
    if answer.refused is not None:
        error = say(of(answer.refused), get_language() or "en")
        return render(request, "till/_by_hand_undo.html", context | {"error": error})
    back = structs.replace(change, amount=-change.amount)
    told = {"text": _worded(device, back), "by": who.name}
    return render(request, "till/_by_hand_undone.html", told)


@require_POST
@at_till
def back(request: HttpRequest, device: Device) -> HttpResponse:
    """Shows the customer again."""
    found = finding.again(device, request.POST.get("who", ""))
    if found is None:
        return render(request, "till/_nobody.html", {"error": gone()})
    return render(request, "till/_customer.html", shown(device, found))


def _found(request: HttpRequest, device: Device) -> Found | str:
    found = finding.again(device, request.POST.get("who", ""))
    if found is None:
        return gone()
    return found if found.shown else needs_card()


def _book(device: Device, who: Cashier, change: Change) -> str:
    """Will book it; gives what is wrong, if anything."""

    def work(conn: Connection) -> Answer | int:
        return adjust_at_till.by_hand(conn, device.shop, who, change)

    done = transact(work, undo=_refused)
    if isinstance(done, int):
        return _no_more(who, done)
    return say(of(done.refused), get_language() or "en") if done.refused is not None else ""


def _no_more(who: Cashier, left: int) -> str:
    said = _("%(name)s may do no more than %(left)s of it by hand today.")
    return said % {"name": who.name, "left": number(left)}


def _refused(done: Answer | int) -> bool:
    return isinstance(done, int) or done.refused is not None


def _change(device: Device, found: Found, asked: Asked) -> Change | str:
    if not _AMOUNT.fullmatch(asked.amount) or not int(asked.amount):
        return _("Write a whole number above 0.")
    if asked.currency not in dict(_kinds(device, found)) or not _KEY.fullmatch(asked.key):
        return gone()
    if not asked.reason:
        return _("A reason is needed: it is kept with the entry.")
    sign = -1 if asked.direction == "take" else 1
    return Change(
        account_id=found.member.account_id, currency=asked.currency, reason=asked.reason,
        amount=sign * int(asked.amount), key=f"{device.source}/{asked.key}",
    )  # fmt: skip


def _kinds(device: Device, found: Found) -> list[tuple[str, str]]:
    """Points and stamp cards: money is not given by hand."""
    program = device.shop.program
    state = standing(device.conn, device.shop, found.member.account_id)
    names = program.currencies({lot.currency for lot in state.lots})
    return [
        (one, program.called(one)[1]) for one in names if one not in program.document.stored_value
    ]


def _worded(device: Device, change: Change) -> str:
    many = abs(change.amount) != 1
    sign = "+" if change.amount > 0 else "−"
    return f"{sign}{number(abs(change.amount))} {device.shop.program.called(change.currency)[many]}"


def _allowed(device: Device) -> list[tuple[str, str, bool]]:
    return [
        (ids.encode("csh", one.cashier_id), one.name, one == device.cashier)
        for one in queries.cashiers(device.conn, device.till.program_id)
        if one.points_by_hand or one.stamps_by_hand
    ]


def _form(
    request: HttpRequest, device: Device, found: Found, asked: Asked, error: str = ""
) -> HttpResponse:
    context = {
        "asked": asked, "error": error, "who": request.POST.get("who", ""),
        "name": short(found.member.name), "kinds": _kinds(device, found),
        "cashiers": _allowed(device),
    }  # fmt: skip
    return render(request, "till/_by_hand.html", context)
