"""Tills: devices with their location, a code that enrols one, and blocking one that is lost."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from regulars.core.facts import Scalar
from regulars.domains.locations import queries as locations
from regulars.domains.tills import operations, queries
from regulars.domains.tills.contracts import Pairing, Till
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.flows import enrol_till
from regulars.kit import clock, ids
from regulars.kit.pg.django import transact

LABEL_MAX = 60
PLACES = 200


@require_GET
@staff_page("see_tills")
def tills(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All devices of the program, and who serves at them."""
    return _page(request, visit)


@require_POST
@staff_page("tills")
def invite(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Makes a one-time code; the answer is the only page that ever shows it."""
    label = request.POST.get("label", "").replace("\0", "").strip()
    location = request.POST.get("location", "").replace("\0", "").strip()
    places = set(_places(visit)) | (set() if visit.locations else {""})
    if not label or len(label) > LABEL_MAX or location not in places:
        said = {"label": label[:LABEL_MAX], "error": _("Give the device a name.")}
        return _page(request, visit, said=said, status=422)
    pairing = Pairing(
        program_id=visit.program_id, label=label, location=location, made_by=visit.actor
    )
    code = transact(lambda conn: operations.offer(conn, pairing, clock.now()))
    return _page(request, visit, said={"code": code, "for": label})


@require_POST
@staff_page("tills")
def block(request: HttpRequest, visit: Visit, till: str) -> HttpResponse:
    """Ends what a device may do, asked for twice."""
    till_id = ids.decode("til", till)
    known = {one.till_id: one for one in _tills(visit)}
    if till_id is None or till_id not in known:
        raise Http404
    if "sure" not in request.POST:
        said = {"till": _row(visit, known[till_id])}
        return render(request, visit, "console/counter/sure.html", said)
    done = transact(lambda conn: enrol_till.block(conn, visit.shop, till_id, clock.now()))
    if done:
        messages.success(request, _("%(till)s is blocked.") % {"till": known[till_id].label})
    return Redirect(visit.address("tills"))


def _tills(visit: Visit) -> list[Till]:
    """All, or for who is bound to locations those that stand there."""
    found, mine = queries.tills(visit.conn, visit.program_id), visit.locations
    return [one for one in found if not mine or one.location in mine]


def _places(visit: Visit) -> dict[str, str]:
    found = locations.page(visit.conn, visit.program_id, limit=PLACES)
    mine = visit.locations
    return {
        one.external_id: one.name or one.external_id
        for one in found if not mine or one.external_id in mine
    }  # fmt: skip


def _row(visit: Visit, one: Till) -> dict[str, Scalar | object]:
    return {
        "id": ids.encode("til", one.till_id), "label": one.label,
        "location": _places(visit).get(one.location, one.location),
        "enrolled_at": one.enrolled_at, "seen_at": one.seen_at, "blocked_at": one.blocked_at,
    }  # fmt: skip


def _not_booked(visit: Visit) -> list[dict[str, object]]:
    """What devices sent from their queues and could not book; the devices themselves keep it."""
    labels = {one.till_id: one.label for one in _tills(visit)}
    return [
        {
            "till": labels[one.till_id], "receipt": one.receipt, "why": one.why,
            "at": one.occurred_at,
        }
        for one in queries.not_booked(visit.conn, visit.program_id) if one.till_id in labels
    ]  # fmt: skip


def _page(
    request: HttpRequest, visit: Visit, *, said: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    serving = queries.cashiers(visit.conn, visit.program_id)
    context = {
        "rows": [_row(visit, one) for one in _tills(visit)],
        "places": list(_places(visit).items()),
        "not_booked": _not_booked(visit),
        "cashiers": [
            (ids.encode("csh", one.cashier_id), one.name, one.points_by_hand, one.stamps_by_hand)
            for one in serving
        ],
        "form": said or {}, "address": request.build_absolute_uri("/till/"),
    }  # fmt: skip
    return render(request, visit, "console/counter/tills.html", context, status)
