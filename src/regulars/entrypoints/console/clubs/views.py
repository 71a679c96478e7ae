"""The clubs; one club with its members, requests, posts, events and offers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from regulars.domains.clubs import queries
from regulars.domains.clubs.contracts import Club
from regulars.domains.gatherings import queries as gatherings
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.clubs import rows
from regulars.entrypoints.console.gatherings.rows import rows as event_rows
from regulars.flows.club_offers import offers
from regulars.kit import ids


@require_GET
@staff_page("look")
def clubs(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every club, with how many are in it and how many ask to be."""
    found = rows.rows(visit, queries.listed(visit.conn, visit.program_id))
    return render(request, visit, "console/clubs/clubs.html", {"rows": found})


@require_GET
@staff_page("see_members")
def club(request: HttpRequest, visit: Visit, club: str) -> HttpResponse:
    """One club."""
    return page(request, visit, rows.named(visit, club))


def page(
    request: HttpRequest, visit: Visit, found: Club, *, form: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Will show a club's page, with what was typed and what is wrong with it."""
    events = gatherings.of_clubs(visit.conn, visit.program_id, [found.key], now=visit.shop.now)
    said = {
        "club": rows.rows(visit, [found])[0], "asking": rows.people(visit, found, "asked"),
        "people": rows.people(visit, found, "member"), "shown": rows.SHOWN,
        "gone": rows.people(visit, found, "invited", "left", "removed", "declined"),
        "posts": rows.posts(visit, found), "events": event_rows(visit, events),
        "offers": list(offers(visit.shop.program.document, found.key)),
        "form": {"key": ids.new().hex} | (form or {}),
    }  # fmt: skip
    return render(request, visit, "console/clubs/club.html", said, status)
