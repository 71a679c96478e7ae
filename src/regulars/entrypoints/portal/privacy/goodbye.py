"""Leaving the club, and being forgotten by it: each says first what becomes of what one has."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regulars.core.state import balance
from regulars.entrypoints.portal.access import Visit, club_page, for_members, let_out, render
from regulars.entrypoints.portal.amounts import amount
from regulars.flows import change_member, closing
from regulars.kit.pages.requests import typed
from regulars.kit.pg.django import transact
from regulars.wire.sentences import sentence


@require_http_methods(["GET", "POST"])
@club_page
@for_members
def leave(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Leaves; what one has waits as long as the program says."""
    said: dict[str, Any] = {"has": _has(visit), "shares": bool(visit.me.role),
                            "keep_for": visit.shop.program.document.joining.keep_for}  # fmt: skip
    if request.method == "GET":
        return render(request, visit, "portal/privacy/leave.html", said)
    answer = transact(
        lambda conn: closing.close(conn, visit.shop, visit.me),
        undo=lambda one: one.refused is not None,
    )
    if answer.refused is not None:
        said["error"] = sentence(f"problem.{answer.refused.code}", answer.refused.params)
        return render(request, visit, "portal/privacy/leave.html", said, 409)
    let_out(request, visit)
    messages.success(request, _("You left. Join again with the same address, and you are back."))
    return Redirect(visit.address("home"))


@require_http_methods(["GET", "POST"])
@club_page
@for_members
def delete(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Is forgotten, once the word that the page names was typed."""
    word = _("delete")
    said: dict[str, Any] = {"has": _has(visit), "shares": bool(visit.me.role), "word": word}
    if request.method == "GET":
        return render(request, visit, "portal/privacy/delete.html", said)
    if typed(request, "word").casefold() != word.casefold():
        said["error"] = _("Type the word “%(word)s”.") % {"word": word}
        return render(request, visit, "portal/privacy/delete.html", said, 422)
    transact(lambda conn: change_member.erase(conn, visit.shop, visit.me.member_id))
    let_out(request, visit)
    messages.success(request, _("Your membership and what we knew of you are deleted."))
    return Redirect(visit.address("home"))


def _has(visit: Visit) -> list[str]:
    """What somebody has who goes; of a shared account nothing goes with them here."""
    if visit.me.role:
        return []
    state = visit.state()
    held = {name: balance(state, name, visit.shop.instant) for name in
            {lot.currency for lot in state.lots}}  # fmt: skip
    found = [amount(visit, name, value) for name, value in sorted(held.items()) if value > 0]
    if state.vouchers:
        found.append(_("vouchers: %(count)s") % {"count": len(state.vouchers)})
    return found
