"""The work list of refunds: those that their orders refused, and members who owe points since one
took back what was spent already."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from regulars.core.effects import Refused
from regulars.domains.events import queries as events
from regulars.domains.events.contracts import OrderKey, Parked
from regulars.domains.ledger import queries as ledger
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.members.entries import plain
from regulars.entrypoints.console.members.people import accounts_named
from regulars.flows import waiting
from regulars.kit.pages.requests import typed
from regulars.kit.pg.django import transact
from regulars.wire.sentences import for_staff

ROWS = 50
LAST = datetime(9000, 1, 1, tzinfo=UTC)
FIRST = UUID(int=0)


@require_GET
@staff_page("see_members")
def refunds(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Refused refunds, the latest first, and who owes."""
    before = _before(request.GET.get("after", ""))
    found = events.refused_parked(visit.conn, visit.program_id, before=before, limit=ROWS + 1)
    last = found[ROWS - 1] if len(found) > ROWS else None
    said: dict[str, Any] = {
        "rows": _rows(visit, found[:ROWS]),
        "more": f"{last.parked_at.isoformat()}~{last.key}" if last is not None else "",
        "debts": _debts(visit) if "after" not in request.GET else [], "most": ROWS,
    }  # fmt: skip
    return render(request, visit, "console/refunds.html", said)


@require_POST
@staff_page("adjust")
def see_to(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Tries a refund again, or takes it off the list."""
    order = OrderKey(visit.program_id, typed(request, "source"), typed(request, "order"))
    key, what = typed(request, "key", 500), typed(request, "what")
    back = Redirect(visit.address("refunds"))
    if what == "settle":
        if transact(lambda conn: waiting.settle(conn, order, key)):
            messages.success(request, _("Off the list."))
        return back
    if what != "again":
        raise Http404
    refused: Refused | None = transact(lambda conn: waiting.again(conn, visit.shop, order, key))
    if refused is None:
        messages.success(request, _("Refunded."))
    else:
        messages.error(request, for_staff(refused.code, refused.params))
    return back


def _rows(visit: Visit, found: list[Parked]) -> list[dict[str, Any]]:
    keys = [OrderKey(one.program_id, one.source, one.order_external_id) for one in found]
    orders = events.orders(visit.conn, keys)
    whose = accounts_named(visit, list({one.holder_id for one in orders.values()}))
    said = []
    for one, order in zip(found, keys, strict=True):
        kept = orders.get(order)
        member = whose.get(kept.holder_id, ("", "")) if kept is not None else ("", "")
        said.append({
            "order": one.order_external_id, "source": one.source, "key": one.key,
            "at": one.parked_at, "member": member[0], "name": member[1],
            "why": _why(one),
        })  # fmt: skip
    return said


def _why(one: Parked) -> str:
    """Amounts are those of the moment in which it was refused, and nobody knows them now."""
    plain_words = {
        "refund_exceeds_order": _("It gives back more than is left of the order."),
        "refund_line_unknown": _("It names a line that the order does not have."),
    }
    return plain_words.get(one.refused) or for_staff(one.refused, {"order": one.order_external_id})


def _debts(visit: Visit) -> list[dict[str, str]]:
    found = ledger.owing(visit.conn, visit.program_id, after=FIRST, limit=ROWS)
    whose = accounts_named(visit, [one[0] for one in found])
    return [
        {
            "member": whose[account_id][0], "name": whose[account_id][1],
            "owes": plain(visit, currency, amount),
        }
        for account_id, currency, amount in found if account_id in whose
    ]  # fmt: skip


def _before(text: str) -> tuple[datetime, str]:
    at, _tilde, key = text.partition("~")
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        return LAST, ""
    return (found, key.replace("\0", "")) if found.tzinfo is not None else (LAST, "")
