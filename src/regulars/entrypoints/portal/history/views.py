"""The history of everything, and that of one wallet."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from regulars.core.state import balance
from regulars.entrypoints.portal.access import Visit, club_page, for_members, for_spenders, render
from regulars.entrypoints.portal.history.view_of import aside, coming, page, saved
from regulars.kit.pages.templatetags.pages import money

END = 2**62
DIGITS = 18


@require_GET
@club_page
@for_members
@for_spenders
def history(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What came and went, the newest first; what is on the way; what all of it has saved."""
    before = _before(request)
    shown: dict[str, Any] = {}
    if before == END:
        shown = {"saved": saved(visit), "coming": coming(visit), "aside": aside(visit)}
    shown["items"], shown["next"] = page(visit, before)
    return render(request, visit, "portal/history/history.html", shown)


@require_GET
@club_page
@for_members
@for_spenders
def wallet(request: HttpRequest, visit: Visit, currency: str) -> HttpResponse:
    """What is in a wallet, and what came into it and went."""
    word = visit.shop.program.document.stored_value.get(currency)
    if word is None:
        raise Http404
    held = balance(visit.state(), currency, visit.shop.instant)
    shown: dict[str, Any] = {"title": word.name[1], "held": money(held, visit.currency)}
    shown["items"], shown["next"] = page(visit, _before(request), currency)
    return render(request, visit, "portal/history/wallet.html", shown)


def _before(request: HttpRequest) -> int:
    text = request.GET.get("before", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else END
