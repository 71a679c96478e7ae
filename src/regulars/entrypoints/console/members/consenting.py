"""What the shop's members agreed to: how many, by which text, how it moves, and who changed it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET

from regulars.domains.consents import queries as consents
from regulars.domains.members import queries as members
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.actors import actor_names
from regulars.kit import ids
from regulars.kit.pages.spreadsheets import csv_file

SHOWN = 50
YEAR = timedelta(days=366)
FILE_MEMBERS = 500
HEAD = ("member", "purpose", "channel", "given", "at", "place", "wording", "actor")


@require_GET
@staff_page("see_members")
def consenting(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Counts, the months of the last year, and the latest changes."""
    conn, program_id = visit.conn, visit.program_id
    last = consents.latest(conn, program_id, limit=SHOWN)
    names = {
        one.member_id: one.name
        for one in members.members(conn, program_id, list({one.member_id for one in last}))
        if one.erased_at is None
    }
    who = actor_names(visit, (one.actor for one in last))
    said: dict[str, Any] = {
        "standings": consents.standings(conn, program_id),
        "months": consents.months(conn, program_id, _since(visit), visit.zone),
        "latest": [
            {
                "member": ids.encode("mem", one.member_id), "here": one.member_id in names,
                "name": names.get(one.member_id, ""), "given": one.given,
                "purpose": one.purpose, "channel": one.channel, "place": one.place,
                "at": one.at, "who": who[one.actor],
            }
            for one in last
        ],
    }  # fmt: skip
    return render(request, visit, "console/members/consents.html", said)


def _since(visit: Visit) -> datetime:
    return visit.shop.now - YEAR


@require_GET
@staff_page("export")
def consents_csv(request: HttpRequest, visit: Visit) -> StreamingHttpResponse:  # noqa: ARG001
    """What counts now of each member, as a file."""
    return csv_file("consents", HEAD, _rows(visit))


def _rows(visit: Visit) -> Iterator[tuple[str, ...]]:
    after = UUID(int=0)
    while found := consents.standing_after(
        visit.conn, visit.program_id, after, members=FILE_MEMBERS
    ):
        for one in found:
            yield (
                ids.encode("mem", one.member_id), one.purpose, one.channel,
                "yes" if one.given else "no", one.at.isoformat(), one.place, one.wording,
                one.actor,
            )  # fmt: skip
        after = found[-1].member_id
