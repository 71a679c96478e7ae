"""Notices: what members would be told, and when."""

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from regulars.core.facts import Scalar
from regulars.domains.messages import queries
from regulars.entrypoints.console import words
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.members.people import accounts_named
from regulars.entrypoints.console.rewards.views import place, read_place

ROWS = 50


@require_GET
@staff_page("see_members")
def notices(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The newest first, a page at a time."""
    before = read_place(request.GET.get("after", ""))
    found = queries.newest(visit.conn, visit.program_id, before=before, limit=ROWS + 1)
    whose = accounts_named(visit, [one.account_id for one in found])
    last = found[ROWS - 1] if len(found) > ROWS else None
    said = {
        "rows": [
            {
                "title": words.word(words.NOTICES, one.trigger),
                "trigger": one.trigger,
                "due_at": one.due_at,
                "data": list(msgspec.json.decode(one.data, type=dict[str, Scalar]).items()),
                "member": whose.get(one.account_id, ("", ""))[0],
                "name": whose.get(one.account_id, ("", ""))[1],
            }
            for one in found[:ROWS]
        ],
        "more": place(last.created_at, last.notice_id) if last else "",
    }
    part = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    template = "console/notices/_rows.html" if part else "console/notices/notices.html"
    return render(request, visit, template, said)
