"""Campaigns in the order of their days; one of them with what it brought, beside the hold-out."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from regulars.domains.programs import plain
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.designer.outline import shapes
from regulars.entrypoints.console.designer.tables import KINDS
from regulars.entrypoints.console.members.entries import plain as worded
from regulars.flows import campaigning, proposing
from regulars.flows.campaigning import Standing


@require_GET
@staff_page("look")
def campaigns(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All campaigns, and what the shop's own figures suggest."""
    rows = [_row(visit, one) for one in campaigning.standings(visit.conn, visit.shop)]
    said = {
        "rows": rows, "proposals": proposing.proposals(visit.conn, visit.shop),
        "shapes": shapes(visit, KINDS["campaign"]),
    }  # fmt: skip
    return render(request, visit, "console/campaigns/campaigns.html", said)


@require_GET
@staff_page("look")
def campaign(request: HttpRequest, visit: Visit, name: str) -> HttpResponse:
    """One campaign, with what both parts of its audience bought on its days."""
    found = [one for one in campaigning.standings(visit.conn, visit.shop) if one.campaign == name]
    if not found:
        raise Http404
    said: dict[str, Any] = {"row": _row(visit, found[0]), "arms": []}
    if found[0].word.holdout is not None and found[0].state != campaigning.PLANNED:
        said["arms"] = [
            {
                "held_out": arm.held_out,
                "members": arm.members,
                "orders": arm.orders,
                "net": arm.net_minor / 10**visit.shop.program.digits,
                "each": arm.net_minor / arm.members / 10**visit.shop.program.digits
                if arm.members
                else None,
            }
            for arm in campaigning.results(visit.conn, visit.shop, name)
        ]
    return render(request, visit, "console/campaigns/campaign.html", said)


def _row(visit: Visit, one: Standing) -> dict[str, object]:
    document = visit.shop.program.document
    return {
        "id": one.campaign,
        "title": one.word.title or one.campaign,
        "text": one.word.text,
        "state": one.state,
        "begins": one.begins,
        "ends": one.ends,
        "audience": [
            document.segments[name].title or name if name in document.segments else name
            for name in one.word.audience
        ],
        "sentences": plain.campaign(document, one.campaign),
        "holdout": one.word.holdout,
        "left": one.left,
        "met": one.met,
        "held_out": one.held_out,
        "given": [worded(visit, *pair) for pair in one.given.items()],
        "currency": document.currency,
        "issued": one.issued,
        "came_back": one.came_back,
        "share_back": round(100 * one.came_back / one.issued) if one.issued else None,
    }
