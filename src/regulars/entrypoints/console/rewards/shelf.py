"""How many of each reward are left, and filling the shelf again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from psycopg import Connection

from regulars.domains.budgets import operations as budgets
from regulars.entrypoints.console.access import Visit, staff_page, writing
from regulars.flows import catalogue, shelves
from regulars.kit.pg.django import transact

MOST = 1_000_000


def of(visit: Visit) -> dict[str, dict[str, Any]]:
    """Will say, by reward, how many are left and how many members have or are getting."""
    left = catalogue.stock_left(visit.conn, visit.shop)
    taken = budgets.taken(visit.conn, visit.program_id) if left else {}
    return {
        name: {"left": count, "taken": taken.get(f"reward:{name}#stock", 0)}
        for name, count in left.items()
    }


@require_POST
@staff_page
@writing
def restock(request: HttpRequest, visit: Visit, reward: str) -> HttpResponse:
    """Say how many of a reward are left from now on."""
    said = request.POST.get("left", "").strip()
    if reward not in catalogue.stock_left(visit.conn, visit.shop):
        raise Http404
    if not (said.isascii() and said.isdecimal() and len(said) <= 9 and int(said) <= MOST):
        messages.error(request, _("Write a whole number from 0 to 1,000,000."))
        return HttpResponseRedirect(visit.address("rewards"))

    def work(conn: Connection) -> bool:
        return shelves.restock(conn, visit.shop, reward, int(said))

    transact(work)
    title = visit.shop.program.document.rewards[reward].title or reward
    messages.success(request, _("%(reward)s: %(left)s left.") % {"reward": title, "left": said})
    return HttpResponseRedirect(visit.address("rewards"))
