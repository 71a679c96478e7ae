"""Who serves at the tills: a name and a PIN, set by staff; the PIN is kept as a slow hash only."""

import re

from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.http import Http404, HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from regulars.domains.tills import operations
from regulars.entrypoints.console.access import Visit, staff_page
from regulars.kit import clock, ids
from regulars.kit.pg.django import transact

NAME_MAX = 60
_MOST = re.compile(r"[0-9]{1,6}", re.ASCII)
_PIN = re.compile(r"[0-9]{4,12}", re.ASCII)


@require_POST
@staff_page("tills")
def add(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Adds somebody."""
    name = request.POST.get("name", "").replace("\0", "").strip()
    pin = request.POST.get("pin", "").strip()
    if not name or len(name) > NAME_MAX or not _good(pin):
        messages.error(request, _weak())
        return Redirect(visit.address("tills"))
    hashed = make_password(pin)
    transact(lambda conn: operations.hire(conn, visit.program_id, name, hashed))
    messages.success(request, _("%(name)s can serve at the tills.") % {"name": name})
    return Redirect(visit.address("tills"))


@require_POST
@staff_page("tills")
def change(request: HttpRequest, visit: Visit, cashier: str) -> HttpResponse:
    """Gives somebody another PIN, or takes them off the list."""
    cashier_id, pin = ids.decode("csh", cashier), request.POST.get("pin", "").strip()
    if cashier_id is None:
        raise Http404
    if request.POST.get("what") == "remove":
        done = transact(
            lambda conn: operations.leave(conn, visit.program_id, cashier_id, clock.now())
        )
    elif request.POST.get("what") == "by_hand":
        most = [_most(request, name) for name in ("points", "stamps")]
        if None in most:
            messages.error(request, _("Write whole numbers, or 0 for none."))
            return Redirect(visit.address("tills"))
        done = transact(
            lambda conn: operations.allow_by_hand(
                conn, visit.program_id, cashier_id, points=most[0] or 0, stamps=most[1] or 0
            )
        )
    elif _good(pin):
        hashed = make_password(pin)
        done = transact(
            lambda conn: operations.change_pin(conn, visit.program_id, cashier_id, hashed)
        )
    else:
        messages.error(request, _weak())
        return Redirect(visit.address("tills"))
    if not done:
        raise Http404
    messages.success(request, _("Saved."))
    return Redirect(visit.address("tills"))


def _most(request: HttpRequest, name: str) -> int | None:
    said = request.POST.get(name, "").strip()
    return int(said) if _MOST.fullmatch(said) else None


def _good(pin: str) -> bool:
    return bool(_PIN.fullmatch(pin)) and len(set(pin)) > 1


def _weak() -> str:
    return _("A name, and a PIN of 4 to 12 digits that are not all the same, are needed.")
