"""Two members who are one person: the other is looked for, both are shown side by side with what
would come out, and it is done once that is confirmed.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from psycopg import Connection

from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.members import people
from regulars.entrypoints.console.members.side_by_side import rows
from regulars.flows.answers import Answer
from regulars.flows.merge_preview import Preview, preview
from regulars.flows.unite import unite
from regulars.kit import ids
from regulars.kit.pg.django import transact
from regulars.wire.sentences import for_staff

FOUND = 20


@require_http_methods(["GET", "POST"])
@staff_page("unite")
def merge(request: HttpRequest, visit: Visit, member: str) -> HttpResponse:
    """The search, the look at both, and the deed."""
    keep = people.named(visit, member)
    text = request.GET.get("q", "").replace("\0", "")[:200]
    named = request.POST.get("other", "") or request.GET.get("other", "")
    other = _stands(visit, named) if named else None
    said: dict[str, Any] = {
        "member": people.header(visit, keep),
        "q": text,
        "found": [],
        "error": "",
        "back": request.GET.get("back") == "duplicates",
    }
    if other is None:
        if text:
            found = members.search(visit.conn, visit.program_id, text, before=None, limit=FOUND)
            mine = [one for one in found if one.member_id != keep.member_id]
            said["found"] = people.rows(visit, mine)
        return render(request, visit, "console/members/merge.html", said)
    if "sure" in request.POST:
        return _done(request, visit, keep, other)

    def work(conn: Connection) -> Preview:
        return preview(conn, visit.shop, keep, other)

    seen = transact(work, undo=lambda _one: True)
    if seen.refused is not None:
        said["error"] = for_staff(seen.refused.code, seen.refused.params)
    said |= {
        "other": people.header(visit, other),
        "rows": rows(visit, (seen.mine, seen.theirs, seen.after)),
    }
    return render(request, visit, "console/members/merge.html", said)


def _done(request: HttpRequest, visit: Visit, keep: Member, other: Member) -> HttpResponse:
    def work(conn: Connection) -> Answer:
        return unite(conn, visit.shop, keep, other, actor=visit.actor)

    answer = transact(work, undo=lambda one: one.refused is not None)
    if answer.refused is not None:
        messages.error(request, for_staff(answer.refused.code, answer.refused.params))
    else:
        messages.success(request, _("The two members are one now."))
    if answer.refused is None and request.GET.get("back") == "duplicates":
        return HttpResponseRedirect(visit.address("duplicates"))
    member = ids.encode("mem", keep.member_id)
    return HttpResponseRedirect(visit.address("member", member=member))


def _stands(visit: Visit, named: str) -> Member | None:
    """Who goes by this id now: one who was made one with another is that one."""
    found = people.named(visit, named)
    return members.current(visit.conn, visit.program_id, [found.member_id]).get(found.member_id)
