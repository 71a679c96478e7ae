"""Stamp cards as they lie on a counter: filled places, and what the next one gives."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from regulars.core.calendar import moment
from regulars.core.stamps.following import CardStanding, following
from regulars.entrypoints.portal.access import Visit, club_page, for_members, render
from regulars.entrypoints.portal.amounts import reward_title
from regulars.kit.pages.stamp_drawing import drawing


@require_GET
@club_page
@for_members
def stamps(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All cards of the member."""
    program = visit.shop.program
    if not program.document.stamp_cards:
        raise Http404
    cards = following(program, visit.state(), visit.shop.instant)
    shown = {"cards": [_card(visit, one) for one in cards]}
    return render(request, visit, "portal/stamps/stamps.html", shown)


def _card(visit: Visit, one: CardStanding) -> dict[str, Any]:
    word = visit.shop.program.document.stamp_cards[one.card]
    filled = word.stamps if one.finished else one.filled
    coming = next((place for place in one.places if place.at > filled), None)
    return drawing(word, one) | {
        "title": word.title, "where": one.place, "who": "", "design": word.design,
        "until": moment(one.until) if one.until is not None else None,
        "gifts": [(place.at, reward_title(visit, place.reward)) for place in one.places],
        "filled": filled, "stamps": one.stamps, "completed": one.completed,
        "finished": one.finished, "owed": one.owed,
        "next": reward_title(visit, coming.reward) if coming else "",
        "missing": coming.at - filled if coming else 0,
    }  # fmt: skip
