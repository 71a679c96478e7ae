"""The counter: one screen on which a customer is found, served and seen off."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_POST
from psycopg import Connection

from regulars.core.itemised import asks_for_items
from regulars.core.rounding import exponent
from regulars.domains.tills import queries
from regulars.entrypoints.till import finding, sales, selling
from regulars.entrypoints.till.calls import say
from regulars.entrypoints.till.customer import customer
from regulars.entrypoints.till.device import Device, at_till
from regulars.entrypoints.till.finding import Found
from regulars.entrypoints.till.look import worn
from regulars.entrypoints.till.policy import with_camera
from regulars.entrypoints.till.selling import Sold
from regulars.kit import ids
from regulars.kit.pg.django import transact
from regulars.wire.problems import Problem, undone


@require_http_methods(["GET", "HEAD", "POST"])
@ensure_csrf_cookie
@at_till
@with_camera
def main(request: HttpRequest, device: Device) -> HttpResponse:
    """The counter, with whoever was scanned before the page's scripts were there."""
    document = device.shop.program.document
    cashier = device.cashier
    return render(
        request, "till/main.html",
        {
            "title": document.title, "till": device.till.label, "till_id": device.source,
            "currency": document.currency,
            "cashier": cashier.name if cashier else "",
            "serving": ids.encode("csh", cashier.cashier_id) if cashier else "",
            "digits": exponent(document.currency), "itemised": asks_for_items(document),
        } | _early(request, device) | {"look": worn(device)},
    )  # fmt: skip


def _early(request: HttpRequest, device: Device) -> dict[str, object]:
    """A scanner does not wait for scripts: the browser itself then sends what is in the form.

    Nothing is booked this way: the page comes again, with the same customer.
    """
    if "who" in request.POST:
        found = finding.again(device, request.POST["who"]) or gone()
    elif "code" in request.POST:
        found = finding.find(device, request.POST["code"])
    else:
        return {}
    return {"error": found} if isinstance(found, str) else shown(device, found)


@require_POST
@at_till
def look(request: HttpRequest, device: Device) -> HttpResponse:
    """Finds who was scanned or typed and shows them."""
    found = finding.find(device, request.POST.get("code", ""))
    if isinstance(found, str):
        return render(request, "till/_nobody.html", {"error": found})
    return render(request, "till/_customer.html", shown(device, found))


@require_POST
@at_till
def total(request: HttpRequest, device: Device) -> HttpResponse:
    """What there will be to pay and to earn: a sale that is undone at once."""
    sold = _sold(request, device, booked=False)
    if isinstance(sold, str):
        return render(request, "till/_total.html", {"error": sold})
    return render(request, "till/_total.html", _context(device) | {"sold": sold})


@require_POST
@at_till
def sale(request: HttpRequest, device: Device) -> HttpResponse:
    """Books the sale."""
    sold = _sold(request, device, booked=True)
    if isinstance(sold, str):
        response = render(request, "till/_total.html", {"error": sold})
        response["HX-Retarget"] = "#total"
        return response
    return render(request, "till/_sold.html", _context(device) | {"sold": sold})


def _sold(request: HttpRequest, device: Device, *, booked: bool) -> Sold | str:
    found = finding.again(device, request.POST.get("who", ""))
    if found is None:
        return gone()
    wanted = sales.sale_of(request, device, found)
    if wanted is None:
        return _incomplete(request) if booked else ""
    if wanted.holds and not found.shown:
        return needs_card()

    def work(conn: Connection) -> Sold | Problem:
        return selling.sell(conn, device, wanted)

    sold = transact(work, undo=_not_kept if booked else lambda _done: True)
    if isinstance(sold, Sold) and sold.over_minor:
        return _("More is set aside than there is to pay: take something off the receipt.")
    return say(sold, get_language() or "en") if isinstance(sold, Problem) else sold


def _incomplete(request: HttpRequest) -> str:
    if request.POST.get("by") == "items" and not request.POST.getlist("item"):
        return _("Scan or type what is bought.")
    if request.POST.getlist("item"):
        return _("Each item needs how many there are and what one costs.")
    return _("Write an amount, like 12.50.")


def _not_kept(done: Sold | Problem) -> bool:
    return undone(done) or (isinstance(done, Sold) and done.over_minor > 0)


def shown(device: Device, found: Found) -> dict[str, object]:
    """Will give what the page shows of somebody."""
    return _context(device) | {
        "one": customer(device, found), "who": finding.token(device, found),
        "by_hand": any(
            one.points_by_hand or one.stamps_by_hand
            for one in queries.cashiers(device.conn, device.till.program_id)
        ),
    }  # fmt: skip


def gone() -> str:
    """Will say that the page has been open for too long."""
    return _("That was a while ago: please scan the card again.")


def needs_card() -> str:
    """Will say why nothing is redeemed by phone or e-mail."""
    return _("To redeem, the card or a code has to be scanned.")


def _context(device: Device) -> dict[str, object]:
    return {
        "currency": device.shop.program.document.currency,
        "cashier": device.cashier.name if device.cashier else "",
        "itemised": asks_for_items(device.shop.program.document),
        "digits": exponent(device.shop.program.document.currency),
    }
