"""Stamp cards: how many run and were full, and a member's card to print in the shop's design."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render as rendered
from django.views.decorators.http import require_GET

from regulars.core.calendar import moment
from regulars.core.stamps.following import following
from regulars.domains.ledger import queries as ledger
from regulars.domains.programs import stamps as worded
from regulars.domains.rewards import queries as rewards
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.designer.outline import shapes
from regulars.entrypoints.console.designer.tables import KINDS
from regulars.entrypoints.console.members import people
from regulars.entrypoints.console.members.entries import reward_title
from regulars.flows.standing import standing
from regulars.kit.pages.stamp_drawing import drawing


@require_GET
@staff_page("look")
def stamp_cards(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every card of the program, by place where it counts by place."""
    program = visit.shop.program
    found = ledger.cards(visit.conn, visit.program_id)
    issued = rewards.issued_by_rule(visit.conn, visit.program_id)
    rows = []
    for (name, word), text in zip(
        program.document.stamp_cards.items(), worded.cards(program.document), strict=True
    ):
        mine = [one for one in found if program.card_id(one.currency) == name]
        rows.append(
            {
                "id": name,
                "title": word.title,
                "text": f"{text}.",
                "running": sum(one.running for one in mine),
                "completed": sum(one.completed for one in mine),
                "issued": issued.get(name, 0),
                "places": [
                    (one.currency.partition("@")[2], one.running, one.completed)
                    for one in mine
                    if "@" in one.currency
                ],
            }
        )
    return render(
        request,
        visit,
        "console/stamps/stamp_cards.html",
        {"rows": rows, "shapes": shapes(visit, KINDS["stamp_card"])},
    )


@require_GET
@staff_page("see_members")
def printed(request: HttpRequest, visit: Visit, member: str, currency: str) -> HttpResponse:
    """One card of a member as a picture, to print or to send."""
    found = people.named(visit, member)
    state = standing(visit.conn, visit.shop, found.account_id)
    cards = following(visit.shop.program, state, visit.shop.instant)
    one = next((card for card in cards if card.currency == currency), None)
    if one is None:
        raise Http404
    word = visit.shop.program.document.stamp_cards[one.card]
    said = drawing(word, one) | {
        "title": word.title, "where": one.place, "design": word.design,
        "who": found.name, "until": moment(one.until) if one.until is not None else None,
        "gifts": [(place.at, reward_title(visit, place.reward)) for place in one.places],
    }  # fmt: skip
    return rendered(request, "pages/stamp_card.svg", said, content_type="image/svg+xml")
