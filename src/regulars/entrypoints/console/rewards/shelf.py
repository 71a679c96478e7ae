"""How many of each reward are left, and filling the shelf again."""

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.domains.budgets import operations as budgets
from regulars.entrypoints.console.access import Visit, staff_page
from regulars.flows import catalogue, shelves, stocking
from regulars.flows.stocking import Changed, NewChange
from regulars.kit.pg.django import transact
from regulars.wire.sentences import for_staff

MOST = 1_000_000
REASON_MAX = 500
_KEY = re.compile(r"[0-9a-f]{32}")


def of(visit: Visit) -> dict[str, dict[str, Any]]:
    """Will say, by reward, how many are left and how many members have or are getting."""
    left = catalogue.stock_left(visit.conn, visit.shop)
    taken = budgets.taken(visit.conn, visit.program_id) if left else {}
    return {
        name: {"left": count, "taken": taken.get(f"reward:{name}#stock", 0)}
        for name, count in left.items()
    }


@require_POST
@staff_page("shape")
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


@require_POST
@staff_page("shape")
def change(request: HttpRequest, visit: Visit, reward: str) -> HttpResponse:
    """Put so many more on the shelf, or take some off, for a reason."""
    if reward not in catalogue.stock_left(visit.conn, visit.shop):
        raise Http404
    back = HttpResponseRedirect(visit.address("reward", reward=reward))
    key, amount, reason, way = (
        request.POST.get(name, "").replace("\0", "").strip()
        for name in ("key", "amount", "reason", "way")
    )
    if not (amount.isascii() and amount.isdecimal() and 0 < int(amount[:12]) <= MOST):
        messages.error(request, _("Write a whole number from 1 to 1,000,000."))
        return back
    if not reason or len(reason) > REASON_MAX:
        messages.error(request, _("A reason is needed: it is kept with the change."))
        return back
    if not _KEY.fullmatch(key) or way not in ("more", "fewer"):
        messages.error(request, _("This form is too old. Check it and send it again."))
        return back
    new = NewChange(
        reward=reward, amount=int(amount) * (1 if way == "more" else -1), key=f"console:{key}",
        actor=visit.actor, reason=reason,
    )  # fmt: skip

    def work(conn: Connection) -> Changed | Refused:
        return stocking.change(conn, visit.shop, new)

    done = transact(work, undo=lambda one: isinstance(one, Refused))
    if isinstance(done, Refused):
        messages.error(request, for_staff(done.code, done.params))
    else:
        title = visit.shop.program.document.rewards[reward].title or reward
        said = {"reward": title, "left": done.left}
        messages.success(request, _("%(reward)s: %(left)s left.") % said)
    return back
